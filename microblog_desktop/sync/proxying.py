"""Keeps the way out as the person chose it; a password of the proxy comes from the keyring and goes nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Callable

from microblog_desktop.api.route import Route
from microblog_desktop.domain.network.proxy import DesktopProxies, Proxy, ProxyKind
from microblog_desktop.domain.network.proxy_address import ProxyAddress, proxy_user, read_proxy_address
from microblog_desktop.domain.problem import Problem
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.sync.session.daemon_thread import in_daemon_thread
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.sync.timing import Bell, CallLater, loop_call_later
from microblog_desktop.system.computer.desktop_proxy import desktop_proxies
from microblog_desktop.system.vaults.vault import VaultError

log = logging.getLogger(__name__)

_CHOICES = {preferences.PROXY.name, preferences.PROXY_URL.name}


class ProxySync:
    """Changes `route` with the person's choice; `on_change` tells that connections should be made anew."""

    def __init__(
        self,
        profile: ProfileStore,
        vaults: Vaults,
        route: Route,
        *,
        on_change: Callable[[], None],
        tell: Callable[[Problem], None],
        read_desktop: Callable[[], DesktopProxies] = desktop_proxies,
        call_later: CallLater = loop_call_later,
    ) -> None:
        """`tell` says to the person why a password is not kept. Requests wait while one is looked for, and while the
        desktop is asked; `read_desktop` is called in a thread."""
        self._profile = profile
        self._vaults = vaults
        self._route = route
        self._on_change = on_change
        self._tell = tell
        self._read_desktop = read_desktop
        self._bell = Bell(call_later)
        self.has_script = False
        self._password: Secret | None = None  # what was entered and is not kept yet
        chosen = chosen_proxy(profile)
        if proxy_user(chosen.url) or chosen.kind is ProxyKind.SYSTEM:
            route.withhold()
        else:
            route.change(chosen)

    def enter_password(self, password: Secret) -> None:
        """Use this one from now on, and keep it; an empty one is forgotten."""
        self._password = password
        self._bell.ring()

    def look_again(self) -> None:
        """Another network may want another way."""
        self._bell.ring()

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        unsubscribe = self._profile.feed.subscribe(self._follow)
        try:
            while True:
                await self._take()
                await self._bell.wait()
        finally:
            unsubscribe()

    def _follow(self, changes: ChangeSet) -> None:
        if changes.preferences & _CHOICES:
            self._bell.ring()

    async def _take(self) -> None:
        chosen = chosen_proxy(self._profile)
        password: Secret | None = None
        desktop: tuple[tuple[str, str], ...] = ()
        if proxy_user(chosen.url):
            password = await self._new_password() or await self._kept_password()
        if chosen.kind is ProxyKind.SYSTEM:
            desktop = await self._look()
        if self._route.change(Proxy(chosen.kind, chosen.url, password, desktop)):
            self._on_change()
        if chosen.kind is not ProxyKind.SYSTEM:
            # Nobody waits for it: it is told once they choose the system's way.
            await self._look()

    async def _look(self) -> tuple[tuple[str, str], ...]:
        found = await in_daemon_thread(self._read_desktop)
        self.has_script = found.has_script
        return found.addresses

    async def _new_password(self) -> Secret | None:
        entered, self._password = self._password, None
        if entered is None:
            return None
        try:
            await self._vaults.keep_proxy_password(entered)
        except VaultError as error:
            log.info("the password of the proxy is kept until the program ends: %s", error)
            self._tell(error.problem)
        return entered

    async def _kept_password(self) -> Secret | None:
        try:
            return await self._vaults.proxy_password()
        except VaultError as error:
            log.info("the password of the proxy cannot be read: %s", error)
            return None


def chosen_proxy(profile: ProfileStore) -> Proxy:
    """What the file says, without a password; nonsense in it is the system's way."""
    kind = ProxyKind(profile.preferences.get(preferences.PROXY))
    if kind is not ProxyKind.MANUAL:
        return Proxy(kind)
    address = read_proxy_address(profile.preferences.get(preferences.PROXY_URL))
    # Until there is an address, what was so far goes on.
    return Proxy(kind, address.url) if isinstance(address, ProxyAddress) else Proxy()

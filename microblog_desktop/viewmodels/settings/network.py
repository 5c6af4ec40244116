"""The way out of this computer, how often it is taken, and what is spared."""

from __future__ import annotations

from microblog_desktop.commands import settings
from microblog_desktop.domain.network.proxy import ProxyKind
from microblog_desktop.domain.network.proxy_address import (
    ProxyAddress,
    ProxyFault,
    proxy_user,
    read_proxy_address,
    with_user,
    without_user,
)
from microblog_desktop.domain.secret import Secret
from microblog_desktop.i18n.translate import N_, _, ngettext, pgettext
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.ports import ProxyPort
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import (
    Choice,
    Choosing,
    Entering,
    Setting,
    Switching,
    Telling,
    choices,
)

_FAULTS = {
    ProxyFault.NOT_AN_ADDRESS: N_("This is not an address of a proxy. Write it like http://proxy.example.net:8080."),
    ProxyFault.OTHER_SCHEME: N_("A proxy begins with http://, https:// or socks5://."),
    ProxyFault.NO_SUCH_PORT: N_("There is no such port. It is a number from 1 to 65535."),
}


class NetworkSection(Section):
    key = "network"
    own_preferences = (
        preferences.PROXY,
        preferences.PROXY_URL,
        preferences.CHECK_EVERY_S,
        preferences.METERED_PICTURES,
    )

    def __init__(self, profile: ProfileStore, proxy: ProxyPort) -> None:
        super().__init__()
        self._profile = profile
        self._proxy = proxy

    def title(self) -> str:
        return _("Network")

    def settings(self) -> tuple[Setting, ...]:
        return (self._kind(), *self._script(), *self._manual(), self._interval(), self._pictures())

    def _kind(self) -> Choosing:
        words = {
            ProxyKind.SYSTEM.value: pgettext("proxy", "System"),
            ProxyKind.NONE.value: pgettext("proxy", "None"),
            ProxyKind.MANUAL.value: pgettext("proxy", "My own"),
        }
        return Choosing(
            "proxy",
            _("Proxy"),
            choices(words, self._profile.preferences.get(preferences.PROXY)),
            lambda value: settings.choose_proxy(self._profile, ProxyKind(value)),
            about=_("Through which other computer the network is reached; most people need none"),
        )

    def _script(self) -> tuple[Setting, ...]:
        """Nobody should think that we go the way that the system knows."""
        is_system = self._profile.preferences.get(preferences.PROXY) == ProxyKind.SYSTEM.value
        if not is_system or not self._proxy.has_script:
            return ()
        about = _(
            "The system finds its proxy by a script, which this program does not follow. "
            "If it cannot reach a server, choose “My own” and enter the proxy."
        )
        return (Telling("proxy_script", _("Automatic proxy configuration"), about),)

    def _manual(self) -> tuple[Setting, ...]:
        if self._profile.preferences.get(preferences.PROXY) != ProxyKind.MANUAL.value:
            return ()
        url = self._url
        address = Entering(
            "proxy_url",
            _("Address of the proxy"),
            without_user(url),
            self._enter_address,
            about=_("HTTP or SOCKS5; what is on this computer is asked without it"),
            hint="http://proxy.example.net:8080",
        )
        if not url:
            return (address,)
        user = Entering(
            "proxy_user",
            _("User name for the proxy"),
            proxy_user(url),
            self._enter_user,
            about=_("Only if it wants one"),
        )
        if not proxy_user(url):
            return (address, user)
        password = Entering(
            "proxy_password",
            _("Password for the proxy"),
            "",
            self._enter_password,
            about=_("Kept in the keyring of this computer and nowhere else"),
            is_secret=True,
        )
        return (address, user, password)

    @property
    def _url(self) -> str:
        read = read_proxy_address(self._profile.preferences.get(preferences.PROXY_URL))
        return read.url if isinstance(read, ProxyAddress) else ""

    def _enter_address(self, typed: str) -> str:
        if not typed.strip():
            settings.choose_proxy_address(self._profile, "")
            return ""
        read = read_proxy_address(typed)
        if isinstance(read, ProxyFault):
            return _(_FAULTS[read])
        url = read.url if proxy_user(read.url) else with_user(read.url, proxy_user(self._url))
        settings.choose_proxy_address(self._profile, url)
        if read.password is not None:
            self._proxy.enter_password(read.password)
        return ""

    def _enter_user(self, typed: str) -> str:
        settings.choose_proxy_address(self._profile, with_user(self._url, typed.strip()))
        return ""

    def _enter_password(self, typed: str) -> str:
        self._proxy.enter_password(Secret(typed))
        return ""

    def _interval(self) -> Choosing:
        chosen = self._profile.preferences.get(preferences.CHECK_EVERY_S)
        return Choosing(
            "check_every",
            _("Look for new things every"),
            tuple(
                Choice(str(seconds), _interval_words(seconds), seconds == chosen)
                for seconds in sorted({*settings.CHECKS_EVERY_S, chosen} - {0})
                if seconds > 0
            ),
            lambda value: settings.choose_check_every(self._profile, int(value)),
            about=_("Where the server does not tell of them at once"),
        )

    def _pictures(self) -> Switching:
        return Switching(
            "metered_pictures",
            _("Load pictures on metered connections"),
            self._profile.preferences.get(preferences.METERED_PICTURES),
            lambda: settings.turn(self._profile, preferences.METERED_PICTURES),
            about=_("Where the computer knows that each byte is paid for"),
        )


def _interval_words(seconds: int) -> str:
    if seconds < 60 or seconds % 60:
        return ngettext("{seconds} second", "{seconds} seconds", seconds).format(seconds=seconds)
    minutes = seconds // 60
    return ngettext("{minutes} minute", "{minutes} minutes", minutes).format(minutes=minutes)

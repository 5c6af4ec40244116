"""What the windows may ask of sync before sync is loaded.

The first window is there a third of a second before httpx and asyncio are.
Wishes of that time are kept in order, and told as soon as there is somebody
to tell. Nothing of sync is imported here: that is what the window waits for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from microblog_desktop.domain.account import SavedData, VaultChoice
from microblog_desktop.domain.ids import EntryKey, MessageKey, PersonId, PostKey, TimelineKey
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.timeline import GapSide
from microblog_desktop.viewmodels.ports import (
    MessageSyncPort,
    NetworkPort,
    PostSyncPort,
    SessionPort,
    SignInPort,
    TimelineSyncPort,
)

P = TypeVar("P")


class AccountSyncPort(TimelineSyncPort, PostSyncPort, MessageSyncPort, NetworkPort, SessionPort, Protocol):
    """All that the windows of an account ask of its sync."""

    def want(self, url: str) -> None: ...

    def become_active(self) -> None: ...

    def become_idle(self) -> None: ...


class _Wishes(Generic[P]):
    """Ask `P` now, or as soon as it is there."""

    def __init__(self) -> None:
        self._port: P | None = None
        self._waiting: list[Callable[[P], None]] = []

    def attach(self, port: P) -> None:
        """Tell `port` what was asked so far, and everything from now on."""
        self._port = port
        waiting, self._waiting = self._waiting, []
        for wish in waiting:
            wish(port)

    def _ask(self, wish: Callable[[P], None]) -> None:
        if self._port is None:
            self._waiting.append(wish)
        else:
            wish(self._port)


class LateAccountSync(_Wishes[AccountSyncPort]):
    """`AccountSyncPort`, whether or not sync is there yet."""

    def refresh(self, timeline: TimelineKey) -> None:
        self._ask(lambda sync: sync.refresh(timeline))

    def load_older(self, timeline: TimelineKey) -> None:
        self._ask(lambda sync: sync.load_older(timeline))

    def fill_gap(self, gap: EntryKey, side: GapSide) -> None:
        self._ask(lambda sync: sync.fill_gap(gap, side))

    def load_thread(self, post: PostKey) -> None:
        self._ask(lambda sync: sync.load_thread(post))

    def translate(self, post: PostKey, target: str) -> None:
        self._ask(lambda sync: sync.translate(post, target))

    def reload_post(self, post: PostKey) -> None:
        self._ask(lambda sync: sync.reload_post(post))

    def refresh_conversations(self) -> None:
        self._ask(lambda sync: sync.refresh_conversations())

    def load_older_conversations(self) -> None:
        self._ask(lambda sync: sync.load_older_conversations())

    def open_conversation(self, person: PersonId) -> None:
        self._ask(lambda sync: sync.open_conversation(person))

    def load_older_messages(self, person: PersonId) -> None:
        self._ask(lambda sync: sync.load_older_messages(person))

    def fill_message_gap(self, gap: MessageKey) -> None:
        self._ask(lambda sync: sync.fill_message_gap(gap))

    def find_person(self, username: str) -> None:
        self._ask(lambda sync: sync.find_person(username))

    def go_offline(self) -> None:
        self._ask(lambda sync: sync.go_offline())

    def go_online(self) -> None:
        self._ask(lambda sync: sync.go_online())

    def sign_in_again(self, password: Secret) -> None:
        self._ask(lambda sync: sync.sign_in_again(password))

    def unlock(self, passphrase: Secret) -> None:
        self._ask(lambda sync: sync.unlock(passphrase))

    def sign_out(self, saved: SavedData) -> None:
        self._ask(lambda sync: sync.sign_out(saved))

    def want(self, url: str) -> None:
        self._ask(lambda sync: sync.want(url))

    def become_active(self) -> None:
        self._ask(lambda sync: sync.become_active())

    def become_idle(self) -> None:
        self._ask(lambda sync: sync.become_idle())


class LateSignIn(_Wishes[SignInPort]):
    """`SignInPort`, whether or not sync is there yet."""

    def probe(self, url: str) -> None:
        self._ask(lambda sync: sync.probe(url))

    def probe_unencrypted(self, url: str) -> None:
        self._ask(lambda sync: sync.probe_unencrypted(url))

    def sign_in(self, url: str, username: str, password: Secret, vault: VaultChoice | None) -> None:
        self._ask(lambda sync: sync.sign_in(url, username, password, vault))

    def register(self, url: str, username: str, email: str, password: Secret, vault: VaultChoice | None) -> None:
        self._ask(lambda sync: sync.register(url, username, email, password, vault))

    def try_here(self) -> None:
        self._ask(lambda sync: sync.try_here())

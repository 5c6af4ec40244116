"""Who is signed in, and how much waits to be read."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.account import Account
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.status import SessionState

_ASKING = {SessionState.EXPIRED, SessionState.SIGNED_OUT, SessionState.NEEDS_PASSPHRASE}


@dataclass(frozen=True, slots=True)
class Me:
    """The signed-in person as the side bar shows them; `handle` is "@susan · example.net"."""

    person_id: PersonId
    name: str
    username: str
    handle: str
    avatar_url: str | None


class AccountModel(QObject):
    """The person of a live account and their badges."""

    me_changed = Signal()
    unread_changed = Signal()
    session_changed = Signal()

    def __init__(self, store: AccountStore, account: Account, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._account = account
        self._unsubscribe = store.feed.subscribe(self._on_change)

    @property
    def account(self) -> Account:
        return self._account

    @property
    def host(self) -> str:
        return urlsplit(self._account.server.url).netloc or self._account.server.url

    @property
    def me(self) -> Me:
        person = self._store.people.get(self._account.person_id)
        username = person.username if person else self._account.username
        return Me(
            person_id=self._account.person_id,
            name=person.display_name if person else username,
            username=username,
            handle=f"@{username} · {self.host}",
            avatar_url=person.avatar_url if person else None,
        )

    @property
    def unread_messages(self) -> int:
        return self._store.unread.messages()

    @property
    def unread_notifications(self) -> int:
        return self._store.unread.notifications()

    @property
    def unread(self) -> int:
        """Everything that waits to be read."""
        return self.unread_messages + self.unread_notifications

    @property
    def needs_sign_in(self) -> bool:
        """Whether the person must do something before it goes on: give a password or a passphrase."""
        return self._store.status.session.state in _ASKING

    @property
    def is_locked(self) -> bool:
        """Whether it is the passphrase of a file that is needed."""
        return self._store.status.session.state is SessionState.NEEDS_PASSPHRASE

    def close(self) -> None:
        self._unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        if self._account.person_id in changes.people:
            self.me_changed.emit()
        if changes.counts or changes.conversations:
            self.unread_changed.emit()
        if "session" in changes.status:
            self.session_changed.emit()

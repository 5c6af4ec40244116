"""The list of conversations, the one with the latest message on top."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.outbox import JobState
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import list_time
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import StoredConversation
from microblog_desktop.viewmodels.lists.list_state import ListState, list_state
from microblog_desktop.viewmodels.lists.row_list import RowList
from microblog_desktop.viewmodels.ports import MessageSyncPort

_PAGE = 50
_MOST = 1000
_ACTIVITY = "conversations"


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One line of the list."""

    key: PersonId
    name: str
    username: str
    avatar_url: str | None
    last_line: str
    time_text: str
    unread: int
    is_refused: bool
    spoken: str


class ConversationListModel(RowList[ConversationRow]):
    """Conversations from the store; more are read as the list is scrolled."""

    state_changed = Signal()

    def __init__(
        self, store: AccountStore, port: MessageSyncPort, *, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._port = port
        self._clock = clock
        self._limit = _PAGE
        self._is_closed = False
        self._unsubscribe = store.feed.subscribe(self._on_change)
        self.refresh_words()

    @property
    def state(self) -> ListState:
        status = self._store.status
        return list_state(status.activity(_ACTIVITY), status.network, rows=len(self.rows))

    def refresh(self) -> None:
        self._port.refresh_conversations()

    def refresh_words(self) -> None:
        """Read again: rows, the language or the day changed."""
        conversations = self._store.conversations.newest(self._limit)
        self.show([self._row(conversation) for conversation in conversations])
        self.state_changed.emit()

    def load_more(self) -> None:
        """Read what is saved below the last row, and ask the server when there is nothing more."""
        if self._is_closed:
            return
        if len(self.rows) >= self._limit and self._limit < _MOST:
            self._limit += _PAGE
            self.refresh_words()
        elif len(self.rows) < _MOST:
            self._port.load_older_conversations()

    def close(self) -> None:
        """Listen no more; a view that is still on screen for a moment asks in vain."""
        self._is_closed = True
        self._unsubscribe()

    def _row(self, stored: StoredConversation) -> ConversationRow:
        name, body = stored.person.display_name, " ".join(stored.latest_body.split())
        line = _("You: {text}").format(text=body) if stored.latest_is_mine else body
        time_text = list_time(stored.latest_at, self._clock())
        return ConversationRow(
            key=stored.person.id,
            name=name,
            username=stored.person.username,
            avatar_url=stored.person.avatar_url,
            last_line=line,
            time_text=time_text,
            unread=stored.unread,
            is_refused=bool(stored.delivery and stored.delivery.state is JobState.REFUSED),
            spoken=_spoken(name, line, time_text, stored.unread),
        )

    def _on_change(self, changes: ChangeSet) -> None:
        shown = {row.key for row in self.rows}
        if changes.conversations or changes.people & shown:
            self.refresh_words()
        elif changes.status & {_ACTIVITY, "network"}:
            self.state_changed.emit()


def _spoken(name: str, line: str, time_text: str, unread: int) -> str:
    if unread:
        return ngettext(
            "{name}, {time}, {count} unread message: {text}",
            "{name}, {time}, {count} unread messages: {text}",
            unread,
        ).format(name=name, time=time_text, count=unread, text=line)
    return _("{name}, {time}: {text}").format(name=name, time=time_text, text=line)

"""One conversation: its messages from the store, more as one scrolls, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.commands import messaging, undoing
from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import JobId, MessageKey, PersonId
from microblog_desktop.i18n.formats import age_sentence
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.viewmodels.lists.list_state import ListState, list_state
from microblog_desktop.viewmodels.lists.row_list import RowList
from microblog_desktop.viewmodels.messages.conversation_place import ConversationPlace
from microblog_desktop.viewmodels.messages.message_rows import BubbleRow, ConversationItem, conversation_items
from microblog_desktop.viewmodels.ports import MessageSyncPort
from microblog_desktop.viewmodels.writing.drafts import conversation_draft

_PAGE = 50
_MOST = 1000
_MINUTE_MS = 60_000
_LEAST_UNDO_S = 5


class ConversationModel(RowList[ConversationItem]):
    """Oldest on top, newest at the bottom; at most a thousand messages are held."""

    state_changed = Signal()
    header_changed = Signal()
    deleted = Signal(object)  # JobId that takes it back, or None

    def __init__(
        self,
        store: AccountStore,
        port: MessageSyncPort,
        person: PersonId,
        *,
        clock: Clock,
        undo_s: Callable[[], int] = lambda: 5,
        deletes_at_server: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """`deletes_at_server`: whether the server can delete a message for one of the two."""
        super().__init__(parent)
        self._store = store
        self._port = port
        self._person = person
        self._clock = clock
        self._undo_s = undo_s
        self._deletes_at_server = deletes_at_server
        self._marked: MessageKey | None = None
        self.place = ConversationPlace(store, person, self)
        begin = self.place.to_begin_at
        self._keys: list[MessageKey] = []
        self._is_at_newest = True
        if begin is None or not self._take_around(MessageKey(begin.entry)):
            self._take_newest()
        self._is_closed = False
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self.header_changed)
        self._minute.start()
        self._unsubscribe = store.feed.subscribe(self._on_change)
        self.refresh_words()

    @property
    def person(self) -> PersonId:
        return self._person

    @property
    def name(self) -> str:
        person = self._store.people.get(self._person)
        return person.display_name if person else ""

    @property
    def username(self) -> str:
        person = self._store.people.get(self._person)
        return person.username if person else ""

    @property
    def avatar_url(self) -> str | None:
        person = self._store.people.get(self._person)
        return person.avatar_url if person else None

    @property
    def handle_line(self) -> str:
        """ "@john · last seen 5 minutes ago"."""
        person = self._store.people.get(self._person)
        if person is None:
            return ""
        if person.last_seen is None:
            return f"@{person.username}"
        age = age_sentence(person.last_seen, self._clock())
        return _("@{username} · last seen {age}").format(username=person.username, age=age)

    @property
    def state(self) -> ListState:
        status = self._store.status
        return list_state(status.activity(self._activity), status.network, rows=len(self.rows))

    @property
    def is_loading_older(self) -> bool:
        return self._store.status.activity(self._older_activity).is_busy

    def refresh(self) -> None:
        """Bring it up to date from the server."""
        self._port.open_conversation(self._person)

    def refresh_words(self) -> None:
        """Read the rows again: they, the language or the day changed."""
        stored = self._store.messages.rows(self._keys)
        stored.reverse()
        is_online = self._store.status.network.is_usable
        items = conversation_items(stored, other_name=self.name, now=self._clock(), is_online=is_online)
        self.show([self._drawn_out(item) for item in items])
        self.state_changed.emit()

    @property
    def is_at_newest(self) -> bool:
        """Whether the last row is the newest message that is saved here."""
        return self._is_at_newest

    def load_older(self) -> None:
        """Read what is saved above the first row, and ask the server when there is nothing more."""
        if not self._keys or self._is_closed:
            return
        older = self._store.messages.older_than(self._person, self._keys[-1], _PAGE)
        if older:
            self._keys = [*self._keys, *older][-_MOST:]
            self._is_at_newest = self._keys[0] == self._store.messages.newest(self._person, 1)[0]
            self.refresh_words()
        elif not self._store.messages.has_reached_start(self._person) and not self.is_loading_older:
            self._port.load_older_messages(self._person)

    def load_newer(self) -> None:
        """Read what is saved below the last row, after a long way up had dropped it."""
        if self._is_at_newest or not self._keys or self._is_closed:
            return
        newer = self._store.messages.newer_than(self._person, self._keys[0], _PAGE)
        self._keys = [*newer, *self._keys][:_MOST]
        self._is_at_newest = len(newer) < _PAGE
        self.refresh_words()

    def go_to_newest(self) -> None:
        """Show the end of the conversation, however far up the window is."""
        if not self._is_at_newest:
            self._take_newest()
            self.refresh_words()

    def show_around(self, key: MessageKey) -> bool:
        """Bring a message of this conversation into the window of rows; tells whether it is there."""
        if key not in self._keys:
            if not self._take_around(key):
                return False
            self.refresh_words()
        return self.index_of(key) is not None

    def new_below(self, key: MessageKey) -> int:
        """How many messages of the other stand below one; stops at a page."""
        newer = self._store.messages.rows(self._store.messages.newer_than(self._person, key, _PAGE))
        return sum(not row.is_mine and row.gap is None for row in newer)

    @property
    def undo_s(self) -> int:
        """How long a deletion can be taken back."""
        return max(_LEAST_UNDO_S, self._undo_s())

    def delete(self, key: MessageKey) -> None:
        """Delete a message for me; `deleted` tells by which job it is taken back while there is time."""
        job = messaging.delete_for_me(
            self._store,
            key,
            now=self._clock(),
            undo_s=self.undo_s,
            tells_server=self._deletes_at_server,
        )
        self.deleted.emit(job)

    def mark(self, key: MessageKey | None) -> None:
        """Draw this message out: somebody searched for it."""
        if key != self._marked:
            self._marked = key
            self.refresh_words()

    def undo(self, job: JobId) -> None:
        undoing.undo(self._store, job, now=self._clock())

    def fill_gap(self, gap: MessageKey) -> None:
        self._port.fill_message_gap(gap)

    def mark_seen(self) -> None:
        """The person sees the end of the conversation: what came is read."""
        if self._is_closed:
            return
        conversation = self._store.conversations.get(self._person)
        if conversation and conversation.unread:
            messaging.mark_read(self._store, self._person)

    def try_again(self, job: JobId) -> None:
        undoing.try_again(self._store, job, now=self._clock())

    def edit(self, job: JobId) -> None:
        """Take an unsent text back into the box where it was written."""
        undoing.take_back_for_edit(self._store, job, conversation_draft(self._person), now=self._clock())

    def discard(self, job: JobId) -> None:
        undoing.discard(self._store, job)

    def close(self) -> None:
        """Save the place, and listen no more; a view that is still on screen for a moment asks in vain."""
        self.place.save_now()
        self._is_closed = True
        self._minute.stop()
        self._unsubscribe()

    @property
    def _activity(self) -> str:
        return f"conversation:{self._person}"

    @property
    def _older_activity(self) -> str:
        return f"older-messages:{self._person}"

    def _on_change(self, changes: ChangeSet) -> None:
        if self._person in changes.people:
            self.header_changed.emit()
        gaps = {f"message-gap:{key}" for key in self._keys}
        if self._person in changes.conversations or changes.messages & set(self._keys):
            self._read_keys()
            self.refresh_words()
        elif changes.status & (gaps | {"network"}):
            self.refresh_words()
        elif changes.status & {self._activity, self._older_activity}:
            self.state_changed.emit()

    def _drawn_out(self, item: ConversationItem) -> ConversationItem:
        if isinstance(item, BubbleRow) and item.key == self._marked:
            return replace(item, is_marked=True)
        return item

    def _take_newest(self) -> None:
        self._keys, self._is_at_newest = self._store.messages.newest(self._person, _PAGE), True

    def _take_around(self, key: MessageKey) -> bool:
        """Have the rows around a message; tells whether it is there."""
        messages = self._store.messages
        newer = messages.newer_than(self._person, key, _PAGE)
        older = messages.older_than(self._person, key, _PAGE)
        if not newer and not older and messages.newest(self._person, 1) != [key]:
            return False
        self._keys, self._is_at_newest = [*newer, key, *older], len(newer) < _PAGE
        return True

    def _read_keys(self) -> None:
        """Read the window again: as far up as it reached, with everything new below it."""
        if not self._is_at_newest:
            self._keys = self._store.messages.between(self._person, self._keys[0], self._keys[-1])
            return
        oldest = self._keys[-1] if self._keys else None
        known: set[Hashable] = set(self._keys)
        keys = self._store.messages.newest(self._person, min(len(self._keys) + _PAGE, _MOST))
        if oldest in keys and any(key in known for key in keys):
            keys = keys[: keys.index(oldest) + 1]
        self._keys = keys

"""Where somebody reads in one conversation: kept while it is closed, and over a restart."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from microblog_desktop.commands import reading
from microblog_desktop.domain.ids import MessageKey, PersonId
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.rows import ReadingPosition

SAVE_PAUSE_MS = 500


class ConversationPlace(QObject):
    """Saved when the reader has stood still for a moment; who stands at the newest message has no place to keep."""

    def __init__(self, store: AccountStore, person: PersonId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._person = person
        self._positions = store.messages.positions
        self._saved = self._positions.position(person)
        self._here: tuple[MessageKey, int, int] | None = None
        self._has_moved = False
        conversation = store.conversations.get(person)
        self._has_unread = conversation is not None and conversation.unread > 0
        self._pause = QTimer(self, interval=SAVE_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.save_now)

    @property
    def to_begin_at(self) -> ReadingPosition | None:
        """Where one stopped reading further up; None for the newest, which is also where unread messages are."""
        return None if self._has_unread else self._saved

    def reading_at(self, message: MessageKey, offset_px: int, character: int) -> None:
        """Somebody reads further up: this one ends so far below the lower edge."""
        self._move((message, offset_px, character))

    def reading_newest(self) -> None:
        self._move(None)

    def save_now(self) -> None:
        """Remember it at once, if anybody moved since it was saved."""
        self._pause.stop()
        if not self._has_moved:
            return
        self._has_moved = False
        position = None if self._here is None else self._positions.position_at(*self._here)
        if position == self._saved or (position is None and self._here is not None):
            return  # nothing new, or a message that is gone since
        before, self._saved = self._saved, position
        try:
            reading.save_conversation_place(self._store, self._person, position)
        except StoreError as error:
            # Called while windows close, where nothing may be raised. It is tried again with the next place.
            self._saved = before
            self._store.status.notice(error.problem)

    def _move(self, here: tuple[MessageKey, int, int] | None) -> None:
        if here != self._here or not self._has_moved:
            self._here, self._has_moved = here, True
            self._pause.start()

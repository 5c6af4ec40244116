"""A private message while it is written."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from microblog_desktop.commands import messaging
from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import MessageKey, PersonId
from microblog_desktop.domain.server import Limits
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.writing.drafted_text import DraftedText
from microblog_desktop.viewmodels.writing.drafts import DraftKeeper, conversation_draft


class MessageComposer(DraftedText):
    """One text on its way to one person; each conversation keeps its own draft."""

    sent = Signal(object)  # MessageKey

    def __init__(
        self, store: AccountStore, person: PersonId, *, limits: Limits, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(
            DraftKeeper(store, conversation_draft(person), clock=clock),
            limit=limits.message,
            counted_in=limits.counted_in,
            parent=parent,
        )
        self._store = store
        self._person = person
        self._clock = clock

    def send(self) -> MessageKey | None:
        """Hand the text to the outbox; None, and nothing happens, where it cannot be sent."""
        if not self.can_send:
            return None
        key = messaging.send(self._store, self._person, self.body, now=self._clock())
        self._was_taken()
        self.sent.emit(key)
        return key

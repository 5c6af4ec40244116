"""Everything behind the page of messages: the list, the search for a person, and any conversation."""

from __future__ import annotations

from PySide6.QtCore import QObject

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.server import Limits
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.messages.conversation import ConversationModel
from microblog_desktop.viewmodels.messages.conversations import ConversationListModel
from microblog_desktop.viewmodels.messages.new_conversation import NewConversationModel
from microblog_desktop.viewmodels.ports import MessageSyncPort
from microblog_desktop.viewmodels.writing.message_composer import MessageComposer


class MessagesModel(QObject):
    """Makes a model for each conversation that is opened; who opens one closes it."""

    def __init__(
        self,
        store: AccountStore,
        port: MessageSyncPort,
        *,
        limits: Limits,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._port = port
        self._limits = limits
        self._clock = clock
        self.conversations = ConversationListModel(store, port, clock=clock, parent=self)
        self.search = NewConversationModel(store, port, self)

    def conversation(self, person: PersonId) -> ConversationModel:
        return ConversationModel(self._store, self._port, person, clock=self._clock)

    def composer(self, person: PersonId) -> MessageComposer:
        return MessageComposer(self._store, person, limits=self._limits, clock=self._clock)

    def close(self) -> None:
        self.conversations.close()
        self.search.close()

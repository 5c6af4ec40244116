"""Everything behind the page of messages: the list, the search for a person, and any conversation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.server import Limits
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.messages.conversation import ConversationModel
from microblog_desktop.viewmodels.messages.conversation_search import ConversationSearch
from microblog_desktop.viewmodels.messages.conversations import ConversationListModel
from microblog_desktop.viewmodels.messages.new_conversation import NewConversationModel
from microblog_desktop.viewmodels.ports import MessageSyncPort, SearchSyncPort
from microblog_desktop.viewmodels.writing.message_composer import MessageComposer
from microblog_desktop.viewmodels.writing.send_key import SendKey


class MessagesModel(QObject):
    """Makes a model for each conversation that is opened; who opens one closes it."""

    def __init__(
        self,
        store: AccountStore,
        port: MessageSyncPort,
        *,
        limits: Limits,
        clock: Clock,
        undo_s: Callable[[], int] = lambda: 5,
        deletes_at_server: bool = False,
        send_key: SendKey | None = None,
        search: SearchSyncPort | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`search` finds people on the server, where it has a search."""
        super().__init__(parent)
        self._store = store
        self._port = port
        self._limits = limits
        self._clock = clock
        self._undo_s = undo_s
        self._deletes_at_server = deletes_at_server
        self.send_key = send_key
        self.conversations = ConversationListModel(store, port, clock=clock, parent=self)
        self.search = NewConversationModel(store, port, search, self)

    def conversation(self, person: PersonId) -> ConversationModel:
        return ConversationModel(
            self._store,
            self._port,
            person,
            clock=self._clock,
            undo_s=self._undo_s,
            deletes_at_server=self._deletes_at_server,
        )

    def search_in(self, person: PersonId) -> ConversationSearch:
        return ConversationSearch(self._store, person)

    def composer(self, person: PersonId) -> MessageComposer:
        return MessageComposer(self._store, person, limits=self._limits, clock=self._clock)

    def close(self) -> None:
        self.conversations.close()
        self.search.close()

"""Who reads what when the stream rings."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from microblog_desktop.domain.event import ADDED, CHANGED, REMOVED, LiveEvent, LiveEventKind
from microblog_desktop.domain.ids import HOME, PersonId, PostKey
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.errors import StoreError
from microblog_desktop.sync.timing import Bell, CallLater

log = logging.getLogger(__name__)

# So long rings gather after one that was answered: a flood is a few requests a second.
GATHER_S = 0.15
_MOST_WAITING = 200
# Everybody's stream may be reset in the same moment, and few look further down; whoever follows somebody does it once.
_PAGES_AFTER_RESET = 3
_PAGES_REBUILT = 10


class ReadsTimeline(Protocol):
    def read_again(self, pages: int) -> None: ...

    def load_newer(self) -> None: ...


class ReadsConversations(Protocol):
    def refresh_when_possible(self) -> None: ...

    def look(self) -> None: ...

    def look_at(self, person: PersonId) -> None: ...


class ReadsNotifications(Protocol):
    def refresh_when_possible(self) -> None: ...

    def look(self) -> None: ...


class Doorbells:
    """Rings are gathered for a moment, equal ones once, and passed on to whoever reads.

    An event is only a bell: what is new is read at the server, in the way it is read without a stream.
    """

    def __init__(
        self,
        store: AccountStore,
        home: ReadsTimeline | None,
        conversations: ReadsConversations,
        notifications: ReadsNotifications,
        reload_post: Callable[[PostKey], None],
        call_later: CallLater,
    ) -> None:
        self._store = store
        self._home = home
        self._conversations = conversations
        self._notifications = notifications
        self._reload_post = reload_post
        self._waiting: dict[LiveEvent, None] = {}
        self._bell = Bell(call_later)
        self._pause = Bell(call_later)

    def ring(self, event: LiveEvent) -> None:
        """Told by the stream."""
        if event.kind is LiveEventKind.OPENED:
            if event.id:
                # The server goes on where we were, or sends `reset`.
                return
            event = LiveEvent(LiveEventKind.OPENED)
        if len(self._waiting) >= _MOST_WAITING:
            self._waiting.clear()
            event = LiveEvent(LiveEventKind.RESET)
        self._waiting[replace(event, id="", retry_s=None)] = None
        self._bell.ring()

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        while True:
            await self._bell.wait()
            waiting, self._waiting = self._waiting, {}
            for event in waiting:
                self._answer(event)
            await self._pause.wait(GATHER_S)

    def _answer(self, event: LiveEvent) -> None:
        match event.kind:
            case LiveEventKind.TIMELINE:
                self._answer_timeline(event)
            case LiveEventKind.MESSAGE if event.person is not None:
                self._conversations.look_at(event.person)
            case LiveEventKind.MESSAGE:
                self._conversations.look()
            case LiveEventKind.NOTIFICATION:
                self._notifications.look()
            case LiveEventKind.COUNTS:
                # Read elsewhere, or new: the number does not say of what.
                self._conversations.look()
                self._notifications.look()
            case LiveEventKind.OPENED:
                # What came between our first look and the opening was told to nobody.
                self._conversations.look()
                self._notifications.look()
                if self._home is not None:
                    self._home.load_newer()
            case LiveEventKind.RESET:
                self._conversations.refresh_when_possible()
                self._notifications.refresh_when_possible()
                if self._home is not None:
                    self._home.read_again(_PAGES_AFTER_RESET)
                self._store.status.note_missed()
            case LiveEventKind.JOB | LiveEventKind.PLACE:
                pass

    def _answer_timeline(self, event: LiveEvent) -> None:
        if event.change in (CHANGED, REMOVED) and event.post is not None:
            key = self._store.posts.by_remote(event.post)
            if key is not None:
                self._reload_post(key)
        elif event.change == REMOVED and event.entry is not None:
            self._remove_entry(event.entry)
        elif self._home is None:
            return
        elif event.change == ADDED:
            self._home.load_newer()
        else:
            self._home.read_again(_PAGES_REBUILT)

    def _remove_entry(self, entry_id: str) -> None:
        try:
            with self._store.transaction():
                self._store.timelines.remove_entry(HOME, entry_id)
        except StoreError as error:
            self._store.status.notice(error.problem)

"""Private messages: who wrote, what they wrote, and telling what was read."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable

from microblog_desktop.api.errors import ApiError, Refused, SignedOut
from microblog_desktop.api.server import Server
from microblog_desktop.domain.ids import MessageKey, PersonId
from microblog_desktop.domain.problem import Problem
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreError
from microblog_desktop.sync.link import Link
from microblog_desktop.sync.live.pace import Looks, Pace

_MOST_PAGES = 50

_LIST = "conversations"
_OLDER_LIST = "older-conversations"
Act = Callable[[Server], Awaitable[None]]


class ConversationSync:
    """All conversations of one account; one request at a time."""

    def __init__(self, link: Link, store: AccountStore, pace: Pace) -> None:
        self._link = link
        self._store = store
        self._bell = link.bell()
        self._looks = Looks(link, pace)
        self._is_active = True
        self._is_rung = False
        self._rung: dict[PersonId, None] = {}
        self._open: PersonId | None = None
        self._wishes: dict[str, Act] = {}
        self._has_marks = True

    def refresh(self) -> None:
        """Ask for the newest conversations now."""
        self._wish(_LIST, self._load_list)

    def refresh_when_possible(self) -> None:
        """Like `refresh`, but being offline is no failure: it waits for the network."""
        self._looks.soon()
        self._bell.ring()

    def look(self) -> None:
        """Something has changed: ask for counts and conversations."""
        self._is_rung = True
        self._bell.ring()

    def look_at(self, person: PersonId) -> None:
        """Something has changed in this conversation."""
        self._rung[person] = None
        self.look()

    def load_older(self) -> None:
        """Ask for one more page of conversations."""
        self._wish(_OLDER_LIST, self._load_older_list)

    def open(self, person: PersonId) -> None:
        """Bring this conversation up to date now, and keep it so."""
        self._open = person
        self._wish(f"conversation:{person}", functools.partial(self._load_newest, person=person))

    def load_older_messages(self, person: PersonId) -> None:
        self._wish(f"older-messages:{person}", lambda server: self._load_older_messages(server, person))

    def fill_gap(self, gap: MessageKey) -> None:
        """Ask for the missing messages that are next to the newer ones."""
        self._wish(f"message-gap:{gap}", lambda server: self._fill_gap(server, gap))

    def set_active(self) -> None:
        """Somebody is looking: the open conversation is kept up to date."""
        self._is_active = True

    def set_idle(self) -> None:
        self._is_active = False

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        unsubscribe = self._store.feed.subscribe(self._on_change)
        try:
            while True:
                await self._step()
        finally:
            unsubscribe()

    async def _step(self) -> None:
        server = self._link.server
        if server is None:
            self._decline(self._link.why_not())
            await self._bell.wait()
        elif self._wishes:
            name = next(iter(self._wishes))
            await self._do(name, self._wishes.pop(name), server)
        elif self._has_marks:
            self._has_marks = False
            await self._tell_what_was_read(server)
        elif self._looks.is_due:
            await self._poll(server)
        elif self._is_rung:
            await self._answer(server)
        else:
            await self._bell.wait(self._looks.wait_s)

    async def _poll(self, server: Server) -> None:
        # A mark that could not be told before is told now.
        self._has_marks = bool(self._store.conversations.unsent_read_marks())
        self._looks.done()
        if self._open is not None and self._is_active:
            self._rung[self._open] = None
        await self._answer(server)

    async def _answer(self, server: Server) -> None:
        """The list first: badges hang on it."""
        people, self._rung, self._is_rung = tuple(self._rung), {}, False
        await self._do(_LIST, self._load_list, server)
        for person in people:
            await self._do(f"conversation:{person}", functools.partial(self._load_newest, person=person), server)

    async def _do(self, name: str, act: Act, server: Server) -> None:
        self._store.status.begin(name)
        try:
            await act(server)
        except (ApiError, StoreError) as error:
            problem = self._link.note(error)
            self._store.status.fail(name, problem)
            if problem.may_retry:
                self._looks.failed(problem)
        else:
            self._store.status.succeed(name)

    async def _load_list(self, server: Server) -> None:
        counts = await server.counts()
        page = await server.conversations()
        with self._store.transaction():
            self._store.conversations.save(page)
            self._store.conversations.set_counts(counts)

    async def _load_older_list(self, server: Server) -> None:
        """Walk on from the first page to the first one that brings somebody new."""
        page = await server.conversations()
        asked: set[str] = set()
        # A server that ignores cursors would lead us round in circles.
        while page.older is not None and page.older not in asked and len(asked) < _MOST_PAGES:
            asked.add(page.older)
            page = await server.conversations(before=page.older)
            is_new = any(self._store.conversations.get(one.person.id) is None for one in page.conversations)
            with self._store.transaction():
                self._store.conversations.save_older(page)
            if is_new:
                return

    async def _load_newest(self, server: Server, person: PersonId) -> None:
        page = await server.messages(person)
        with self._store.transaction():
            self._store.messages.merge_newest(person, page)

    async def _load_older_messages(self, server: Server, person: PersonId) -> None:
        edge = self._store.messages.oldest_edge(person)
        if edge is None:
            return
        page = await server.messages(person, before=edge.cursor)
        with self._store.transaction():
            self._store.messages.merge_before(person, page, edge)

    async def _fill_gap(self, server: Server, gap: MessageKey) -> None:
        edges = self._store.messages.gap_edges(gap)
        rows = self._store.messages.rows([gap])
        if edges is None or not rows:
            return
        person = rows[0].person
        page = await server.messages(person, before=edges.top.cursor)
        with self._store.transaction():
            self._store.messages.merge_before(person, page, edges.top)

    async def _tell_what_was_read(self, server: Server) -> None:
        for person, message in self._store.conversations.unsent_read_marks():
            try:
                await server.mark_read(person, message)
            except Refused as error:
                if isinstance(error, SignedOut):
                    self._link.note(error)
                    return
                # The conversation or the message is gone; there is nothing left to tell.
            except ApiError as error:
                self._looks.failed(self._link.note(error))
                return
            try:
                with self._store.transaction():
                    self._store.conversations.read_mark_sent(person, message)
            except StoreError as error:
                # It is told again with the next look, which does no harm.
                self._store.status.notice(error.problem)
                self._looks.failed(error.problem)
                return

    def _wish(self, name: str, act: Act) -> None:
        self._wishes[name] = act
        self._bell.ring()

    def _decline(self, problem: Problem | None) -> None:
        if problem is None:
            return
        for name in self._wishes:
            self._store.status.fail(name, problem)
        if _LIST in self._wishes:
            self._looks.soon()
        self._wishes.clear()

    def _on_change(self, changes: ChangeSet) -> None:
        if changes.conversations and self._store.conversations.unsent_read_marks():
            self._has_marks = True
            self._bell.ring()

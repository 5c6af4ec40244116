"""Search as one types: what is on this computer after each key, what the server has after a pause."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.commands import searching
from microblog_desktop.domain.rules.search_query import parse
from microblog_desktop.domain.search import Findings, FoundUpTo, SearchQuery
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.arrival import Arrival
from microblog_desktop.viewmodels.ports import SearchSyncPort
from microblog_desktop.viewmodels.problem_words import sentence
from microblog_desktop.viewmodels.search.found_people import FoundPeople
from microblog_desktop.viewmodels.search.found_posts import FIRST, FoundPosts
from microblog_desktop.viewmodels.search.phase import SearchPhase, SearchState, preparing_note, server_line
from microblog_desktop.viewmodels.search.rows import (
    FoundDraftRow,
    FoundMessageRow,
    conversation_of,
    draft_row,
    message_row,
)
from microblog_desktop.viewmodels.timeline.line_row import LineRow
from microblog_desktop.viewmodels.timeline.rows import Offers

SERVER_PAUSE_MS = 400
FEW = 3
"""Of each section, unless all of it is wanted; one more is made, so that one sees whether there are others."""


class SearchModel(QObject):
    """One field's text in, sections out; a section without rows is not shown."""

    changed = Signal()  # something that was found may be another now
    state_changed = Signal()
    recent_changed = Signal()
    network_changed = Signal()

    def __init__(
        self,
        store: AccountStore,
        offers: Offers,
        sync: SearchSyncPort | None,
        parent: QObject | None = None,
    ) -> None:
        """Without `sync` the server has no search."""
        super().__init__(parent)
        self._store = store
        self._sync = sync
        self._typed = ""
        self._query = SearchQuery()
        self._turn = 0
        self._is_waiting = False
        self._older: FoundUpTo | None = None
        self._found = Findings()
        self._shows_all = False
        self._asked = ""
        self._state = SearchState(SearchPhase.IDLE)
        self.posts = FoundPosts(store, offers, self)
        self.posts.shown.connect(self.changed)
        self.people = FoundPeople(store, offers)
        self.messages: Sequence[FoundMessageRow] = ()
        self.drafts: Sequence[FoundDraftRow] = ()
        self._pause = QTimer(self, interval=SERVER_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.search_server)
        self._arrival = Arrival()
        self._arrival.arrived.connect(self._take)
        self._unsubscribe = store.feed.subscribe(self._on_change)

    # What a page shows.

    @property
    def typed(self) -> str:
        return self._typed

    @property
    def state(self) -> SearchState:
        return self._state

    @property
    def is_waiting(self) -> bool:
        """Whether what is on show is not yet what this computer has of what is typed."""
        return self._is_waiting

    @property
    def line(self) -> LineRow | None:
        """What stands above the server's results, also where nothing else stands; None if it is not asked."""
        if self._sync is None or self._query.is_blank or self._state.phase is SearchPhase.SEARCHING:
            return None
        status = self._store.status
        answer = self._store.search.answers.get(self._asked)
        return server_line(
            status.activity(f"search:{self._asked}"),
            status.network,
            count=self.posts.from_server + len(self.people.rows_there),
            has_answered=answer is not None and self._asked == self._words,
        )

    @property
    def has_more_posts(self) -> bool:
        """Whether this computer has more posts than were looked for so far."""
        return bool(self.posts.hidden) or self._older is not None

    @property
    def knows_all_posts(self) -> bool:
        """Whether this computer has no posts but those that are counted."""
        return self._older is None

    @property
    def message_count(self) -> int:
        return len(self._found.messages)

    @property
    def network(self) -> NetworkState:
        return self._store.status.network

    @property
    def recent(self) -> Sequence[str]:
        return self._store.search.recent.all()

    # What a page asks.

    def type(self, text: str) -> None:
        """The field holds `text` now."""
        self._typed = text
        query = parse(text)
        if query == self._query:
            return
        self._query = query
        self._turn += 1
        self._older = None
        self._pause.stop()
        if query.is_blank:
            self._is_waiting = False
            self._store.search.forget()
            self._show(Findings())
            return
        self._is_waiting = True
        self._store.search.find(query, functools.partial(self._arrival.arrived.emit, self._turn))
        if self._sync is not None:
            self._pause.start()
        self._check()

    def load_more(self) -> None:
        """The end of the posts is in sight."""
        if self.posts.hidden:
            self.posts.show_more()
        elif self._older is not None and not self._is_waiting:
            self._is_waiting = True
            arrive = functools.partial(self._arrival.arrived.emit, -self._turn)
            self._store.search.find_older(self._query, self._older, arrive)
        elif self._older is None:
            self.load_more_from_server()

    def load_more_from_server(self) -> None:
        """The end of what the server found is in sight."""
        answer = self._store.search.answers.get(self._asked)
        if self._sync is None or answer is None or answer.older is None or self._asked != self._words:
            return
        if not self._store.status.activity(f"more-search:{self._asked}").is_busy:
            self._sync.search_further(self._asked)

    def show_all(self) -> None:
        """All of a section is to be shown."""
        self._shows_all = True
        self._show_few_or_all()
        self.posts.fill_a_window()
        self._follow_server()

    def show_few(self) -> None:
        self._shows_all = False

    def search_server(self) -> None:
        """Ask the server now, or again."""
        self._pause.stop()
        if self._sync is not None and not self._query.is_blank:
            self._asked = self._words
            self._sync.search(self._asked)
            self._follow_server()

    def keep(self) -> None:
        """What was found was of use: remember the search."""
        if not self._query.is_blank:
            searching.remember(self._store, self._typed, now=self._store.clock())

    def forget(self, typed: str) -> None:
        searching.forget(self._store, typed)

    def clear_recent(self) -> None:
        searching.clear(self._store)

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        self.people.read()
        self._show_texts()
        self.posts.retranslate()
        self._follow_server()

    def close(self) -> None:
        self._pause.stop()
        self._turn += 1
        self._store.search.forget()
        self.posts.close()
        self._unsubscribe()

    # Taking what was found.

    def _take(self, turn: int, found: Findings | StoreError) -> None:
        if abs(turn) != self._turn:
            return
        self._is_waiting = False
        if isinstance(found, StoreError):
            self._set(SearchState(SearchPhase.FAILED, reason=sentence(found.problem)))
        elif turn < 0:
            self._older = found.older
            self.posts.go_on(found.posts)
        else:
            self._show(found)

    def _show(self, found: Findings) -> None:
        self._found = found
        self._older = found.older
        self._show_few_or_all()
        stand_alone = self._shows_all or not (found.people or found.messages or found.drafts)
        self.posts.begin(self._query, found.posts, FIRST if stand_alone else FEW)
        self._follow_server(note=preparing_note(is_whole=found.is_whole))

    def _show_few_or_all(self) -> None:
        self.people.begin(self._found.people, self._most)
        self._show_texts()

    @property
    def _most(self) -> int | None:
        return None if self._shows_all else FEW + 1

    def _show_texts(self) -> None:
        persons = self._store.people.get
        now = self._store.clock()
        self.messages = [message_row(one, persons(one.person), now) for one in self._found.messages[: self._most]]
        drafts = [(one, conversation_of(one.name)) for one in self._found.drafts]
        self.drafts = [draft_row(one, persons(other) if other else None) for one, other in drafts]

    # Following the store.

    @property
    def _words(self) -> str:
        """What the server is asked: blanks make no difference."""
        return " ".join(self._typed.split())

    def _on_change(self, changes: ChangeSet) -> None:
        if "recent_searches" in changes.preferences:
            self.recent_changed.emit()
        if "network" in changes.status:
            self.network_changed.emit()
        if self._query.is_blank:
            return
        self.posts.note(changes)
        if (changes.people or changes.outbox) and self.people.count:
            self.people.read()
            self.changed.emit()
        names = {f"search:{self._asked}", f"more-search:{self._asked}", "network"}
        if changes.status & names:
            self._follow_server()

    def _follow_server(self, note: str | None = None) -> None:
        answer = self._store.search.answers.get(self._asked) if self._asked == self._words else None
        if not self._query.is_blank and not self._is_waiting:
            self.people.add_from_server(answer.people if answer else ())
            self.posts.add_from_server(answer.posts if answer else ())
        self._check(note)
        self.changed.emit()

    def _check(self, note: str | None = None) -> None:
        self._set(SearchState(self._phase(), note=self._state.note if note is None else note))

    def _phase(self) -> SearchPhase:
        if self._query.is_blank:
            return SearchPhase.IDLE
        if any((self.posts.count, self.people.count, self.messages, self.drafts)):
            return SearchPhase.FOUND
        is_asking = self._store.status.activity(f"search:{self._asked}").is_busy or self._pause.isActive()
        return SearchPhase.SEARCHING if self._is_waiting or is_asking else SearchPhase.NOTHING

    def _set(self, state: SearchState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit()

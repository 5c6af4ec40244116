"""People one may write to, as one types: those of this computer after each key, those of the server after a pause."""

from __future__ import annotations

import functools

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem
from microblog_desktop.domain.rules.search_query import parse
from microblog_desktop.domain.search import Findings
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreError
from microblog_desktop.viewmodels.arrival import Arrival
from microblog_desktop.viewmodels.lists.row_list import RowList
from microblog_desktop.viewmodels.messages.conversations import ConversationRow
from microblog_desktop.viewmodels.ports import SearchSyncPort
from microblog_desktop.viewmodels.problem_words import sentence

SERVER_PAUSE_MS = 400


class RecipientList(RowList[ConversationRow]):
    """Whose name is typed stands first; then who is known here, then whom only the server found. Never oneself."""

    changed = Signal()

    def __init__(self, store: AccountStore, sync: SearchSyncPort | None, parent: QObject | None = None) -> None:
        """Without `sync` the server has no search."""
        super().__init__(parent)
        self._store = store
        self._sync = sync
        self._words = ""
        self._turn = 0
        self._here: tuple[PersonId, ...] = ()
        self._problem: Problem | None = None
        self._is_waiting = False
        self._pause = QTimer(self, interval=SERVER_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask_server)
        self._arrival = Arrival()
        self._arrival.arrived.connect(self._take)
        self._unsubscribe = store.feed.subscribe(self._on_change)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed."""
        return not self._words

    @property
    def is_waiting(self) -> bool:
        """Whether what is on show is not yet what this computer has of what is typed."""
        return self._is_waiting

    @property
    def note(self) -> str:
        """Why there is nobody."""
        if self.is_blank or self._is_waiting or self.rows:
            return ""
        if self._problem is not None:
            return sentence(self._problem)
        if not self._store.status.network.is_usable:
            return _("You are offline: only what is saved on this computer was searched.")
        if self._sync is None:
            return _("Nobody on this computer is called so. Press Enter to ask the server.")
        activity = self._store.status.activity(self._activity)
        if activity.is_busy or self._pause.isActive():
            return _("The server is being asked…")
        return _("Nobody was found.") if activity.problem is None else sentence(activity.problem)

    def type(self, typed: str) -> None:
        """The field holds `typed` now, with or without an @."""
        words = " ".join(typed.split()).removeprefix("@").lstrip()
        if words == self._words:
            return
        self._words, self._problem = words, None
        self._turn += 1
        self._pause.stop()
        query = parse(words)
        self._is_waiting = bool(query.terms)
        if self._is_waiting:
            self._store.search.find_people(query, functools.partial(self._arrival.arrived.emit, self._turn))
            if self._sync is not None:
                self._pause.start()
        else:
            self._store.search.forget_people()
            self._here = ()
            self._read()

    def close(self) -> None:
        self._turn += 1
        self._pause.stop()
        self._store.search.forget_people()
        self._unsubscribe()

    @property
    def _activity(self) -> str:
        return f"search-people:{self._words}"

    def _take(self, turn: int, found: Findings | StoreError) -> None:
        if turn != self._turn:
            return
        self._is_waiting = False
        if isinstance(found, StoreError):
            self._here, self._problem = (), found.problem
        else:
            self._here = tuple(one.person for one in found.people)
        self._read()

    def _ask_server(self) -> None:
        if self._sync is not None:
            self._sync.search_people(self._words)

    def _on_change(self, changes: ChangeSet) -> None:
        if self.is_blank or self._is_waiting:
            return
        if changes.status & {self._activity, "network"} or any(row.key in changes.people for row in self.rows):
            self._read()

    def _read(self) -> None:
        answer = self._store.search.people_answers.get(self._words)
        there = () if answer is None or self.is_blank else answer.people
        known = (self._store.people.get(person) for person in dict.fromkeys((*self._here, *there)))
        people = [person for person in known if person is not None and person.id != self._store.me]
        people.sort(key=lambda person: person.username.casefold() != self._words.casefold())
        self.show([_row(person) for person in people])
        self.changed.emit()


def _row(person: Person) -> ConversationRow:
    """A line like that of a conversation, in which nothing was said yet."""
    handle = f"@{person.username}"
    return ConversationRow(
        key=person.id,
        name=person.display_name,
        username=person.username,
        avatar_url=person.avatar_url,
        last_line=handle,
        time_text="",
        unread=0,
        is_refused=False,
        spoken=f"{person.display_name}, {handle}",
    )

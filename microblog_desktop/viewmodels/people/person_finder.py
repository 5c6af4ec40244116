"""Somebody of whom only the name is known, until sync has found out who that is."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.viewmodels.messages.list_state import ListPhase, ListState
from microblog_desktop.viewmodels.problem_words import sentence


class FindingPort(Protocol):
    """The part of sync that knows people by their names."""

    def find_person(self, username: str) -> None: ...


class PersonFinder(QObject):
    """Looks for one person; `found` comes at most once."""

    state_changed = Signal()
    found = Signal(object)  # PersonId

    def __init__(self, store: AccountStore, username: str, sync: FindingPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._sync = sync
        self.username = username
        self._state = ListState(ListPhase.LOADING)
        self._unsubscribe = store.feed.subscribe(self._on_change)

    @property
    def state(self) -> ListState:
        """EMPTY: nobody of that name is on the server."""
        return self._state

    def look(self) -> None:
        """Look for them, once more if that failed before."""
        self._set(ListState(ListPhase.LOADING))
        self._sync.find_person(self.username)

    def close(self) -> None:
        self._unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        if f"find-person:{self.username}" not in changes.status and not changes.people:
            return
        person = self._store.people.by_username(self.username)
        if person is not None:
            self._unsubscribe()
            self.found.emit(PersonId(person.id))
        else:
            self._set(self._find_state())

    def _find_state(self) -> ListState:
        activity = self._store.status.activity(f"find-person:{self.username}")
        if activity.is_busy or activity.problem is None:
            return ListState(ListPhase.LOADING)
        if activity.problem.kind is ProblemKind.NOT_FOUND:
            return ListState(ListPhase.EMPTY)
        if not self._store.status.network.is_usable:
            return ListState(ListPhase.OFFLINE)
        return ListState(ListPhase.FAILED, sentence(activity.problem))

    def _set(self, state: ListState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit()

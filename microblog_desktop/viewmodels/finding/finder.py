"""Looks for something until sync has brought it, or one knows why it does not come."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.viewmodels.finding.sought import Sought
from microblog_desktop.viewmodels.lists.list_state import ListPhase, ListState
from microblog_desktop.viewmodels.problem_words import sentence


class Finder(QObject):
    """Looks for one thing; `found` comes at most once."""

    state_changed = Signal()
    found = Signal()

    def __init__(self, store: AccountStore, sought: Sought) -> None:
        super().__init__()
        self._store = store
        self.sought = sought
        self._state = ListState(ListPhase.LOADING)
        self._unsubscribe = store.feed.subscribe(self._on_change)

    @property
    def state(self) -> ListState:
        """EMPTY: the server has no such thing."""
        return self._state

    def look(self) -> None:
        """Look for it, once more if that failed before."""
        self._set(ListState(ListPhase.LOADING))
        self.sought.ask()

    def close(self) -> None:
        self._unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        is_told = self.sought.activity in changes.status
        if not (is_told or changes.posts or changes.people):
            return
        if self.sought.found() is not None:
            self._unsubscribe()
            self.found.emit()
        elif is_told:
            self._set(self._find_state())

    def _find_state(self) -> ListState:
        activity = self._store.status.activity(self.sought.activity)
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

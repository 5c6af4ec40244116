"""A post of which only the server's id is known, until sync has brought it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.ids import PostId
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.viewmodels.messages.list_state import ListPhase, ListState
from microblog_desktop.viewmodels.problem_words import sentence


class PostFindingPort(Protocol):
    """The part of sync that brings posts by their ids."""

    def find_post(self, post: PostId) -> None: ...


class PostFinder(QObject):
    """Looks for one post; `found` comes at most once."""

    state_changed = Signal()
    found = Signal(object)  # PostKey

    def __init__(self, store: AccountStore, post: PostId, sync: PostFindingPort) -> None:
        super().__init__()
        self._store = store
        self._sync = sync
        self._post = post
        self._name = f"find-post:{post}"
        self._state = ListState(ListPhase.LOADING)
        self._unsubscribe = store.feed.subscribe(self._on_change)

    @property
    def state(self) -> ListState:
        """EMPTY: there is no such post on the server."""
        return self._state

    def look(self) -> None:
        """Look for it, once more if that failed before."""
        self._set(ListState(ListPhase.LOADING))
        self._sync.find_post(self._post)

    def close(self) -> None:
        self._unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        if self._name not in changes.status and not changes.posts:
            return
        key = self._store.posts.by_remote(self._post)
        if key is not None:
            self._unsubscribe()
            self.found.emit(key)
        elif self._name in changes.status:
            self._set(self._find_state())

    def _find_state(self) -> ListState:
        activity = self._store.status.activity(self._name)
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

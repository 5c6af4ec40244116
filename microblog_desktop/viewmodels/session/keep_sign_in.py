"""Signed in, but the sign-in could not be kept: choose another place, or try the keyring again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.problem import Problem
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.status import SessionState
from microblog_desktop.viewmodels.ports import SessionPort

_ACTIVITY = "keep-sign-in"


class KeepSignInModel(QObject):
    """`done` once it is kept, or there is nothing to be kept any more."""

    changed = Signal()
    done = Signal()

    def __init__(self, store: AccountStore, port: SessionPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._port = port
        self._unsubscribe = store.feed.subscribe(self._on_change)

    @property
    def problem(self) -> Problem | None:
        """Why it could not be kept, at the last try."""
        return self._store.status.activity(_ACTIVITY).problem or self._store.status.session.problem

    @property
    def is_busy(self) -> bool:
        return self._store.status.activity(_ACTIVITY).is_busy

    def choose(self, choice: VaultChoice) -> None:
        if choice.kind is VaultKind.KEYRING:
            self._port.retry_vault()
        else:
            self._port.keep_sign_in(choice)

    def close(self) -> None:
        self._unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        if not changes.status & {"session", _ACTIVITY}:
            return
        session = self._store.status.session
        if session.state is not SessionState.SIGNED_IN or (session.problem is None and not self.is_busy):
            self.done.emit()
        else:
            self.changed.emit()

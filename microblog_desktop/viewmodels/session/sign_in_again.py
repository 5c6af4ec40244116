"""Signing in again, or unlocking the saved sign-in, while everything else stays as it is."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.secret import Secret
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.status import SessionState
from microblog_desktop.viewmodels.ports import SessionPort
from microblog_desktop.viewmodels.problem_words import sentence
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.keyring_choice import KEYRING_PROBLEMS, may_try_keyring

_ACTIVITY = "session"


class AgainKind(Enum):
    """What is asked for: the password of the account, or the passphrase of the file with the token."""

    SIGN_IN = "sign_in"
    UNLOCK = "unlock"


class SignInAgainModel(QObject):
    """`done` once the session is good again."""

    changed = Signal()
    done = Signal()

    def __init__(
        self, store: AccountStore, account: AccountModel, port: SessionPort, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._account = account
        self._port = port
        self._has_tried = False
        self._missing = ""
        self._unsubscribe = store.feed.subscribe(self._on_change)

    @property
    def kind(self) -> AgainKind:
        is_locked = self._store.status.session.state is SessionState.NEEDS_PASSPHRASE
        return AgainKind.UNLOCK if is_locked else AgainKind.SIGN_IN

    @property
    def explanation(self) -> str:
        """Who is asked, and why."""
        handle = self._account.me.handle
        if self.kind is AgainKind.UNLOCK:
            return _("{handle}. Your sign-in is kept in an encrypted file.").format(handle=handle)
        problem = self._store.status.session.problem
        if problem is not None and problem.kind in KEYRING_PROBLEMS:
            return f"{handle}. {sentence(problem)}"
        return _("{handle}. The session has ended; your drafts and unsent posts are kept.").format(handle=handle)

    @property
    def can_retry_keyring(self) -> bool:
        """Whether it is only the keyring that stands in the way, and asking it once more may help."""
        return self.kind is AgainKind.SIGN_IN and may_try_keyring(self._store.status.session.problem)

    def retry_keyring(self) -> None:
        self._port.retry_vault()

    @property
    def is_busy(self) -> bool:
        return self._has_tried and self._store.status.activity(_ACTIVITY).is_busy

    @property
    def complaint(self) -> str:
        """What was wrong with the last try, or an empty string."""
        problem = self._store.status.activity(_ACTIVITY).problem
        if self._missing or not self._has_tried or self.is_busy or problem is None:
            return self._missing
        return sentence(problem)

    def begin(self) -> None:
        """Forget an older try."""
        self._has_tried, self._missing = False, ""
        self.changed.emit()

    def submit(self, secret: Secret) -> None:
        if self.is_busy:
            return
        self._missing = "" if secret else self._missing_words()
        if secret:
            self._has_tried = True
            if self.kind is AgainKind.UNLOCK:
                self._port.unlock(secret)
            else:
                self._port.sign_in_again(secret)
        self.changed.emit()

    def close(self) -> None:
        self._unsubscribe()

    def _missing_words(self) -> str:
        return _("Enter your passphrase.") if self.kind is AgainKind.UNLOCK else _("Enter your password.")

    def _on_change(self, changes: ChangeSet) -> None:
        if _ACTIVITY not in changes.status:
            return
        self.changed.emit()
        if self._store.status.session.state is SessionState.SIGNED_IN:
            self.done.emit()

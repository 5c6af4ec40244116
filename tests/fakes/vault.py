"""Vaults in memory, and ones that fail."""

from __future__ import annotations

import threading

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.system.vaults.vault import SessionVault, VaultError


class FailingVault(SessionVault):
    """A vault that works until `fail` is set, and answers until `hold` is called."""

    def __init__(self, fail: ProblemKind | None = None) -> None:
        super().__init__()
        self.fail = fail
        self.is_known_open = True
        self.reads = 0
        self.deletes = 0
        self._answers = threading.Event()
        self._answers.set()

    def hold(self) -> None:
        self._answers.clear()

    def release(self) -> None:
        self._answers.set()

    def get(self, name: str) -> Secret | None:
        self.reads += 1
        self._check()
        return super().get(name)

    def set(self, name: str, secret: Secret) -> None:
        self._check()
        super().set(name, secret)

    def delete(self, name: str) -> None:
        self.deletes += 1
        self._check()
        super().delete(name)

    def is_open(self) -> bool:
        return self.is_known_open

    def _check(self) -> None:
        # So that a test that fails leaves no thread behind for long.
        self._answers.wait(30)
        if self.fail is not None:
            raise VaultError(self.fail)

"""What can go wrong with a file of ours, as errors that carry a problem.

StoreError
├── StoreFullError        the disk is full
├── StoreDamagedError     not a database, or a broken one
├── StoreLockedError      another program holds it
├── StoreTooNewError      a newer version of this program wrote it
└── StoreUnreadableError  it cannot be opened, read or written
"""

from __future__ import annotations

from typing import ClassVar

from microblog_desktop.domain.problem import Problem, ProblemKind


class StoreError(Exception):
    """The file system failed us; `problem` says how, for a person."""

    kind: ClassVar[ProblemKind] = ProblemKind.STORE_UNREADABLE

    @property
    def problem(self) -> Problem:
        return Problem(self.kind, may_retry=self.kind in (ProblemKind.DISK_FULL, ProblemKind.STORE_LOCKED))


class StoreFullError(StoreError):
    kind = ProblemKind.DISK_FULL


class StoreDamagedError(StoreError):
    kind = ProblemKind.STORE_DAMAGED


class StoreLockedError(StoreError):
    kind = ProblemKind.STORE_LOCKED


class StoreTooNewError(StoreError):
    kind = ProblemKind.STORE_TOO_NEW


class StoreUnreadableError(StoreError):
    kind = ProblemKind.STORE_UNREADABLE

"""Tells once that the log, or what a crash would write, cannot be written; the program goes on without."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from microblog_desktop.app.store_files import is_full
from microblog_desktop.domain.problem import Problem, ProblemKind


class LogFailure(QObject):
    """Any thread may meet it; it is told in the window's own."""

    _met = Signal(object)  # OSError

    def __init__(self, tell_person: Callable[[Problem], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell_person = tell_person
        self._was_told = False
        self._met.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def meet(self, error: OSError) -> None:
        self._met.emit(error)

    def _tell(self, error: OSError) -> None:
        if not self._was_told:
            self._was_told = True
            self._tell_person(Problem(ProblemKind.DISK_FULL if is_full(error) else ProblemKind.NO_LOG))

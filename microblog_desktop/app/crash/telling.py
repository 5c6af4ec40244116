"""Tells quietly, once, what a start found: that the last run crashed, with its report, or keys that were damaged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from microblog_desktop.app.crash.report import show_report
from microblog_desktop.app.shared import Shared
from microblog_desktop.commands.keys import forget_damaged_keys
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.system.crashes import Ending, LastRun
from microblog_desktop.ui.crash.crash_note import CrashNote


def tell_what_was_found(shared: Shared, over: QWidget, tell: Callable[[Problem], None], last: LastRun) -> None:
    """A crash, and keys that could not be read; each is told once."""
    if last.ending is Ending.CRASHED:
        tell_of_crash(shared, over)
    if shared.appearance.are_keys_damaged:
        tell(Problem(ProblemKind.KEYS_DAMAGED))
        forget_damaged_keys(shared.profile)


def tell_of_crash(shared: Shared, over: QWidget) -> CrashNote:
    """Over this window, whatever it shows."""
    note = CrashNote(shared.appearance.theme, over)
    note.report_wanted.connect(lambda: show_report(shared, over))
    note.say()
    return note

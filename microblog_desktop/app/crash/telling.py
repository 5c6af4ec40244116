"""Tells quietly, once, what a start found: that the last run crashed, with its report, or keys that were damaged."""

from __future__ import annotations

from microblog_desktop.app.client import Client
from microblog_desktop.app.crash.report import full_report
from microblog_desktop.commands.keys import forget_damaged_keys
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.system.crashes import Ending, LastRun
from microblog_desktop.ui.crash.crash_note import CrashNote
from microblog_desktop.ui.crash.report_dialog import ReportDialog


def tell_what_was_found(client: Client, last: LastRun) -> None:
    """A crash, and keys that could not be read; each is told once."""
    if last.ending is Ending.CRASHED:
        tell_of_crash(client)
    if client.shared.appearance.are_keys_damaged:
        client.tell(Problem(ProblemKind.KEYS_DAMAGED))
        forget_damaged_keys(client.shared.profile)


def tell_of_crash(client: Client) -> CrashNote:
    """Over the window, whatever that shows."""
    shared = client.shared
    theme = shared.appearance.theme

    def show_report() -> None:
        dialog = ReportDialog(theme, full_report(shared), client.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    note = CrashNote(theme, client.window)
    note.report_wanted.connect(show_report)
    note.say()
    return note

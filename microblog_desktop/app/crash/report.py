"""The report of a crash, as plain text for those who mend it. Nobody gets it unless its person sends it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from microblog_desktop.app.crash.diagnostics import diagnostics
from microblog_desktop.app.shared import Shared
from microblog_desktop.system.crashes import crash_report, forget_crash
from microblog_desktop.system.logs import redact
from microblog_desktop.ui.crash.report_dialog import ReportDialog


def full_report(shared: Shared) -> str:
    """What was going on, then what the computer is like."""
    stacks = crash_report(shared.paths.logs)
    return redact(f"{stacks.strip()}\n\n{diagnostics(shared.paths, shared.profile)}")


def show_report(shared: Shared, over: QWidget) -> ReportDialog:
    """Over this window, where one may delete it too."""
    logs = shared.paths.logs
    dialog = ReportDialog(shared.appearance.theme, full_report(shared), lambda: forget_crash(logs), over)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

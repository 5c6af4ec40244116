"""The report of a crash: read, copied, saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.crash.report_dialog import ReportDialog
from microblog_desktop.ui.theme.theme import Theme


def test_it_can_be_read_copied_and_saved(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    dialog = ReportDialog(theme, "Fatal Python error")
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == "Fatal Python error"
    assert dialog.text.isReadOnly()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "Fatal Python error"
    dialog.save_to(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == "Fatal Python error"
    assert dialog.said.text() == "Saved"


def test_where_it_cannot_be_written_it_says_so(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    dialog = ReportDialog(theme, "Fatal Python error")
    qtbot.addWidget(dialog)
    dialog.save_to(tmp_path / "missing" / "report.txt")
    assert "could not be written" in dialog.said.text()

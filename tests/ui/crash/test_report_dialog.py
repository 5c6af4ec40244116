"""The report of a crash: read, copied, saved, deleted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.crash.report_dialog import ReportDialog
from microblog_desktop.ui.theme.theme import Theme


def _kept() -> None:
    raise AssertionError("nobody wanted to delete it")


def test_it_can_be_read_copied_and_saved(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    dialog = ReportDialog(theme, "Fatal Python error", _kept)
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == "Fatal Python error"
    assert dialog.text.isReadOnly()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "Fatal Python error"
    dialog.save_to(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == "Fatal Python error"
    assert dialog.said.text() == "Saved"


def test_where_it_cannot_be_written_it_says_so(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    dialog = ReportDialog(theme, "Fatal Python error", _kept)
    qtbot.addWidget(dialog)
    dialog.save_to(tmp_path / "missing" / "report.txt")
    assert "could not be written" in dialog.said.text()


def test_it_goes_when_it_is_deleted(qtbot: QtBot, theme: Theme) -> None:
    deleted: list[bool] = []
    dialog = ReportDialog(theme, "Fatal Python error", lambda: deleted.append(True))
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.delete.click()
    assert deleted == [True]
    assert dialog.isHidden()


def test_what_cannot_be_deleted_stays_and_it_says_so(qtbot: QtBot, theme: Theme) -> None:
    def refuse() -> None:
        raise PermissionError

    dialog = ReportDialog(theme, "Fatal Python error", refuse)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.delete.click()
    assert dialog.isVisible()
    assert "could not be deleted" in dialog.said.text()

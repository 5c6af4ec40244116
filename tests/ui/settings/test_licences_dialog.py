from __future__ import annotations

from pytestqt.qtbot import QtBot

from microblog_desktop.system.computer.licences import Library
from microblog_desktop.ui.settings.licences_dialog import LicencesDialog
from microblog_desktop.ui.theme.theme import Theme


def test_each_licence_can_be_read(theme: Theme, qtbot: QtBot) -> None:
    dialog = LicencesDialog(theme, [Library("ours", "1", "MIT", "Do what you want"), Library("qt", "6", "", "")])
    qtbot.addWidget(dialog)
    dialog.open()
    assert (dialog.title.text(), dialog.text.toPlainText()) == ("ours: MIT", "Do what you want")
    dialog.list.setCurrentRow(1)
    assert dialog.title.text() == "qt"
    assert dialog.text.toPlainText() == "This library comes without the text of its licence."
    assert dialog.text.isReadOnly()

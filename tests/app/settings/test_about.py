from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop import __version__
from microblog_desktop.app.settings.about import about_section
from microblog_desktop.app.shared import Shared
from microblog_desktop.ui.settings.licences_dialog import LicencesDialog
from microblog_desktop.viewmodels.settings.setting import Acting, Telling
from tests.viewmodels.settings.looking import setting


def test_licences_are_read_in_a_dialog_and_diagnostics_copied(shared: Shared, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    section = about_section(shared, lambda: window)
    assert setting(section, "version", Telling).title == f"Microblog Desktop {__version__}"
    assert "SQLite 3." in setting(section, "version", Telling).about
    setting(section, "licences", Acting).act()
    dialog = window.findChild(LicencesDialog)
    assert isinstance(dialog, LicencesDialog)
    assert dialog.list.count() > 10
    dialog.reject()
    setting(section, "diagnostics", Acting).act()
    assert QGuiApplication.clipboard().text().startswith(f"Versions\n  Microblog Desktop {__version__}")

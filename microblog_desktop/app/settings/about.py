"""The About section with what its buttons do. Loaded with the settings."""

from __future__ import annotations

import platform
from collections.abc import Callable

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from microblog_desktop import __version__
from microblog_desktop.app.settings.diagnostics import diagnostics
from microblog_desktop.app.shared import Shared
from microblog_desktop.store.sqlite.version import sqlite_version
from microblog_desktop.system.computer.licences import libraries, links
from microblog_desktop.system.computer.machine import without_person
from microblog_desktop.ui.settings.licences_dialog import LicencesDialog
from microblog_desktop.viewmodels.about import AboutDeeds, AboutSection


def about_section(shared: Shared, page: Callable[[], QWidget]) -> AboutSection:
    """Its dialog opens over the window of `page`."""

    def show_licences() -> None:
        dialog = LicencesDialog(shared.appearance.theme, libraries(), page().window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def copy_diagnostics() -> None:
        QGuiApplication.clipboard().setText(diagnostics(shared.paths, shared.profile))

    def open_data_folder() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(shared.paths.root)))

    def open_link(address: str) -> None:
        QDesktopServices.openUrl(QUrl(address))

    parts = (
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        f"PySide6 {pyside_version}",
        f"SQLite {sqlite_version()}",
    )
    deeds = AboutDeeds(show_licences, copy_diagnostics, open_data_folder, open_link)
    return AboutSection(__version__, parts, without_person(shared.paths.root), links(), deeds)

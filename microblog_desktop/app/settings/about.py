"""The About section with what its buttons do. Loaded with the settings."""

from __future__ import annotations

import platform
from collections.abc import Callable
from functools import partial

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from microblog_desktop import __version__
from microblog_desktop.app.crash.diagnostics import diagnostics
from microblog_desktop.app.crash.report import show_report
from microblog_desktop.app.crash.restarting import ask_to_restart
from microblog_desktop.app.shared import Shared
from microblog_desktop.store.sqlite.version import sqlite_version
from microblog_desktop.system.computer.licences import libraries, links
from microblog_desktop.system.computer.machine import without_person
from microblog_desktop.system.crashes import crashed_at
from microblog_desktop.ui.settings.licences_dialog import LicencesDialog
from microblog_desktop.viewmodels.about import AboutDeeds, AboutSection


def about_section(shared: Shared, page: Callable[[], QWidget]) -> AboutSection:
    """Its dialogs open over the window of `page`."""

    def show_licences() -> None:
        dialog = LicencesDialog(shared.appearance.theme, libraries(), page().window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_crash() -> None:
        show_report(shared, page().window()).finished.connect(section.changed)

    def restart_safely() -> None:
        ask_to_restart(shared, page().window())

    deeds = AboutDeeds(
        show_licences=show_licences,
        copy_diagnostics=lambda: QGuiApplication.clipboard().setText(diagnostics(shared.paths, shared.profile)),
        open_data_folder=partial(_open, QUrl.fromLocalFile(str(shared.paths.root))),
        open_link=lambda address: _open(QUrl(address)),
        crashed_at=partial(crashed_at, shared.paths.logs),
        show_crash=show_crash,
        restart_safely=restart_safely,
    )
    folder = without_person(shared.paths.root)
    section = AboutSection(__version__, _parts(), folder, links(), deeds, is_safe=shared.is_safe)
    return section


def _open(address: QUrl) -> None:
    QDesktopServices.openUrl(address)


def _parts() -> tuple[str, ...]:
    return (
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        f"PySide6 {pyside_version}",
        f"SQLite {sqlite_version()}",
    )

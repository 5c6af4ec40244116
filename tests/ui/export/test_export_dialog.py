"""The dialog of the export: it shows what the board tells, and may be closed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QProgressBar
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.export import ExportProgress, ExportStage
from microblog_desktop.ui.export.export_dialog import ExportDialog
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.export import ExportModel
from tests.store.world import World
from tests.viewmodels.test_export import FakeExportSync


@dataclass
class Opened:
    world: World
    sync: FakeExportSync
    dialog: ExportDialog

    def button(self, words: str) -> QAbstractButton:
        return next(button for button in self.dialog.findChildren(QAbstractButton) if button.text() == words)

    @property
    def bar(self) -> QProgressBar:
        return self.dialog.findChildren(QProgressBar)[0]


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot) -> Iterator[Opened]:
    world, sync = World(), FakeExportSync()
    dialog = ExportDialog(theme, ExportModel(world.store, sync))
    qtbot.addWidget(dialog)
    dialog.open()
    yield Opened(world, sync, dialog)
    dialog.close()
    world.store.close()


def test_it_is_begun_in_the_folder_that_was_chosen(opened: Opened, tmp_path: Path) -> None:
    QTest.mouseClick(opened.button("Choose…"), Qt.MouseButton.LeftButton)
    chooser = opened.dialog.findChildren(QFileDialog)[0]
    chooser.fileSelected.emit(str(tmp_path))
    chooser.close()
    QTest.mouseClick(opened.button("Export"), Qt.MouseButton.LeftButton)
    assert opened.sync.folders == [tmp_path]


def test_while_it_is_made_it_tells_how_far_it_is(opened: Opened) -> None:
    assert not opened.bar.isVisible()
    opened.world.store.exports.show(ExportProgress(ExportStage.ASKING, 30))
    assert opened.bar.isVisible()
    assert opened.bar.value() == 30
    assert opened.bar.accessibleDescription() == "The server collects what you wrote…"
    assert not opened.button("Export").isEnabled()
    assert not opened.button("Show the file").isVisible()


def test_the_finished_file_can_be_shown(opened: Opened, tmp_path: Path) -> None:
    opened.world.store.exports.show(ExportProgress(ExportStage.DONE, 100, str(tmp_path / "a.zip")))
    assert opened.button("Show the file").isVisible()
    assert opened.button("Export").isEnabled()


def test_closing_it_stops_listening_and_nothing_else(opened: Opened) -> None:
    opened.world.store.exports.show(ExportProgress(ExportStage.ASKING, 30))
    listeners = opened.world.store.feed.subscribers
    opened.dialog.close()
    assert opened.world.store.feed.subscribers == listeners - 1
    assert opened.world.store.exports.progress.stage is ExportStage.ASKING

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.people.edit.picture_file import Opened
from microblog_desktop.ui.people.edit.picture_intake import PictureIntake
from tests.ui.people.edit.picture_files import drop_file, saved, two_halves


class Scene:
    def __init__(self, qtbot: QtBot) -> None:
        self.is_wanted = True
        self.dialog = QWidget()
        qtbot.addWidget(self.dialog)
        self.field = QLineEdit(self.dialog)
        self.intake = PictureIntake(self.dialog, lambda: self.is_wanted)
        self.intake.watch(self.field)
        self.got: list[Opened] = []
        self.intake.opened.connect(self.got.append)
        self.dialog.show()


def copy_picture() -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    QGuiApplication.clipboard().setImage(image)


def press_paste(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_file_may_be_dropped_anywhere(qtbot: QtBot, tmp_path: Path) -> None:
    scene, photo = Scene(qtbot), saved(tmp_path, "a.png", two_halves())
    drop_file(photo, scene.dialog)
    qtbot.waitUntil(lambda: len(scene.got) == 1)
    drop_file(photo, scene.field)
    qtbot.waitUntil(lambda: len(scene.got) == 2)
    assert scene.field.text() == ""
    assert scene.got[1].image.width() == 300
    scene.intake.close()


def test_a_picture_is_pasted_and_words_go_into_the_field(qtbot: QtBot) -> None:
    scene = Scene(qtbot)
    copy_picture()
    press_paste(scene.dialog)
    press_paste(scene.field)
    assert [one.image.width() for one in scene.got] == [40, 40]
    QGuiApplication.clipboard().setText("words")
    press_paste(scene.field)
    press_paste(scene.dialog)
    assert scene.field.text() == "words"
    assert len(scene.got) == 2


def test_while_none_is_wanted_none_is_taken(qtbot: QtBot, tmp_path: Path) -> None:
    scene = Scene(qtbot)
    scene.is_wanted = False
    copy_picture()
    press_paste(scene.dialog)
    drop_file(saved(tmp_path, "a.png", two_halves()), scene.dialog)
    scene.intake.close()
    assert scene.got == []


def test_a_file_is_chosen_without_stopping_everything_else(qtbot: QtBot, tmp_path: Path) -> None:
    scene, photo = Scene(qtbot), saved(tmp_path, "a.png", two_halves())
    scene.intake.choose_file()
    (files,) = scene.dialog.findChildren(QFileDialog)
    assert files.isVisible()
    files.fileSelected.emit(str(photo))
    qtbot.waitUntil(lambda: bool(scene.got))
    files.reject()
    scene.intake.close()

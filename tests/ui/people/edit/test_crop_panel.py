from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.people.edit.crop_panel import CropPanel
from microblog_desktop.ui.people.edit.crop_view import CropView
from microblog_desktop.ui.theme.theme import Theme
from tests.ui.people.edit.picture_files import opened


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> CropPanel:
    panel = CropPanel(theme, 2_000_000)
    qtbot.addWidget(panel)
    panel.resize(460, 620)
    panel.show()
    panel.activateWindow()
    image = QImage(1200, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#338833"))
    panel.begin(image)
    return panel


def turn_wheel(view: CropView, notches: int) -> None:
    at = QPointF(view.rect().center())
    event = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_dragging_to_the_right_shows_what_is_on_the_left(panel: CropPanel) -> None:
    view, before = panel.view, panel.view.crop
    middle = view.rect().center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(view, middle + QPoint(40, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(40, 0))
    assert view.crop.x < before.x
    after = view.crop
    QTest.mouseMove(view, middle)
    assert view.crop == after


def test_the_arrow_keys_move_the_picture(panel: CropPanel) -> None:
    view, before = panel.view, panel.view.crop
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    near = before.x - view.crop.x
    assert near > 0
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert before.x - view.crop.x > 3 * near
    QTest.keyClick(view, Qt.Key.Key_Plus)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.crop.zoom > 1


def test_wheel_keys_slider_and_buttons_zoom_alike(panel: CropPanel) -> None:
    view = panel.view
    turn_wheel(view, 2)
    assert view.crop.zoom == pytest.approx(1.15**2)
    assert panel.slider.value() > 0
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.crop.zoom == pytest.approx(1)
    assert panel.slider.value() == 0
    panel.slider.setValue(100)
    assert view.crop.zoom == pytest.approx(view.crop.most_zoom)
    smaller = next(b for b in panel.findChildren(QAbstractButton) if b.accessibleName() == "Smaller")
    QTest.keyClick(smaller, Qt.Key.Key_Space)
    assert view.crop.zoom < view.crop.most_zoom


def test_the_previews_have_the_sizes_in_which_it_is_shown(panel: CropPanel) -> None:
    assert [preview.sizeHint().width() for preview in panel.previews] == [96, 44, 32]
    picture = panel.previews[1].grab().toImage()
    assert picture.pixelColor(picture.rect().center()).green() > 100


def test_what_is_used_is_a_picture_that_the_server_takes(panel: CropPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.use()
    assert chosen.args is not None
    assert opened(chosen.args[0]).size == (512, 512)


def test_it_is_said_how_it_goes_by_keyboard(panel: CropPanel) -> None:
    assert panel.view.accessibleName() == "Part of the picture"
    assert "Arrow keys" in panel.view.accessibleDescription()
    assert panel.slider.accessibleName()


def test_a_picture_too_small_to_zoom_says_so(panel: CropPanel) -> None:
    tiny = QImage(40, 40, QImage.Format.Format_RGB32)
    tiny.fill(0)
    panel.begin(tiny)
    assert not panel.slider.isEnabled()

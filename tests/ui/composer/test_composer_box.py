from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.server import CountedIn, Limits
from microblog_desktop.ui.composer.composer_box import ComposerBox
from microblog_desktop.ui.composer.composer_dialog import ComposerDialog
from microblog_desktop.ui.composer.counter import Counter
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.writing.composer import IN_DIALOG, ON_HOME, ComposerModel, PostPlan
from tests.store.world import ACCOUNT, World

CTRL = Qt.KeyboardModifier.ControlModifier


def composer(world: World, plan: PostPlan = ON_HOME) -> ComposerModel:
    limits = Limits(10, 10, 10, CountedIn.GRAPHEMES)
    return ComposerModel(world.store, plan, limits=limits, undo_s=lambda: 5, clock=lambda: world.now)


@pytest.fixture
def box(theme: Theme, pictures: RoundPictures, world: World, qtbot: QtBot) -> Iterator[ComposerBox]:
    model = composer(world)
    box = ComposerBox(theme, pictures, model, AccountModel(world.store, ACCOUNT))
    qtbot.addWidget(box)
    box.resize(500, 200)
    box.show()
    yield box
    model.close()


def test_writing_and_ctrl_enter_posts(box: ComposerBox, world: World, qtbot: QtBot) -> None:
    QTest.keyClicks(box.box, "hello")
    QTest.keyClick(box.box, Qt.Key.Key_Return, CTRL)
    assert world.shown() == ["hello"]
    assert box.box.toPlainText() == ""


def test_too_long_a_post_stays_in_the_box(box: ComposerBox, world: World, qtbot: QtBot) -> None:
    QTest.keyClicks(box.box, "12345678901")
    QTest.keyClick(box.box, Qt.Key.Key_Return, CTRL)
    assert world.shown() == []
    assert box.box.toPlainText() == "12345678901"


def test_the_counter_shows_a_number_only_when_it_matters(theme: Theme, world: World, qtbot: QtBot) -> None:
    model = composer(world)
    counter = Counter(theme, model)
    qtbot.addWidget(counter)
    assert counter.isHidden()
    model.set_text("1234")
    assert not counter.isHidden()
    assert counter.shown_number() == ""
    model.set_text("123456789")
    assert counter.shown_number() == "1"
    assert counter.accessibleName() == "1 character left"
    model.set_text("123456789012")
    assert counter.accessibleName() == "2 characters too many"
    model.close()


def test_the_dialog_keeps_the_draft_when_it_is_closed(theme: Theme, world: World, qtbot: QtBot) -> None:
    dialog = ComposerDialog(theme, composer(world, IN_DIALOG))
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.keyClicks(dialog.box, "begun")
    before = world.store.feed.subscribers
    dialog.reject()
    draft = world.store.drafts.get("dialog")
    assert draft is not None
    assert draft.body == "begun"
    assert world.store.feed.subscribers == before - 1


def test_the_dialog_closes_when_the_post_is_sent(theme: Theme, world: World, qtbot: QtBot) -> None:
    dialog = ComposerDialog(theme, composer(world, IN_DIALOG))
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.keyClicks(dialog.box, "done")
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.box, Qt.Key.Key_Return, CTRL)
    assert world.shown() == ["done"]
    assert world.store.drafts.names("") == []


def test_what_is_below_does_not_slip_away_while_a_button_is_pressed_on_it(
    theme: Theme, pictures: RoundPictures, world: World, qtbot: QtBot
) -> None:
    model = composer(world)
    window = QWidget()
    column = QVBoxLayout(window)
    box = ComposerBox(theme, pictures, model, AccountModel(world.store, ACCOUNT))
    below = QPushButton("below")
    column.addWidget(box)
    column.addWidget(below)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(500, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    box.box.setFocus()
    QApplication.processEvents()
    opened_at = below.y()
    clicked: list[bool] = []
    below.clicked.connect(lambda: clicked.append(True))
    handle, place = window.windowHandle(), below.geometry().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QApplication.processEvents()
    assert not box.box.hasFocus()
    assert below.y() == opened_at
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert clicked == [True]
    qtbot.waitUntil(lambda: below.y() < opened_at)
    model.close()

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.server import CountedIn, Limits
from microblog_desktop.ui.composer.writing_box import MessageBox, WritingBox
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.writing.composer import ON_HOME, ComposerModel
from tests.store.world import World


@pytest.fixture
def model(world: World) -> Iterator[ComposerModel]:
    limits = Limits(10, 10, 10, CountedIn.GRAPHEMES)
    model = ComposerModel(world.store, ON_HOME, limits=limits, undo_s=lambda: 5, clock=lambda: world.now)
    yield model
    model.close()


@pytest.fixture
def box(theme: Theme, model: ComposerModel, qtbot: QtBot) -> WritingBox:
    box = WritingBox(theme, model)
    qtbot.addWidget(box)
    box.show()
    return box


def compose(box: WritingBox, preedit: str, commit: str = "") -> None:
    """What an input method sends while a syllable is put together."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(box, event)


def test_what_is_typed_reaches_the_model(box: WritingBox, model: ComposerModel, qtbot: QtBot) -> None:
    QTest.keyClicks(box, "hello")
    assert model.text == "hello"


def test_the_syllable_being_composed_is_counted(box: WritingBox, model: ComposerModel) -> None:
    compose(box, "하")
    assert (model.text, model.used) == ("", 1)
    compose(box, "글", commit="한")
    assert (model.text, model.body, model.used) == ("한", "한글", 2)


def test_the_last_syllable_is_not_lost_when_sending(box: WritingBox, model: ComposerModel, world: World) -> None:
    """An input method that drops its preedit at `commit()`, as the offscreen platform has none at all."""
    compose(box, "글", commit="한")
    assert box.toPlainText() == "한"
    box.finish_composing()
    assert box.toPlainText() == "한글"
    assert box.preedit() == ""
    model.send()
    assert world.shown() == ["한글"]


def test_the_last_syllable_is_not_doubled_when_the_input_method_commits_it(
    box: WritingBox, model: ComposerModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Committing:
        @staticmethod
        def commit() -> None:
            compose(box, "", commit="글")

    monkeypatch.setattr("microblog_desktop.ui.composer.writing_box.QGuiApplication.inputMethod", Committing)
    compose(box, "글", commit="한")
    box.finish_composing()
    assert box.toPlainText() == "한글"


def test_a_syllable_in_the_middle_of_the_text_stays_there(box: WritingBox, model: ComposerModel, qtbot: QtBot) -> None:
    QTest.keyClicks(box, "ab")
    QTest.keyClick(box, Qt.Key.Key_Left)
    compose(box, "한")
    box.finish_composing()
    assert box.toPlainText() == "a한b"


def test_a_draft_has_what_is_composed_where_it_stands(box: WritingBox, model: ComposerModel) -> None:
    QTest.keyClicks(box, "ab")
    QTest.keyClick(box, Qt.Key.Key_Left)
    compose(box, "한")
    assert (model.text, model.body) == ("ab", "a한b")


def test_what_an_input_method_drops_with_the_focus_is_not_lost(box: WritingBox, model: ComposerModel) -> None:
    box.setFocus()
    compose(box, "日本語")
    compose(box, "")
    box.clearFocus()
    assert (box.toPlainText(), model.body) == ("日本語", "日本語")


def test_leaving_the_box_saves_the_draft(box: WritingBox, world: World, qtbot: QtBot) -> None:
    box.setFocus()
    QTest.keyClicks(box, "hello")
    box.clearFocus()
    draft = world.store.drafts.get("home")
    assert draft is not None
    assert draft.body == "hello"


def test_pasted_text_is_plain(box: WritingBox) -> None:
    rich = QMimeData()
    rich.setHtml("<b>bold</b>")
    rich.setText("bold")
    box.insertFromMimeData(rich)
    assert box.toPlainText() == "bold"


def test_the_box_shows_the_draft_it_finds(theme: Theme, model: ComposerModel, qtbot: QtBot) -> None:
    model.set_text("begun")
    box = WritingBox(theme, model)
    qtbot.addWidget(box)
    assert box.toPlainText() == "begun"
    assert box.textCursor().atEnd()


def test_ctrl_enter_submits_and_enter_breaks_the_line(box: WritingBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.submitted):
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "\n"
    with qtbot.waitSignal(box.submitted):
        QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_in_a_message_enter_submits_and_shift_enter_breaks_the_line(
    theme: Theme, model: ComposerModel, qtbot: QtBot
) -> None:
    box = MessageBox(theme, model, lambda: True)
    qtbot.addWidget(box)
    with qtbot.assertNotEmitted(box.submitted):
        QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert "\n" in model.text.replace("\N{LINE SEPARATOR}", "\n")
    with qtbot.waitSignal(box.submitted):
        QTest.keyClick(box, Qt.Key.Key_Return)

"""A change of language leaves one where one was: the row at the top, what was typed, the cursor and the focus."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from microblog_desktop.ui.list.row_view import RowView
from microblog_desktop.ui.list.virtual_list import VirtualList
from tests.walk.scenes import SCENES, Scene
from tests.walk.stroll import Stroll, stroll

_TYPED = "half a thought"
_CURSOR = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """Where somebody is in a window."""

    focus: QWidget | None
    typed: tuple[str, int] | None
    places: tuple[Hashable, ...]


def _field(window: QWidget) -> QLineEdit | QPlainTextEdit | None:
    fields: list[QLineEdit | QPlainTextEdit] = [*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit)]
    usable = (field for field in fields if field.isVisible() and field.isEnabled() and not field.isReadOnly())
    return next(usable, None)


def _type(field: QLineEdit | QPlainTextEdit) -> None:
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, _TYPED)
    if isinstance(field, QLineEdit):
        field.setCursorPosition(_CURSOR)
    else:
        cursor = field.textCursor()
        cursor.setPosition(_CURSOR)
        field.setTextCursor(cursor)


def _moment(walking: Stroll, field: QLineEdit | QPlainTextEdit | None) -> Moment:
    typed = None
    if isinstance(field, QLineEdit):
        typed = (field.text(), field.cursorPosition())
    elif field is not None:
        typed = (field.toPlainText(), field.textCursor().position())
    views = [view for view in walking.window.findChildren(RowView) if view.isVisible() and view.count]
    places = tuple(place.key for view in views if (place := view.place()) is not None)
    return Moment(walking.window.focusWidget(), typed, places)


@pytest.mark.parametrize("scene", [scene for scene in SCENES if not scene.is_variant], ids=lambda scene: scene.name)
def test_place_draft_and_focus_are_kept(scene: Scene, qapp: QApplication) -> None:
    with stroll(qapp, scene) as walking:
        walking.settle()
        for view in walking.window.findChildren(VirtualList):
            view.scroll_by(150)
        field = _field(walking.window)
        if field is not None:
            _type(field)
        walking.settle()
        before = _moment(walking, field)
        for language in ("ko", "de", "ar", "en"):
            walking.speak(language)
            walking.settle()
            assert _moment(walking, field) == before, language

"""Words can be read in both themes: what is painted has a contrast of 4.5 to the ground on which it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from microblog_desktop.ui.theme.theme import ThemeChoice
from tests.walk.eye import Seen, contrast, look
from tests.walk.room import name_of, visible
from tests.walk.scenes import SCENES, Scene
from tests.walk.stroll import stroll

_ENOUGH = 4.5
_STEP = 2  # of the pixels looked at; a ground is many


def _ground(image: QImage, place: QRect) -> QColor | None:
    """The colour of most of a place; None where that is not to be seen."""
    place = place.intersected(image.rect())
    if place.width() < 4 or place.height() < 4:
        return None
    points = (
        (x, y) for y in range(place.top(), place.bottom(), _STEP) for x in range(place.left(), place.right(), _STEP)
    )
    (most, _count), *_rest = Counter(image.pixel(x, y) for x, y in points).most_common(1)
    return QColor(most)


def _painted(window: QWidget, seen: Seen) -> Iterator[tuple[str, QColor, QRect]]:
    for drawn in seen.drawn:
        if drawn.widget.isEnabled() and drawn.widget.isVisibleTo(window) and any(map(str.isalnum, drawn.text)):
            place = drawn.place.intersected(drawn.widget.visibleRegion().boundingRect())
            corner = drawn.widget.mapTo(window, QPoint()) if drawn.widget is not window else QPoint()
            yield f"{drawn.text!r} by {drawn.by}", drawn.color, place.translated(corner)
    for widget in visible(window):
        if widget.isEnabled():
            place = widget.visibleRegion().boundingRect().translated(widget.mapTo(window, QPoint()))
            match widget:
                case QLabel() if widget.text():
                    yield f"{name_of(widget)} {widget.text()!r}", _ink(widget), place
                case QLineEdit() | QPlainTextEdit():
                    asked = not (widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText())
                    role = QPalette.ColorRole.PlaceholderText if asked else QPalette.ColorRole.Text
                    yield name_of(widget), widget.palette().color(role), place


def _ink(label: QLabel) -> QColor:
    """Where a text has marks in it, the colour is one of them."""
    marked = re.search(r"color: (#[0-9a-f]{6})", label.text())
    return QColor(marked[1]) if marked else label.palette().color(QPalette.ColorRole.WindowText)


# A card covers what is painted below it.
_SCENES = [scene for scene in SCENES if not (scene.is_variant or scene.name.startswith("hover"))]


@pytest.mark.parametrize("scene", _SCENES, ids=lambda scene: scene.name)
def test_every_word_stands_out_from_its_ground(scene: Scene, qapp: QApplication) -> None:
    pale = []
    with stroll(qapp, scene) as walking:
        for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            walking.theme.choose(choice)
            walking.settle()
            seen = look(walking.window)
            for what, ink, place in _painted(walking.window, seen):
                ground = _ground(seen.image, place)
                if ground is not None and contrast(ink, ground) < _ENOUGH:
                    pale.append(f"{what}: {ink.name()} on {ground.name()} is {contrast(ink, ground):.2f}")
    assert pale == []

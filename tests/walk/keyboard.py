"""Walks through a window with the Tab key, and sees where it gets to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QWidget

from microblog_desktop.ui.list.row import RowWidget
from tests.walk.eye import contrast
from tests.walk.room import FLOATING, name_of, visible

_MOST_STOPS = 120
_NEAR = 4
_RING_CONTRAST = 3.0
_RING_PIXELS = 30


@dataclass(frozen=True, slots=True)
class Stop:
    """A widget that the Tab key got to, and where it stands in the window."""

    widget: QWidget
    place: QRect

    def __str__(self) -> str:
        said = self.widget.accessibleName() or (self.widget.text() if isinstance(self.widget, QAbstractButton) else "")
        at = self.place
        return f"{name_of(self.widget)} {said[:40]!r} at {at.x()},{at.y()} {at.width()}×{at.height()}"


def stops(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[Stop]:
    """Press the key until one is where one was before, and tell the round: where the focus was at first, such as in a
    list of which one is in no row yet, need not be part of it."""
    seen: list[QWidget] = []
    for _press in range(_MOST_STOPS):
        focused: QWidget | None = window.focusWidget()
        if focused is None:
            return []
        if focused in seen:
            # Where they stand is told now: what scrolls has moved on the way.
            return [Stop(widget, place_in(window, widget)) for widget in seen[seen.index(focused) :]]
        seen.append(focused)
        QTest.keyClick(focused, key, Qt.KeyboardModifier.ShiftModifier if key is Qt.Key.Key_Backtab else _NONE)
    return [Stop(widget, place_in(window, widget)) for widget in seen]


_NONE = Qt.KeyboardModifier.NoModifier


def place_in(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def out_of_order(found: list[Stop], direction: Qt.LayoutDirection) -> Iterator[str]:
    """Steps that go up within a column, or against the direction of reading within a line."""
    is_mirrored = direction is Qt.LayoutDirection.RightToLeft
    first = min(found, key=lambda stop: (stop.place.top(), -stop.place.right() if is_mirrored else stop.place.left()))
    for one, other in zip(found, [*found[1:], found[0]], strict=True):
        if other is first:
            continue  # round again
        here, there = one.place, other.place
        shared = min(here.bottom(), there.bottom()) - max(here.top(), there.top())
        is_same_line = shared > min(here.height(), there.height()) / 2
        is_same_column = min(here.right(), there.right()) - max(here.left(), there.left()) > 0
        if here.contains(there) or there.contains(here) or _floats(one.widget) or _floats(other.widget):
            continue
        steps_back = there.left() > here.right() if is_mirrored else there.right() < here.left()
        if is_same_line and steps_back and not is_same_column and _are_beside(one.widget, other.widget):
            yield f"{one} then {other}"
        elif not is_same_line and is_same_column and there.bottom() < here.top() + _NEAR:
            yield f"{one} then above it {other}"


def _floats(widget: QWidget) -> bool:
    """Whether it stands over a page: it comes after everything of that."""
    at: QWidget | None = widget
    while at is not None and name_of(at) not in FLOATING:
        at = at.parentWidget()
    return at is not None


def _are_beside(one: QWidget, other: QWidget) -> bool:
    return one.parentWidget() is other.parentWidget()


def left_out(window: QWidget, found: list[Stop]) -> Iterator[str]:
    """What takes the focus by the Tab key but is never got to."""
    reached = {stop.widget for stop in found}
    for widget in visible(window):
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
        proxied = widget.focusProxy() is not None
        # Of radio buttons the chosen one is got to, the others by the arrows.
        is_other_choice = isinstance(widget, QRadioButton) and not widget.isChecked()
        # Of a list it is the row that one is at.
        if takes and not (proxied or is_other_choice or _is_in_a_row(widget)) and widget not in reached:
            yield str(Stop(widget, place_in(window, widget)))


def only_one_way(forth: list[Stop], back: list[Stop]) -> Iterator[str]:
    """What is got to in one direction and not in the other."""
    here, there = ({stop.widget for stop in found if not _is_in_a_row(stop.widget)} for found in (forth, back))
    for stop in (*forth, *back):
        if stop.widget in here ^ there:
            yield str(stop)


def _is_in_a_row(widget: QWidget) -> bool:
    at: QWidget | None = widget
    while at is not None and not isinstance(at, RowWidget):
        at = at.parentWidget()
    return at is not None


def unseen(window: QWidget, app: QApplication, found: list[Stop]) -> Iterator[str]:
    """Stops at which one does not see that one is there."""
    if not found:
        return
    found[-1].widget.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(found[-1].widget, Qt.Key.Key_Tab)
    for _stop in found:
        widget = window.focusWidget()
        app.processEvents()
        stop = Stop(widget, place_in(window, widget))
        around = stop.place.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).intersected(window.rect())
        there = window.grab(around).toImage()
        is_hidden = widget.visibleRegion().isEmpty()
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        app.processEvents()
        away = window.grab(around).toImage()
        if window.focusWidget() is not widget and (is_hidden or _changed(there, away) < _RING_PIXELS):
            yield str(stop)


def _changed(one: QImage, other: QImage) -> int:
    """How many pixels differ so much that one sees it."""
    count = 0
    known: dict[tuple[int, int], bool] = {}
    for y in range(min(one.height(), other.height())):
        for x in range(min(one.width(), other.width())):
            pair = one.pixel(x, y), other.pixel(x, y)
            if pair[0] == pair[1]:
                continue
            if pair not in known:
                known[pair] = contrast(QColor(pair[0]), QColor(pair[1])) >= _RING_CONTRAST
            count += known[pair]
            if count >= _RING_PIXELS:
                return count
    return count

"""Finds what has too little room: cut words, things over one another, things outside, bars that scroll sideways."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from microblog_desktop.i18n.pseudo import OPENING
from microblog_desktop.ui.posts.action_bar import ActionButton
from tests.walk.eye import Drawn, Seen

# Lines that show how a text of somebody begins, after a word of ours that is never what is cut.
_EXCERPTS = frozenset({"conversation_rows._write"})
# They float over what is below them, and are meant to.
FLOATING = frozenset(
    {"OverlayBar", "PillButton", "NewestPill", "Snack", "SignInAgainPanel", "PersonCardWidget", "StatePanel", "_Shadow"}
)


_PADDING = 6  # of what acts on a post
_NARROWEST_SCREEN = 1024
_LINE_EDIT_MARGIN = 2  # Qt's own, beside the text margins


def name_of(widget: QWidget) -> str:
    return type(widget).__name__


def visible(window: QWidget) -> list[QWidget]:
    return [widget for widget in window.findChildren(QWidget) if widget.isVisibleTo(window) and not widget.isWindow()]


def _in_rows(widget: QWidget) -> bool:
    """Whether it scrolls: what is above or below the edge is not lost."""
    parent = widget.parentWidget()
    while parent is not None:
        grand = parent.parentWidget()
        if isinstance(grand, QAbstractScrollArea) and grand.viewport() is parent:
            return True
        parent = grand
    return False


def cut_words(window: QWidget, seen: Seen) -> Iterator[str]:
    """Words with less room than they need."""
    for drawn in seen.drawn:
        if drawn.is_cut:
            room = drawn.room.intersected(drawn.widget.rect())
            where = f"{name_of(drawn.widget)} by {drawn.by}"
            yield f"cut in {where}: {drawn.text!r} needs {_rect(drawn.place)}, has {_rect(room)}"
    for widget in visible(window):
        yield from _cut_by_qt(widget)
    if isinstance(window, QMenu) and window.sizeHint().width() > _NARROWEST_SCREEN:
        yield f"menu of {window.sizeHint().width()} pixels"


class Ellipses:
    """The texts of one scene that were shortened, in all the states it was in."""

    def __init__(self) -> None:
        self._shortened: list[tuple[str, str, str]] = []
        self._of_people: set[str] = set()

    def note(self, state: str, seen: Seen) -> None:
        self._shortened += [(state, text, by) for text, by in seen.shortened if by not in _EXCERPTS]
        if state.startswith("en_XA"):
            painted = {drawn.text for drawn in seen.drawn} | {text for text, _by in seen.shortened}
            self._of_people |= {text for text in painted if OPENING not in text}

    def of_words(self) -> list[str]:
        """Those of words of ours. What people call themselves and write may be shortened: it has no brackets in the
        pseudo-language."""
        return [
            f"{state}: shortened by {by}: {text!r}"
            for state, text, by in self._shortened
            if text not in self._of_people
        ]


def _cut_by_qt(widget: QWidget) -> Iterator[str]:
    room = widget.contentsRect()
    match widget:
        case QLabel() if widget.text() and widget.textFormat() is Qt.TextFormat.PlainText:
            needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
            if needed > widget.height() + 1:
                yield f"cut {name_of(widget)}: {widget.text()!r} needs height {needed}, has {widget.height()}"
            flags = int(Qt.TextFlag.TextWordWrap) if widget.wordWrap() else 0
            space = QRect(0, 0, room.width() - 2 * widget.margin(), 9999)
            broadest = widget.fontMetrics().boundingRect(space, flags, widget.text()).width()
            if broadest > room.width() + 1:
                yield f"cut {name_of(widget)}: {widget.text()!r} needs width {broadest}, has {room.width()}"
        case QLineEdit() if not widget.text() and widget.placeholderText():
            margins = widget.textMargins()
            left = room.width() - margins.left() - margins.right() - 2 * _LINE_EDIT_MARGIN
            needed = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
            if needed > left:
                yield f"cut {name_of(widget)}: placeholder {widget.placeholderText()!r} needs {needed}, has {left}"
        case QPlainTextEdit() if not widget.toPlainText() and widget.placeholderText():
            inner = widget.viewport().rect().adjusted(4, 0, -4, 0)
            wrapped = QRect(0, 0, inner.width(), 9999), int(Qt.TextFlag.TextWordWrap)
            needed = widget.fontMetrics().boundingRect(*wrapped, widget.placeholderText()).height()
            if needed > inner.height():
                asked = f"placeholder {widget.placeholderText()!r}"
                yield f"cut {name_of(widget)}: {asked} needs height {needed}, has {inner.height()}"
        case QCheckBox() | QRadioButton() | QComboBox() | QPushButton():
            if widget.width() < widget.sizeHint().width() or widget.height() < widget.sizeHint().height():
                text = widget.currentText() if isinstance(widget, QComboBox) else widget.text()
                yield f"cut {name_of(widget)} {text!r}: {widget.size().toTuple()}, needs {widget.sizeHint().toTuple()}"


def outside(window: QWidget) -> Iterator[str]:
    """What is partly beyond the edge of what it stands in."""
    for widget in visible(window):
        parent = widget.parentWidget()
        if parent is None or widget.width() == 0 or widget.height() == 0 or name_of(widget) == "_Shadow":
            continue
        rect, room = widget.geometry(), parent.rect()
        if isinstance(parent.parentWidget(), QAbstractScrollArea) or _in_rows(widget):
            rect = QRect(rect.x(), 0, rect.width(), 1)
            room = QRect(room.x(), 0, room.width(), 1)
        if not room.adjusted(-1, -1, 1, 1).contains(rect):
            where = f"{name_of(parent)} {_rect(parent.rect())}"
            yield f"{name_of(widget)} {_words(widget)} at {_rect(widget.geometry())} is outside of {where}"


def overlapping(window: QWidget, seen: Seen) -> Iterator[str]:
    """Things over one another."""
    parents = {parent for widget in visible(window) if (parent := widget.parentWidget()) is not None}
    for parent in parents:
        children = [
            child
            for child in parent.children()
            if isinstance(child, QWidget)
            and child.isVisibleTo(window)
            and not child.isWindow()
            and name_of(child) not in FLOATING
            and child.width() > 1
            and child.height() > 1
        ]
        for one, other in combinations(children, 2):
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > 1 and shared.height() > 1:
                both = f"{name_of(one)} {_words(one)} and {name_of(other)} {_words(other)}"
                yield f"in {name_of(parent)}: {both} share {_rect(shared)}"
    yield from _words_over_words(seen.drawn)


def _words_over_words(drawn: list[Drawn]) -> Iterator[str]:
    by_widget: dict[QWidget, list[Drawn]] = {}
    for one in drawn:
        by_widget.setdefault(one.widget, []).append(one)
    for widget, texts in by_widget.items():
        for one, other in combinations(texts, 2):
            shared = one.place.intersected(other.place)
            if shared.width() > 2 and shared.height() > 5:
                yield f"{name_of(widget)}: {one.text!r} over {other.text!r} ({_rect(shared)})"
        for child in widget.children():
            if (
                isinstance(child, QWidget)
                and child.isVisibleTo(widget)
                and not child.isWindow()
                and name_of(child) not in FLOATING
            ):
                place = child.geometry()
                if isinstance(child, ActionButton):
                    place.adjust(_PADDING, 0, -_PADDING, 0)  # its row paints what it shows
                for one in texts:
                    if isinstance(child, QAbstractButton) and child.text() == one.text:
                        continue
                    shared = one.place.intersected(place)
                    if shared.width() > 2 and shared.height() > 5:
                        over = f"{name_of(child)} {_words(child)} ({_rect(shared)})"
                        yield f"{name_of(widget)}: {one.text!r} under {over}"


def sideways(window: QWidget) -> Iterator[str]:
    """Places where one would have to scroll sideways."""
    for area in (widget for widget in visible(window) if isinstance(widget, QAbstractScrollArea)):
        if area.horizontalScrollBar().maximum() > 0:
            yield f"{name_of(area)} scrolls sideways by {area.horizontalScrollBar().maximum()}"


def _rect(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}×{rect.height()}"


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return repr(widget.text()[:40] or widget.accessibleName()[:40])
    return repr(widget.accessibleName()[:40]) if widget.accessibleName() else ""

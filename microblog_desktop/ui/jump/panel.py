"""A light panel over what a window shows: what stands below stays as it is, and has the focus again when it goes.

A child of the window, not a window of its own: no system moves or frames it, an input method finds its field as any
other, and where there are several windows it is clear which one it is about.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.jump.field import JumpField
from microblog_desktop.ui.jump.rows import JumpRows
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Radius, Space
from microblog_desktop.ui.widgets.card import Card, Line
from microblog_desktop.ui.widgets.painting import fill_rounded
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.jump.model import JumpModel

_WIDTH = 560
_TALLEST = 460
_FROM_TOP = 10
"""The tenth part of the window is above the panel."""
_SHADOW = 20
_TOLD_AFTER_MS = 500


class JumpPanel(QWidget):
    """`open` shows it; it closes its model and ends when one has chosen, gave up, or does something else."""

    ended = Signal()

    def __init__(self, theme: Theme, pictures: RoundPictures, model: JumpModel, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._model = model
        self._window = window
        self._came_from: QWidget | None = None
        self._is_open = False
        self._has_moved = False
        self._goes_when_found = False
        self.field = JumpField(theme)
        self.rows = JumpRows(theme, pictures, self)
        self.list = VirtualList(theme, model, self.rows)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._card = Card(theme, self, margin=0)
        self._line = Line(theme)
        self._telling = QTimer(self, interval=_TOLD_AFTER_MS, singleShot=True)
        self._telling.timeout.connect(self._tell)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.hide()

    def open(self) -> None:
        # Qt answers None where nothing has the focus; its type hints do not say so.
        self._came_from = self._window.focusWidget()
        self._is_open = True
        self._arrange()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._refresh()
        _app().focusChanged.connect(self._focus_changed)
        # What the first letter needs is read while one looks for it on the keyboard.
        QTimer.singleShot(0, self, self._model.prepare)

    def give_up(self) -> None:
        """Go, and leave everything as it was."""
        self._end(self._give_back_focus)

    def retranslate(self) -> None:
        self.setAccessibleName(_("Jump anywhere"))
        self.field.ask(_("Go to a page, a person, a setting…"))
        self.list.viewport().setAccessibleName(_("Places"))

    # Building.

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        head.addWidget(self.field)
        below = QVBoxLayout()
        below.setContentsMargins(1, Space.XXS, 1, Space.XXS)
        below.addWidget(self.list)
        column = self._card.column
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._line)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        field = self.field
        field.typed.connect(self._type)
        field.stepped.connect(self._step)
        field.paged.connect(lambda pages: self._move(self._at() + pages * self._rows_in_a_page()))
        field.first_wanted.connect(lambda: self._move(0))
        field.last_wanted.connect(lambda: self._move(self.list.count - 1))
        field.entered.connect(self._enter)
        field.given_up.connect(self.give_up)
        self.rows.activated.connect(self._go)
        self.rows.pointed.connect(self._point)
        self._model.changed.connect(self._refresh)
        self._theme.changed.connect(self._arrange)
        self._window.installEventFilter(self)

    def _arrange(self) -> None:
        """In the middle, near the top, as high as what it shows."""
        room = self._window.rect()
        self.setGeometry(room)
        width = min(self._theme.scaled(_WIDTH), room.width() - 2 * int(Space.S))
        top = max(int(Space.S), room.height() // _FROM_TOP)
        head = self.field.height() + 2 * int(Space.S) + 1 + 2 * int(Space.XXS)
        most = min(self._theme.scaled(_TALLEST), room.height() - top - int(Space.S) - head)
        needed = 0
        for row in self._model.rows:
            needed += self.rows.height_of(row, width - 2)
            if needed >= most:
                break
        card = QRect((room.width() - width) // 2, top, width, head + min(needed, most))
        if card != self._card.geometry():
            self._card.setGeometry(card)
            self.update()

    # Choosing.

    def _type(self, text: str) -> None:
        self._has_moved = self._goes_when_found = False
        self._model.type(text)
        self._telling.start()

    def _refresh(self) -> None:
        rows = self._model.rows
        is_there = self._model.index_of(self.rows.chosen) is not None
        if not (self._has_moved and is_there):
            self.rows.choose(rows[0].key if rows else "")
            self.list.scroll_to_top()
        if self._is_open:
            self._arrange()
        if self._goes_when_found and not self._model.is_waiting:
            self._go(self.rows.chosen)

    def _at(self) -> int:
        return self._model.index_of(self.rows.chosen) or 0

    def _rows_in_a_page(self) -> int:
        height = self.list.viewport().height()
        return max(1, sum(row.top >= 0 and row.bottom <= height for row in self.list.placed()) - 1)

    def _step(self, rows: int) -> None:
        """From the last one to the first, and the other way."""
        count = self.list.count
        if count:
            self._move((self._at() + rows) % count)

    def _move(self, to: int) -> None:
        count = self.list.count
        if not count:
            return
        to = min(max(to, 0), count - 1)
        self._has_moved = True
        self.rows.choose(self._model.rows[to].key)
        self.list.ensure_visible(to)
        self._telling.stop()
        self._tell()

    def _point(self, key: str) -> None:
        self._has_moved = True
        self.rows.choose(key)

    def _enter(self) -> None:
        if self._model.is_waiting and not self._has_moved:
            # Whoever types and presses Enter at once means whom they typed.
            self._goes_when_found = True
        else:
            self._go(self.rows.chosen)

    def _go(self, key: str) -> None:
        way: Callable[[], object] | None = self._model.way(key)
        if way is not None:
            self.give_up()
            way()

    def _tell(self) -> None:
        """What Enter would choose, for who does not see it."""
        at, rows = self._at(), self._model.rows
        if rows:
            words = _("{place}, {number} of {count}")
            self.list.announce(words.format(place=rows[at].spoken, number=number(at + 1), count=number(len(rows))))

    # Ending.

    def _end(self, leave: Callable[[], object] = int) -> None:
        """`leave` is done before it is hidden: Qt would give the focus to whatever comes next in the window."""
        if not self._is_open:
            return
        self._is_open = False
        _app().focusChanged.disconnect(self._focus_changed)
        leave()
        self._window.removeEventFilter(self)
        self._model.close()
        self.hide()
        self.ended.emit()
        self.deleteLater()

    def _give_back_focus(self) -> None:
        came_from = self._came_from
        if came_from is not None and isValid(came_from):
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.field.clearFocus()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Keys, a dialog or a link from outside led elsewhere: it would only stand in the way."""
        if new is not None and new is not self and not self.isAncestorOf(new):
            self._end()

    # Qt tells.

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._arrange()
        elif event.type() is QEvent.Type.Hide:
            self._end()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Outside of the panel, and nothing below it shall hear of it."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.give_up()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._card.geometry().adjusted(Radius.M, Radius.M, -Radius.M, -Radius.M).contains(event.rect()):
            # Of what lies below the card nothing is to be seen.
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(0, 0, 0, 12 if self._theme.is_dark else 4)
        around = QRectF(self._card.geometry()).translated(0, Space.XXS)
        for step in range(0, _SHADOW, 2):
            far = _SHADOW - step
            fill_rounded(painter, around.adjusted(-far, -far, far, far), Radius.M + far, color)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
            self._model.reread()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app

"""The tags of the day as a list; a press searches for one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.timeline.post_list import COLUMN
from microblog_desktop.ui.widgets.painting import focus_ring, mirrored
from microblog_desktop.viewmodels.explore.trends import TagRow, TrendsModel
from microblog_desktop.viewmodels.lists.list_state import ListPhase, ListWords

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)


class TagsView(QWidget):
    """What stands there while there are no tags is said in words."""

    search_wanted = Signal(str)  # "#tag"

    def __init__(self, theme: Theme, model: TrendsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.list = VirtualList(theme, model, _Rows(theme, self.search_wanted.emit), max_row_width=COLUMN, parent=self)
        self._state = StateView(theme)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._state)
        self.setFocusProxy(self.list)
        self._state.acted.connect(model.refresh)
        model.state_changed.connect(self._show_state)
        self.retranslate()

    def take_focus(self) -> None:
        self.list.placed()
        row = self.list.current.widget()
        (self.list if row is None else row).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.list.viewport().setAccessibleName(_words().name)
        self._model.retranslate()
        self._show_state()

    def _show_state(self) -> None:
        state = self._model.state
        is_ready = state.phase is ListPhase.READY
        self._stack.setCurrentWidget(self.list if is_ready else self._state)
        if not is_ready:
            self._state.show_state(state, _words())

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)


def _words() -> ListWords:
    return ListWords(
        name=_("Tags of the day"),
        icon="compass",
        empty=_("No tags today yet"),
        empty_hint=_("Write a post with a #tag: it is the first one of the day."),
        offline_hint=_("The tags of the day are not saved on this computer yet. They load as soon as you are online."),
        failed=_("The tags could not be loaded"),
    )


class _Rows:
    """A `RowFactory` of one kind."""

    def __init__(self, theme: Theme, press: Callable[[str], object]) -> None:
        self._theme = theme
        self._press = press

    def kind(self, _row: object) -> str:
        return "tag"

    def create(self, _kind: str, parent: QWidget) -> RowWidget:
        row = TagRowWidget(self._theme, parent)
        row.pressed.connect(self._press)
        return row


class TagRowWidget(RowWidget):
    """Bound to a `TagRow`; pressed as a whole."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: TagRow | None = None
        self._is_hovered = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def bind(self, row: object) -> None:
        assert isinstance(row, TagRow)
        self._row = row
        self.update()

    def height_for(self, _width: int) -> int:
        return self._line(TextSize.NORMAL) + self._line(TextSize.SMALL) + 2 * int(Space.S) + 1

    def can_activate(self) -> bool:
        return self._row is not None

    def activate(self) -> None:
        if self._row is not None:
            self.pressed.emit(self._row.words)

    def _line(self, size: TextSize) -> int:
        return self._theme.metrics(size).height() + 2

    # Qt tells.

    def paintEvent(self, _event: QPaintEvent) -> None:
        row, colors = self._row, self._theme.colors
        if row is None:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if self._is_hovered:
            painter.fillRect(self.rect(), self._theme.color(colors.bg))
        top = int(Space.S)
        self._write(painter, row.words, top, TextSize.NORMAL, QFont.Weight.DemiBold, colors.text)
        top += self._line(TextSize.NORMAL)
        counts = f"{row.people} · {row.posts}"
        self._write(painter, counts, top, TextSize.SMALL, QFont.Weight.Normal, colors.muted)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color(colors.line))
        if self.shows_ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = QRectF(self.rect()).adjusted(2, 2, -2, -3)
            focus_ring(painter, ring, Space.XS, self._theme.color(colors.accent))

    def _write(self, painter: QPainter, text: str, top: int, size: TextSize, weight: QFont.Weight, ink: str) -> None:
        metrics = self._theme.metrics(size, weight)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 2 * int(Space.L))
        place = QRect(int(Space.L), top, metrics.horizontalAdvance(shown) + 1, self._line(size))
        painter.setFont(self._theme.font(size, weight))
        painter.setPen(self._theme.color(ink))
        painter.drawText(mirrored(place, self, self.width()), _CENTRED, shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.setAccepted(event.button() is Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.activate()
        else:
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._is_hovered = False
        self.update()
        super().leaveEvent(event)

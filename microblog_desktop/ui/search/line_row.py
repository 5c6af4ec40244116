"""A line across a list that says what stands below it: "From the server", or why nothing does."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.search.wishes import SearchWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.painting import focus_ring, mirrored
from microblog_desktop.ui.widgets.spinner import Spinner
from microblog_desktop.viewmodels.timeline.line_row import LineRow

_HEIGHT = 40
_SHORTEST_LINE = 24
_SPINNER = 16
_FLAGS = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class LineRowWidget(RowWidget):
    """Bound to a `LineRow`; what is missing can be asked for again by a button, and by Enter."""

    is_heading = True

    def __init__(self, theme: Theme, wishes: SearchWishes, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wishes = wishes
        self._row: LineRow | None = None
        self._title = QRect()
        self._reason = QRect()
        self._spinner = Spinner(theme, self, size=_SPINNER)
        self._again = LinkButton(theme, "", self)
        self._again.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._again.clicked.connect(self.activate)

    def bind(self, row: object) -> None:
        assert isinstance(row, LineRow)
        self._row = row
        self._again.setText(_("Try again"))
        self._again.setVisible(row.may_retry)
        self._spinner.turn_while(is_waiting=row.is_busy)
        self.update()

    def height_for(self, width: int) -> int:
        if self._row is None:
            return 0
        metrics = self._theme.metrics(TextSize.SMALL, QFont.Weight.DemiBold)
        most = max(1, width - 2 * (Space.L + Space.S + _SHORTEST_LINE))
        size = metrics.boundingRect(QRect(0, 0, most, 400), _FLAGS, self._row.text).size()
        y = max(self._theme.scaled(_HEIGHT), size.height() + 2 * Space.S)
        self._title = QRect((width - size.width()) // 2, 0, size.width(), y)
        beside = QRect(self._title.right() + Space.XS, (y - _SPINNER) // 2, _SPINNER, _SPINNER)
        self._spinner.setGeometry(mirrored(beside, self, width))
        self._reason = QRect()
        if self._row.reason:
            words = self._theme.metrics(TextSize.SMALL)
            room = max(1, width - 2 * Space.L)
            height = words.boundingRect(QRect(0, 0, room, 1000), _FLAGS, self._row.reason).height()
            self._reason = QRect(Space.L, y, room, height)
            y += height + Space.XS
        if self._row.may_retry:
            again = self._again.sizeHint()
            self._again.setGeometry((width - again.width()) // 2, y, again.width(), again.height())
            y += again.height()
        return y + (int(Space.XS) if self._row.reason else 0)

    def tab_stops(self) -> list[QWidget]:
        return [self._again] if self.can_activate() else []

    def can_activate(self) -> bool:
        return self._row is not None and self._row.may_retry

    def activate(self) -> None:
        """Ask for it again."""
        if self._row is not None and self._row.may_retry:
            self._wishes.ask_again.emit(self._row)

    # Qt tells.

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._row is None:
            return
        painter = QPainter(self)
        colors = self._theme.colors
        painter.setPen(self._theme.color(colors.muted))
        painter.setFont(self._theme.font(TextSize.SMALL, QFont.Weight.DemiBold))
        painter.drawText(self._title.adjusted(-1, 0, 1, 0), _FLAGS, self._row.text)
        painter.setFont(self._theme.font(TextSize.SMALL))
        painter.drawText(self._reason, _FLAGS, self._row.reason)
        line, middle = self._theme.color(colors.line), self._title.height() // 2
        beside = int(Space.S) + (_SPINNER + int(Space.XS) if self._row.is_busy else 0)
        end = self._title.left() - beside
        painter.fillRect(Space.L, middle, end - Space.L, 1, line)
        begin = self._title.right() + 1 + beside
        painter.fillRect(begin, middle, self.width() - Space.L - begin, 1, line)
        if self.shows_ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            focus_ring(painter, ring, Space.XS, self._theme.color(colors.accent))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.can_activate():
            self.activate()
        else:
            event.ignore()

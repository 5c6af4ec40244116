"""A hatched strip where posts are missing: press it to load them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.viewmodels.timeline.rows import GapRow

_HEIGHT = 44


class _GapButton(LinkButton):
    size_of_text = TextSize.SMALL
    weight = QFont.Weight.DemiBold


class GapRowWidget(RowWidget):
    """Bound to a `GapRow`."""

    def __init__(self, theme: Theme, wishes: PostWishes, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wishes = wishes
        self._row: GapRow | None = None
        self._reason_rect = QRect()
        self._button = _GapButton(theme, "", self)
        self._button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._button.clicked.connect(self._fill)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def bind(self, row: object) -> None:
        assert isinstance(row, GapRow)
        self._row = row
        self._button.setText(row.text)
        self.update()

    def height_for(self, width: int) -> int:
        size = self._button.sizeHint()
        height = max(self._theme.scaled(_HEIGHT), size.height())
        self._button.setGeometry(
            (width - size.width()) // 2, (height - size.height()) // 2, size.width(), size.height()
        )
        self._reason_rect = QRect()
        if self._row is not None and self._row.reason:
            room = QRect(int(Space.L), height - int(Space.XS), width - 2 * int(Space.L), 400)
            flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
            needed = self._theme.metrics(TextSize.SMALL).boundingRect(room, flags, self._row.reason)
            self._reason_rect = QRect(room.x(), room.y(), room.width(), needed.height())
            height = self._reason_rect.bottom() + int(Space.S)
        return height

    def tab_stops(self) -> list[QWidget]:
        return [self._button]

    def _fill(self) -> None:
        if self._row is not None and not self._row.is_filling:
            self._wishes.fill_gap.emit(self._row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = self._theme.colors
        line = self._theme.color(colors.line)
        painter.fillRect(self.rect(), QBrush(line, Qt.BrushStyle.BDiagPattern))
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        surface = self._theme.color(colors.surface)
        around = self._button.geometry().adjusted(-Space.S, 0, Space.S, 0)
        painter.fillRect(around, surface)
        if self._row is not None and self._row.reason:
            painter.fillRect(self._reason_rect, surface)
            painter.setFont(self._theme.font(TextSize.SMALL))
            painter.setPen(self._theme.color(colors.danger))
            flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self._reason_rect, flags, self._row.reason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._fill()
        else:
            event.ignore()

"""A hatched strip where posts are missing: press it to load them, from the side one comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QContextMenuEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.viewmodels.timeline.rows import GapRow

if TYPE_CHECKING:
    from microblog_desktop.ui.widgets.menu import Menu

_HEIGHT = 44


_WRAPPED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _GapButton(LinkButton):
    """Takes a second line where one is too long for the row."""

    size_of_text = TextSize.SMALL
    weight = QFont.Weight.DemiBold

    def size_within(self, width: int) -> QSize:
        metrics = self._theme.metrics(self.size_of_text, self.weight)
        room = QRect(0, 0, max(1, width - 2 * self.padding), 1000)
        needed = metrics.boundingRect(room, _WRAPPED, self.text())
        return QSize(needed.width() + 2 * self.padding, max(self.sizeHint().height(), needed.height()))

    def _paint_content(self, painter: QPainter) -> None:
        font = self._theme.font(self.size_of_text, self.weight)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(self._theme.color(self.ink()))
        painter.drawText(self.rect(), _WRAPPED, self.text())


class GapRowWidget(RowWidget):
    """Bound to a `GapRow`."""

    def __init__(self, theme: Theme, wishes: PostWishes, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wishes = wishes
        self._row: GapRow | None = None
        self._menu: Menu | None = None
        self._reason_rect = QRect()
        self._button = _GapButton(theme, "", self)
        self._button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._button.clicked.connect(self._fill)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def bind(self, row: object) -> None:
        assert isinstance(row, GapRow)
        self._row = row
        self._button.setText(row.text)
        self._button.setToolTip(_("Shift+Enter loads them from the other side"))
        self.update()

    def height_for(self, width: int) -> int:
        size = self._button.size_within(width - 2 * Space.S)
        height = max(self._theme.scaled(_HEIGHT), size.height() + 2 * Space.XS)
        self._button.setGeometry(
            (width - size.width()) // 2, (height - size.height()) // 2, size.width(), size.height()
        )
        self._reason_rect = QRect()
        if self._row is not None and self._row.reason:
            below = QRect(int(Space.L), height - int(Space.XS), width - 2 * int(Space.L), 400)
            flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
            needed = self._theme.metrics(TextSize.SMALL).boundingRect(below, flags, self._row.reason)
            self._reason_rect = QRect(below.x(), below.y(), below.width(), needed.height())
            height = self._reason_rect.bottom() + int(Space.S)
        return height

    def can_activate(self) -> bool:
        return True

    def activate(self) -> None:
        self._fill()

    def tab_stops(self) -> list[QWidget]:
        return [self._button]

    def is_busy(self) -> bool:
        return self._menu is not None and self._menu.isVisible()

    def _fill(self) -> None:
        if self._row is not None and not self._row.is_filling:
            self._wishes.fill_gap.emit(self._row)

    def _fill_from_other_side(self) -> None:
        if self._row is not None and not self._row.is_filling:
            self._wishes.fill_gap_from_other_side.emit(self._row)

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

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and event.key() in _ENTER:
            # Elsewhere these keys open the post one is at.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            event.ignore()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._fill_from_other_side()
        else:
            self._fill()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # Hardly ever opened: its class need not be loaded for the first paint.
        from microblog_desktop.ui.widgets.menu import Menu

        menu = self._menu = Menu(self._theme, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.add(_("Load posts in between"), self._fill)
        menu.add(_("Load them from the other side"), self._fill_from_other_side)
        menu.aboutToHide.connect(self._forget_menu)
        menu.popup(event.globalPos())

    def _forget_menu(self) -> None:
        self._menu = None

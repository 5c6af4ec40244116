"""The heading of a section of what was found, with all of it behind a button."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.search.wishes import SearchWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.painting import focus_ring, mirrored
from microblog_desktop.viewmodels.search.rows import HeadingRow

_HEIGHT = 44


class HeadingRowWidget(RowWidget):
    """Bound to a `HeadingRow`."""

    is_heading = True

    def __init__(self, theme: Theme, wishes: SearchWishes, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wishes = wishes
        self._row: HeadingRow | None = None
        self._button = LinkButton(theme, "", self)
        self._button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._button.clicked.connect(self.activate)

    def bind(self, row: object) -> None:
        assert isinstance(row, HeadingRow)
        self._row = row
        self._button.setText(row.action)
        self._button.setAccessibleName(f"{row.text}: {row.action}" if row.action else "")
        self._button.setVisible(bool(row.action))
        self.update()

    def height_for(self, width: int) -> int:
        height = max(self._theme.scaled(_HEIGHT), self._theme.metrics(TextSize.NORMAL).height() + 2 * Space.S)
        size = self._button.sizeHint()
        right = width - int(Space.L) + int(self._button.padding)
        place = QRect(right - size.width(), height - size.height() - Space.XS, size.width(), size.height())
        self._button.setGeometry(mirrored(place, self, width))
        return height

    def tab_stops(self) -> list[QWidget]:
        return [self._button] if self.can_activate() else []

    def can_activate(self) -> bool:
        return self._row is not None and bool(self._row.action)

    def activate(self) -> None:
        """Show all of it, or every section again."""
        if self._row is not None and self._row.action:
            self._wishes.heading.emit(self._row)

    # Qt tells.

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._row is None:
            return
        painter = QPainter(self)
        painter.setFont(self._theme.font(TextSize.NORMAL, QFont.Weight.DemiBold))
        painter.setPen(self._theme.color(self._theme.colors.muted))
        side = Qt.AlignmentFlag.AlignLeft  # Qt mirrors it with the window
        room = self.rect().adjusted(int(Space.L), 0, -int(Space.L), -int(Space.XS))
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignBottom), self._row.text)
        if self.shows_ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            focus_ring(painter, ring, Space.XS, self._theme.color(self._theme.colors.accent))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.can_activate():
            self.activate()
        else:
            event.ignore()

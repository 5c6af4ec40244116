"""One line of the list of conversations: picture, name, last words, time and how many are unread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.ui.keys.pressed import is_pressed
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.pointing.person_spot import PersonPlace
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import AVATAR, Space, TextSize
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.badge import Badge
from microblog_desktop.ui.widgets.painting import focus_ring, leading
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.messages.conversations import ConversationRow

_KIND = "conversation"


class ConversationRows(QObject):
    """Makes the lines, and knows which one is open; `activated` names the person of a chosen line."""

    activated = Signal(str)
    selection_changed = Signal()

    def __init__(self, theme: Theme, pictures: RoundPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures
        self._selected: PersonId | None = None

    @property
    def selected(self) -> PersonId | None:
        return self._selected

    def select(self, person: PersonId | None) -> None:
        self._selected = person
        self.selection_changed.emit()

    def kind(self, _row: object) -> str:
        return _KIND

    def create(self, _kind: str, parent: QWidget) -> RowWidget:
        return ConversationLine(self._theme, self._pictures, self, parent)


class ConversationLine(RowWidget):
    """Painted, but for the picture and the badge."""

    def __init__(self, theme: Theme, pictures: RoundPictures, rows: ConversationRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = rows
        self._row: ConversationRow | None = None
        self._is_hovered = False
        self._avatar = Avatar(theme, pictures, self)
        self._avatar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._badge = Badge(theme, self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        rows.selection_changed.connect(self.update)
        theme.changed.connect(self._restyle)

    def bind(self, row: object) -> None:
        assert isinstance(row, ConversationRow)
        self._row = row
        self._avatar.show_face(Face(row.name, row.username, row.avatar_url))
        self._badge.set_count(row.unread)
        self._place()
        self.update()

    def height_for(self, width: int) -> int:
        lines = self._name_height() + self._small_height() + 2
        return max(AVATAR, lines) + 2 * self._theme.spaced(Space.S) + 1

    def person_at(self, at: QPoint) -> PersonPlace | None:
        """The line opens the conversation, its picture tells who that is with."""
        found = self.person()
        return found if found is not None and found.place.contains(at) else None

    def person(self) -> PersonPlace | None:
        return None if self._row is None else PersonPlace(self._row.username, self._avatar.geometry())

    def _name_height(self) -> int:
        return self._theme.metrics(TextSize.NORMAL, QFont.Weight.DemiBold).height()

    def _small_height(self) -> int:
        return self._theme.metrics(TextSize.SMALL).height()

    def _mirrored(self, rect: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return QRect(self.width() - rect.right() - 1, rect.y(), rect.width(), rect.height())
        return rect

    def _place(self) -> None:
        middle = (self.height() - 1) // 2
        self._avatar.setGeometry(self._mirrored(QRect(int(Space.M), middle - AVATAR // 2, AVATAR, AVATAR)))
        size = self._badge.sizeHint()
        x = self.width() - int(Space.M) - size.width()
        self._badge.setGeometry(self._mirrored(QRect(x, middle, size.width(), size.height())))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._place()

    def _restyle(self) -> None:
        self._place()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        row = self._row
        if row is None:
            return
        painter = QPainter(self)
        # Each text reads in its own direction, whatever the window's is.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._paint_ground(painter, row)
        time_width = self._paint_time(painter, row)
        left = int(Space.M) + AVATAR + int(Space.S)
        width = self.width() - left - int(Space.M) - time_width - int(Space.S)
        height = self._name_height() + self._small_height() + 2
        top = (self.height() - 1 - height) // 2
        name = self._mirrored(QRect(left, top, width, self._name_height()))
        last = self._mirrored(QRect(left, top + self._name_height() + 2, width, self._small_height()))
        self._write(painter, name, row.name, TextSize.NORMAL, QFont.Weight.DemiBold, self._theme.colors.text)
        weight = QFont.Weight.DemiBold if row.unread else QFont.Weight.Normal
        ink = self._theme.colors.danger if row.is_refused else self._quiet_ink(row)
        self._write(painter, last, row.last_line, TextSize.SMALL, weight, ink)

    def _quiet_ink(self, row: ConversationRow) -> str:
        """The ground of the open one leaves plain `muted` too little contrast."""
        colors = self._theme.colors
        return colors.muted_on_sunken if row.key == self._rows.selected else colors.muted

    def _paint_ground(self, painter: QPainter, row: ConversationRow) -> None:
        colors = self._theme.colors
        if row.key == self._rows.selected:
            painter.fillRect(self.rect(), self._theme.color(colors.accent_soft))
        elif self._is_hovered:
            painter.fillRect(self.rect(), self._theme.color(colors.bg))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color(colors.line))
        if self.shows_ring and self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -3), Space.XXS, self._theme.color(colors.accent))

    def _paint_time(self, painter: QPainter, row: ConversationRow) -> int:
        """Paint the time, above the badge where there is one, and return the width of both."""
        metrics = self._theme.metrics(TextSize.SMALL)
        width = metrics.horizontalAdvance(row.time_text) + 1
        middle = (self.height() - 1) // 2
        top = middle - self._small_height() - 1 if row.unread else middle - self._small_height() // 2
        x = self.width() - int(Space.M) - width
        rect = self._mirrored(QRect(x, top, width, self._small_height()))
        self._write(painter, rect, row.time_text, TextSize.SMALL, QFont.Weight.Normal, self._quiet_ink(row))
        return max(width, self._badge.sizeHint().width() if row.unread else 0)

    def _write(self, painter: QPainter, rect: QRect, text: str, size: TextSize, weight: QFont.Weight, ink: str) -> None:
        painter.setFont(self._theme.font(size, weight))
        painter.setPen(self._theme.color(ink))
        shown = self._theme.metrics(size, weight).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, leading(self) | int(Qt.AlignmentFlag.AlignVCenter), shown)

    def can_activate(self) -> bool:
        return True

    def activate(self) -> None:
        if self._row is not None:
            self._rows.activated.emit(self._row.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if is_enter or is_pressed(event, "open"):
            self.activate()
            return
        super().keyPressEvent(event)

    def enterEvent(self, _event: QEnterEvent) -> None:
        self._is_hovered = True
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._is_hovered = False
        self.update()

"""Somebody in a list of people: avatar, names, a line about them, and whether one follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.people.follow_button import FollowButton
from microblog_desktop.ui.people.wishes import PersonWishes
from microblog_desktop.ui.pointing.person_spot import PersonPlace
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import AVATAR, Space, TextSize
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.painting import focus_ring, leading, mirrored
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.person_row import PersonRow

if TYPE_CHECKING:
    from microblog_desktop.ui.people.person_menu import PersonMenu

_TOP = 12
_DRAG = 6
_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
_TALL = 10_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PersonRowWidget(RowWidget):
    """Bound to a `PersonRow`; its wishes go to the page's `PersonWishes`."""

    def __init__(self, theme: Theme, pictures: RoundPictures, wishes: PersonWishes, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wishes = wishes
        self._row: PersonRow | None = None
        self._menu: PersonMenu | None = None
        self._pressed_at: QPoint | None = None
        self._lines: list[tuple[QRect, str]] = []
        self._names = QRect()
        self._avatar = Avatar(theme, pictures, self)
        self._button = FollowButton(theme, self)
        self._button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._button.clicked.connect(self._toggle)
        # A press on the avatar is one on the row.
        self._avatar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)

    def bind(self, row: object) -> None:
        assert isinstance(row, PersonRow)
        self._row = row
        self._avatar.show_face(Face(row.name, row.username, row.avatar_url))
        self._button.show_state(row.username, you_follow=row.you_follow)
        self._button.setVisible(row.can_follow)
        self.update()

    def height_for(self, width: int) -> int:
        if self._row is None:
            return 0
        top = self._theme.spaced(_TOP)
        left, right = int(Space.L) + AVATAR + int(Space.S), width - int(Space.L)
        if self._row.can_follow:
            size = self._button.sizeHint()
            y = top + max(0, AVATAR - size.height()) // 2
            self._put(self._button, width, QRect(right - size.width(), y, size.width(), size.height()))
            right -= size.width() + int(Space.S)
        room = max(40, right - left)
        line = self._theme.metrics().height() + 2
        self._names = QRect(left, top, room, line)
        y, self._lines = top + line, []
        small = self._theme.metrics(TextSize.SMALL).height() + 2
        follows = _("Follows you") if self._row.follows_you and not self._tells_in_line(self._row) else ""
        for text in (follows, self._row.about, self._row.followed_text):
            if text:
                # What they say of themselves is cut where the line ends, what we say is not.
                height = small if text == self._row.about else self._height_of(text, room)
                self._lines.append((QRect(left, y, room, height), text))
                y += height
        height = max(y, top + AVATAR)
        self._put(self._avatar, width, QRect(int(Space.L), top, AVATAR, AVATAR))
        if not self._lines:
            self._names.moveTop(top + (AVATAR - line) // 2)
        return height + top

    def _height_of(self, text: str, room: int) -> int:
        metrics = self._theme.metrics(TextSize.SMALL)
        if metrics.horizontalAdvance(text) < room:
            return metrics.height() + 2
        return metrics.boundingRect(QRect(0, 0, room, _TALL), _WRAPPED, text).height() + 2

    def _tells_in_line(self, row: PersonRow) -> bool:
        """Whether there is room beside the name to tell that they follow the reader."""
        bold = self._theme.metrics(TextSize.NORMAL, QFont.Weight.DemiBold)
        needed = bold.horizontalAdvance(row.name) + 8 + self._theme.metrics().horizontalAdvance(self._handle_words(row))
        return needed <= self._names.width()

    @staticmethod
    def _handle_words(row: PersonRow) -> str:
        return _("{handle} · follows you").format(handle=row.handle)

    def tab_stops(self) -> list[QWidget]:
        return [self._button] if self._row is not None and self._row.can_follow else []

    def person_at(self, at: QPoint) -> PersonPlace | None:
        if self._row is None:
            return None
        names = self._names_place(self._row)
        places = (self._avatar.geometry(), mirrored(names, self, self.width()))
        return next((PersonPlace(self._row.username, place) for place in places if place.contains(at)), None)

    def person(self) -> PersonPlace | None:
        return None if self._row is None else PersonPlace(self._row.username, self._avatar.geometry())

    def _names_place(self, row: PersonRow) -> QRect:
        """The room of name and handle, as if one reads from the left."""
        bold = self._theme.metrics(TextSize.NORMAL, QFont.Weight.DemiBold)
        width = bold.horizontalAdvance(row.name) + 7 + self._theme.metrics().horizontalAdvance(row.handle)
        return QRect(self._names.x(), self._names.y(), min(width, self._names.width()), self._names.height())

    def is_busy(self) -> bool:
        return self._menu is not None and self._menu.isVisible()

    def can_activate(self) -> bool:
        return self._row is not None

    def activate(self) -> None:
        """Open the person's page."""
        if self._row is not None:
            self._wishes.open.emit(self._row.key)

    def act(self, verb: PostVerb) -> bool:
        """What the keys of posts mean for a person; tells whether they mean anything."""
        match verb:
            case PostVerb.OPEN | PostVerb.AUTHOR:
                self.activate()
            case PostVerb.WINDOW:
                self._open_window()
            case PostVerb.CARD:
                return self.ask_about_person()
            case _:
                return False
        return True

    def _toggle(self) -> None:
        if self._row is not None:
            (self._wishes.unfollow if self._row.you_follow else self._wishes.follow).emit(self._row.key)

    def _open_window(self) -> None:
        if self._row is not None:
            self._wishes.open_window.emit(self._row.key)

    def _new_menu(self, row: PersonRow) -> PersonMenu:
        # Not needed until somebody opens one.
        from microblog_desktop.ui.people.person_menu import PersonMenu

        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = PersonMenu(self._theme, row, self._wishes, self)
        return self._menu

    def _put(self, widget: QWidget, width: int, rect: QRect) -> None:
        widget.setGeometry(mirrored(rect, self, width))

    # Qt tells.

    def paintEvent(self, _event: QPaintEvent) -> None:
        row = self._row
        if row is None:
            return
        painter = QPainter(self)
        # Each name reads in its own direction, whatever the window's is.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        bold = self._theme.metrics(TextSize.NORMAL, QFont.Weight.DemiBold)
        name = bold.elidedText(row.name, Qt.TextElideMode.ElideRight, self._names.width())
        taken = bold.horizontalAdvance(name) + 1
        colors = self._theme.colors
        self._write(painter, QRect(self._names.topLeft(), self._names.size()), name, "", QFont.Weight.DemiBold)
        rest = self._names.adjusted(taken + 6, 0, 0, 0)
        if rest.width() > 3 * int(Space.S):
            words = self._handle_words(row) if row.follows_you and self._tells_in_line(row) else row.handle
            self._write(painter, rest, words, colors.muted)
        for place, text in self._lines:
            if text == row.about or place.height() < 1.5 * self._theme.metrics(TextSize.SMALL).height():
                self._write(painter, place, text, colors.muted, size=TextSize.SMALL)
            else:
                painter.setFont(self._theme.font(TextSize.SMALL))
                painter.setPen(self._theme.color(colors.muted))
                painter.drawText(mirrored(place, self, self.width()), _WRAPPED | leading(self), text)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color(colors.line))
        if self.shows_ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = QRectF(self.rect()).adjusted(2, 2, -2, -3)
            focus_ring(painter, ring, Space.XS, self._theme.color(colors.accent))

    def _write(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        color: str,
        weight: QFont.Weight = QFont.Weight.Normal,
        size: TextSize = TextSize.NORMAL,
    ) -> None:
        metrics = self._theme.metrics(size, weight)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        room = QRect(place.x(), place.y(), min(place.width(), metrics.horizontalAdvance(shown) + 1), place.height())
        painter.setFont(self._theme.font(size, weight))
        painter.setPen(self._theme.color(color or self._theme.colors.text))
        painter.drawText(mirrored(room, self, self.width()), _CENTRED, shown)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._row is not None:
            self._new_menu(self._row).popup(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            event.ignore()
            return
        self._pressed_at = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed_at, self._pressed_at = self._pressed_at, None
        if pressed_at is None or (event.position().toPoint() - pressed_at).manhattanLength() >= _DRAG:
            return
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() is Qt.MouseButton.MiddleButton or is_shifted:
            self._open_window()
        else:
            self.activate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Menu and self._row is not None:
            self._new_menu(self._row).open_below(self._avatar)
        elif event.key() in _ENTER and not event.modifiers():
            self.activate()
        else:
            event.ignore()

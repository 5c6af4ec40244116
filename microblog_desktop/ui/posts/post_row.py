"""One post of a timeline: avatar, names and age, text, what can be done, and its way to the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.rules.marked_text import plain_copy
from microblog_desktop.i18n.formats import full_time
from microblog_desktop.ui.list.row import RowWidget, TextLine
from microblog_desktop.ui.pointing.person_spot import PersonPlace
from microblog_desktop.ui.posts.action_bar import Act, ActionBar
from microblog_desktop.ui.posts.post_body import OpenPosts, PostBody
from microblog_desktop.ui.posts.post_lines import LEVEL, MOST_LEVELS, PostLines
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import AVATAR, Space
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.painting import focus_ring, mirrored
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.timeline.rows import PostRow

if TYPE_CHECKING:
    from microblog_desktop.ui.posts.delivery_strip import DeliveryStrip
    from microblog_desktop.ui.posts.post_menu import PostMenu

_TOP = 14
_BOTTOM = 10
_DRAG = 6
_REACTIONS = {Act.REPOST: Reaction.REPOST, Act.LIKE: Reaction.LIKE, Act.BOOKMARK: Reaction.BOOKMARK}


class PostRowWidget(RowWidget):
    """Bound to a `PostRow`; its wishes go to the page's `PostWishes`."""

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        clock: Clock,
        wishes: PostWishes,
        open_posts: OpenPosts,
        parent: QWidget,
    ) -> None:
        """`open_posts` is shared by the rows of a page."""
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._wishes = wishes
        self._row: PostRow | None = None
        self._menu: PostMenu | None = None
        self._strip: DeliveryStrip | None = None
        self._pressed_at: QPoint | None = None
        self._lines = PostLines(theme, clock, self)
        self._avatar = Avatar(theme, pictures, self)
        self._avatar.setCursor(Qt.CursorShape.PointingHandCursor)
        self._avatar.clicked.connect(lambda: self._row and self._open_person(self._row.username))
        self._body = PostBody(theme, wishes, open_posts, self, self.fold)
        self.setMouseTracking(True)
        self._bar = ActionBar(theme, self, self._press)

    # What the list asks.

    def bind(self, row: object) -> None:
        assert isinstance(row, PostRow)
        self._row = row
        # Qt answers None where nothing has the focus; its type hints do not say so.
        focused: QWidget | None = self.window().focusWidget() if self.is_current else None
        self._avatar.show_face(Face(row.name, row.username, row.avatar_url))
        self._bar.bind(row)
        self._body.bind(row)
        self._show_delivery(row)
        if self.is_current:
            self._keep_on_the_way(focused)
        self.update()

    def height_for(self, width: int) -> int:
        if self._row is None:
            return 0
        row, lines, top = self._row, self._lines, self._theme.spaced(_TOP)
        edge = int(Space.L) + LEVEL * min(row.depth, MOST_LEVELS)
        left = edge + AVATAR + int(Space.S)
        room = max(80, width - left - int(Space.L))
        lines.begin()
        y = lines.place_repost(row, left, room, top)
        self._put(self._avatar, width, QRect(edge, y, AVATAR, AVATAR))
        y = lines.place_names(row, left, room, y)
        y = lines.place_reply(row, left, room, y)
        y = self._body.place(QRect(left, y, room, 0), width)
        y = lines.place_details(row, left, room, y)
        y = self._place_actions(QRect(left, y + self._theme.spaced(Space.XXS), room, self._bar.height()), width)
        return max(y, top + AVATAR) + self._theme.spaced(_BOTTOM)

    def said(self) -> str:
        return super().said() if self._row is None else self._row.said.at(self._clock())

    def tab_stops(self) -> list[QWidget]:
        stops = self._body.buttons() + self._bar.buttons()
        return stops + (self._strip.buttons() if self._strip is not None and not self._strip.isHidden() else [])

    def line_at(self, y: int) -> TextLine | None:
        character, top = self._body.text.line_at(y - self._body.text.y())
        return TextLine(character, self._body.text.y() + top)

    def line_top(self, character: int) -> int | None:
        return self._body.text.y() + self._body.text.line_top(character)

    def person_at(self, at: QPoint) -> PersonPlace | None:
        return None if self._row is None else self._lines.person_at(self._row, at)

    def person(self) -> PersonPlace | None:
        return None if self._row is None else PersonPlace(self._row.username, self._avatar.geometry())

    def is_busy(self) -> bool:
        return self._body.selected() is not None or (self._menu is not None and self._menu.isVisible())

    # What a person does.

    def can_activate(self) -> bool:
        return self._row is not None and self._row.can_open

    def activate(self) -> None:
        """Open the thread: Enter, a click where nothing else is, or a screen reader's press."""
        if self._row is not None and self._row.can_open:
            self._wishes.open_post.emit(self._row)

    def open_menu(self) -> None:
        if self._row is not None:
            self._new_menu(self._row).open_below(self._bar.more)

    def fold(self) -> None:
        """Open a long post, or close it again; it stays so while the page lives."""
        if self._row is None:
            return
        was_closed = self._body.fold()
        self.height_changed.emit()
        if was_closed:
            self._wishes.folded.emit(self._row)

    def _open_person(self, username: str) -> None:
        """Their page; the author's with Shift in a window of its own."""
        if self._row is None:
            return
        if username != self._row.username:
            self._wishes.open_name.emit(username)
        elif QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._wishes.open_person_window.emit(self._row)
        else:
            self._wishes.open_person.emit(self._row)

    def _press(self, act: Act) -> None:
        if self._row is None:
            return
        if act is Act.REPLY:
            self._wishes.reply.emit(self._row)
        elif act is Act.MORE:
            self.open_menu()
        else:
            self._wishes.react.emit(self._row, _REACTIONS[act])

    def copy(self) -> None:
        if self._row is not None:
            selected = self._body.selected()
            text = plain_copy(self._row.body.text) if selected is None else selected.selected_text()
            QGuiApplication.clipboard().setText(text)

    def _new_menu(self, row: PostRow) -> PostMenu:
        # Not needed until somebody opens one.
        from microblog_desktop.ui.posts.post_menu import PostMenu

        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = PostMenu(self._theme, row, self._wishes, self)
        return self._menu

    # Binding.

    def _keep_on_the_way(self, focused: QWidget | None) -> None:
        """Other buttons are offered now: the Tab key finds them, and the focus of one that went is the row's."""
        self.become_current()
        if focused is not None and self.isAncestorOf(focused) and focused.isHidden():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_delivery(self, row: PostRow) -> None:
        if row.delivery is not None:
            if self._strip is None:
                # Few posts are on their way.
                from microblog_desktop.ui.posts.delivery_strip import strip_of

                self._strip = strip_of(self._theme, self, self._wishes, lambda: self._row)
            self._strip.say(row.delivery)
        if self._strip is not None:
            self._strip.setVisible(row.delivery is not None)

    # Placing.

    def _put(self, widget: QWidget, width: int, rect: QRect) -> None:
        """Place a child as if one reads from the left; mirrored where one does not."""
        widget.setGeometry(mirrored(rect, self, width))

    def _place_actions(self, line: QRect, width: int) -> int:
        end = self._bar.place(line, width)
        if self._strip is None or self._strip.isHidden():
            return line.y() + line.height()
        return self._place_strip(self._strip, line, end, width)

    def _place_strip(self, strip: DeliveryStrip, line: QRect, taken: int, width: int) -> int:
        """At the end of the line of actions if there is room for it, else on lines of its own."""
        size = strip.sizeHint()
        if not strip.needs_lines and size.width() <= line.right() - taken - Space.S:
            y = line.y() + (line.height() - size.height()) // 2
            self._put(strip, width, QRect(line.right() + 1 - size.width(), y, size.width(), size.height()))
            return line.y() + line.height()
        y = line.y() + line.height() + Space.XXS
        height = strip.height_for(line.width())
        self._put(strip, width, QRect(line.x(), y, line.width(), height))
        return y + height

    # Qt tells.

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is None:
            return
        painter = QPainter(self)
        # Each name and handle reads in its own direction, whatever the window's is.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if self._row.is_unread:
            # Told of among the notifications only.
            from microblog_desktop.ui.posts.unread import paint_unread

            paint_unread(painter, self, self._theme)
        # The scroll bar floats over the edge and moves all the time: then there is nothing else to draw.
        if event.rect().intersects(self.rect().adjusted(int(Space.S), 0, -int(Space.S), 0)):
            self._lines.paint(painter, self._row)
            self._bar.paint(painter)
            self._lines.paint_levels(painter, self._row)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color(self._theme.colors.line))
        if self.shows_ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = QRectF(self.rect()).adjusted(2, 2, -2, -3)
            focus_ring(painter, ring, Space.XS, self._theme.color(self._theme.colors.accent))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._row is not None and self._lines.is_age(event.x(), event.y()):
            QToolTip.showText(event.globalPos(), full_time(self._row.created_at), self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._row is not None:
            self._new_menu(self._row).popup(event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        named = self.person_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.ArrowCursor if named is None else Qt.CursorShape.PointingHandCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        # A press on a child that has no use for it arrives here too; it is not on empty ground.
        is_free = self.childAt(event.position().toPoint()) is None and not self._body.end_selection()
        self._pressed_at = event.position().toPoint() if is_free else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        pressed_at, self._pressed_at = self._pressed_at, None
        if pressed_at is not None and (event.position().toPoint() - pressed_at).manhattanLength() < _DRAG:
            named = self.person_at(pressed_at)
            self.activate() if named is None else self._open_person(named.username)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._body.text.select_all()
        elif event.key() == Qt.Key.Key_Menu:
            self.open_menu()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.activate()
        else:
            event.ignore()

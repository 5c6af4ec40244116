"""One post of a timeline: avatar, names and age, text, what can be done, and its way to the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import EntryKey
from microblog_desktop.domain.rules.marked_text import cut
from microblog_desktop.i18n.formats import full_time, number
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.list.row import RowWidget, TextLine
from microblog_desktop.ui.posts.delivery_strip import DeliveryStrip
from microblog_desktop.ui.posts.post_lines import ACTION_CELL, PostLines
from microblog_desktop.ui.posts.post_text import PostText, TextSelections
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import AVATAR, Space
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.buttons import IconButton, LinkButton
from microblog_desktop.ui.widgets.painting import focus_ring, mirrored
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.timeline.rows import PostRow

if TYPE_CHECKING:
    from microblog_desktop.ui.posts.post_menu import PostMenu

MOST_CHARACTERS = 1500
MOST_LINES = 24
_TOP = 14
_BOTTOM = 10


class PostRowWidget(RowWidget):
    """Bound to a `PostRow`; its wishes go to the page's `PostWishes`."""

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        clock: Clock,
        wishes: PostWishes,
        selections: TextSelections,
        expanded: set[EntryKey],
        parent: QWidget,
    ) -> None:
        """`expanded` is shared by the rows of a page: which long posts were opened."""
        super().__init__(parent)
        self._theme = theme
        self._wishes = wishes
        self._expanded = expanded
        self._row: PostRow | None = None
        self._menu: PostMenu | None = None
        self._strip: DeliveryStrip | None = None
        self._more: LinkButton | None = None
        self._lines = PostLines(theme, clock, self)
        self._avatar = Avatar(theme, pictures, self)
        self._text = PostText(theme, selections, self)
        self._text.activated.connect(wishes.open_span)
        self._reply = IconButton(theme, "reply", "", self)
        self._reply.clicked.connect(lambda: self._row and wishes.reply.emit(self._row))
        self._actions = IconButton(theme, "more", "", self)
        self._actions.clicked.connect(self.open_menu)
        for button in (self._reply, self._actions):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    # What the list asks.

    def bind(self, row: object) -> None:
        assert isinstance(row, PostRow)
        self._row = row
        self._avatar.show_face(Face(row.name, row.username, row.avatar_url))
        self._reply.set_name(_("Reply"))
        self._reply.setText(number(row.replies) if row.replies else "")
        self._reply.setVisible(row.can_reply)
        self._actions.set_name(_("More"))
        self._show_text(row)
        self._show_delivery(row)
        self.update()

    def height_for(self, width: int) -> int:
        if self._row is None:
            return 0
        row, lines = self._row, self._lines
        left = int(Space.L) + AVATAR + int(Space.S)
        room = max(80, width - left - int(Space.L))
        lines.begin()
        y = lines.place_repost(row, left, room, _TOP)
        self._put(self._avatar, width, QRect(int(Space.L), y, AVATAR, AVATAR))
        y = lines.place_names(row, left, room, y)
        y = lines.place_reply(row, left, room, y)
        height = self._text.height_for(room)
        self._put(self._text, width, QRect(left, y, room, height))
        y += height
        if self._more is not None and not self._more.isHidden():
            size = self._more.sizeHint()
            self._put(self._more, width, QRect(left - Space.XXS, y, size.width(), size.height()))
            y += size.height()
        y = self._place_actions(row, left, room, y + Space.XXS, width)
        return max(y, _TOP + AVATAR) + _BOTTOM

    def tab_stops(self) -> list[QWidget]:
        stops: list[QWidget] = [self._more] if self._more is not None and not self._more.isHidden() else []
        stops += [button for button in (self._reply, self._actions) if not button.isHidden()]
        return stops + (self._strip.buttons() if self._strip is not None and not self._strip.isHidden() else [])

    def line_at(self, y: int) -> TextLine | None:
        character, top = self._text.line_at(y - self._text.y())
        return TextLine(character, self._text.y() + top)

    def line_top(self, character: int) -> int | None:
        return self._text.y() + self._text.line_top(character)

    def is_busy(self) -> bool:
        return self._text.has_selection or (self._menu is not None and self._menu.isVisible())

    # What a person does.

    def open_menu(self) -> None:
        if self._row is not None:
            self._new_menu(self._row).open_below(self._actions)

    def show_all(self) -> None:
        """Open a long post; it stays open while the page lives."""
        if self._row is not None:
            self._expanded.add(self._row.key)
            self._show_text(self._row)
            self.height_changed.emit()

    def copy(self) -> None:
        if self._row is not None:
            QGuiApplication.clipboard().setText(self._text.selected_text() or self._row.body.text)

    def _new_menu(self, row: PostRow) -> PostMenu:
        # Not needed until somebody opens one.
        from microblog_desktop.ui.posts.post_menu import PostMenu

        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = PostMenu(self._theme, row, self._wishes, self)
        return self._menu

    # Binding.

    def _show_text(self, row: PostRow) -> None:
        shown = row.body if row.key in self._expanded else cut(row.body, MOST_CHARACTERS, MOST_LINES)
        self._text.set_text(shown)
        is_cut = shown is not row.body
        if is_cut and self._more is None:
            self._more = LinkButton(self._theme, "", self)
            self._more.clicked.connect(self.show_all)
        if self._more is not None:
            self._more.setText(_("Show more"))
            self._more.setVisible(is_cut)

    def _show_delivery(self, row: PostRow) -> None:
        if row.delivery is not None:
            if self._strip is None:
                self._strip = self._new_strip()
            self._strip.say(row.delivery)
        if self._strip is not None:
            self._strip.setVisible(row.delivery is not None)

    def _new_strip(self) -> DeliveryStrip:
        strip = DeliveryStrip(self._theme, self)
        for signal, wish in (
            (strip.undo, self._wishes.undo),
            (strip.try_again, self._wishes.try_again),
            (strip.edit, self._wishes.take_back),
            (strip.discard, self._wishes.discard),
        ):
            signal.connect(lambda wish=wish: self._row and wish.emit(self._row))
        return strip

    # Placing.

    def _put(self, widget: QWidget, width: int, rect: QRect) -> None:
        """Place a child as if one reads from the left; mirrored where one does not."""
        widget.setGeometry(mirrored(rect, self, width))

    def _place_actions(self, row: PostRow, left: int, room: int, y: int, width: int) -> int:
        height = self._reply.sizeHint().height()
        x = left - self._reply.padding
        if row.can_reply:
            needed = self._reply.sizeHint().width()
            self._put(self._reply, width, QRect(x, y, needed, height))
            x += max(ACTION_CELL, needed + Space.S)
        x = self._lines.place_counts(row, x + self._reply.padding, y, height) - self._reply.padding
        self._put(self._actions, width, QRect(x, y, height, height))
        if self._strip is None or self._strip.isHidden():
            return y + height
        return self._place_strip(self._strip, QRect(left, y, room, height), x + height, width)

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

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._row is None:
            return
        painter = QPainter(self)
        # Each name and handle reads in its own direction, whatever the window's is.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._lines.paint(painter, self._row)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Menu:
            self.open_menu()
        else:
            event.ignore()

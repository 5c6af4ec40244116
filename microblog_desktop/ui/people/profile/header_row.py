"""Who it is: banner, avatar, names, what they say of themselves, since when they are here, counts and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.i18n.formats import full_time, number
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.people.follow_button import LoudFollowButton
from microblog_desktop.ui.people.profile.banner import paint_banner, paint_edge
from microblog_desktop.ui.people.profile.counts import CountButton
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.text.post_text import PostText, TextSelections
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.painting import focus_ring, leading, mirrored
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.profile.rows import (
    ProfileRow,
    counted_followers,
    counted_following,
    counted_posts,
    facts,
)
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab

if TYPE_CHECKING:
    from microblog_desktop.ui.people.profile.header_menu import HeaderMenu

BANNER_HEIGHT = 112
AVATAR_LARGE = 88
_RIM = 4
_OVERLAP = 44  # of avatar and banner
_BETWEEN_COUNTS = 18
_WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_ANYWHERE = _WRAPPED | int(Qt.TextFlag.TextWrapAnywhere)
_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class ProfileHeaderWidget(RowWidget):
    """Bound to a `ProfileRow`. Links, names and tags open as they do in posts."""

    message = Signal(object)  # PersonId
    follow = Signal(object)
    unfollow = Signal(object)
    edit = Signal()
    open_window = Signal(object)
    tab_wanted = Signal(object)  # ProfileTab

    def __init__(
        self, theme: Theme, pictures: RoundPictures, clock: Clock, wishes: PostWishes, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._wishes = wishes
        self._row: ProfileRow | None = None
        self._menu: HeaderMenu | None = None
        self._name = self._handle = self._facts = QRect()
        self._avatar = Avatar(theme, pictures, self, size=AVATAR_LARGE)
        self._message = SecondaryButton(theme, "", self)
        self._follow = LoudFollowButton(theme, self)
        self._edit = SecondaryButton(theme, "", self)
        self._about = PostText(theme, TextSelections(), self)
        self._about.activated.connect(wishes.open_span)
        self._posts = CountButton(theme, self)
        self._following = CountButton(theme, self)
        self._followers = CountButton(theme, self)
        self._message.clicked.connect(lambda: self._row and self.message.emit(self._row.person))
        self._follow.clicked.connect(self._toggle)
        self._edit.clicked.connect(self.edit)
        self._following.clicked.connect(lambda: self.tab_wanted.emit(ProfileTab.FOLLOWING))
        self._followers.clicked.connect(lambda: self.tab_wanted.emit(ProfileTab.FOLLOWERS))
        for button in self._all_buttons():
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    # What the list asks.

    def bind(self, row: object) -> None:
        assert isinstance(row, ProfileRow)
        self._row = row
        self._avatar.show_face(Face(row.name, row.username, row.avatar_url))
        self._message.setText(_("Message"))
        self._message.setAccessibleName(_("Message to @{username}").format(username=row.username))
        self._message.setVisible(row.can_message)
        self._follow.show_state(row.username, you_follow=row.you_follow)
        self._follow.setVisible(row.can_follow)
        self._edit.setText(_("Edit profile"))
        self._edit.setVisible(row.can_edit)
        self._about.set_text(row.about)
        self._about.setVisible(bool(row.about.text))
        self._posts.say(counted_posts(row.posts), number(row.posts or 0), opens=False)
        lists = row.lists
        following, followers = row.following or 0, row.followers or 0
        self._following.say(counted_following(row.following), number(following), opens=ProfileTab.FOLLOWING in lists)
        self._followers.say(counted_followers(row.followers), number(followers), opens=ProfileTab.FOLLOWERS in lists)
        if self.is_current:
            self.become_current()
        self.update()

    def height_for(self, width: int) -> int:
        if self._row is None:
            return 0
        left, room = int(Space.L), max(80, width - 2 * int(Space.L))
        avatar = QRect(left + _RIM, BANNER_HEIGHT - _OVERLAP + _RIM, AVATAR_LARGE, AVATAR_LARGE)
        self._put(self._avatar, width, avatar)
        y = self._place_buttons(width, avatar)
        title = self._theme.metrics(TextSize.TITLE, QFont.Weight.Bold)
        self._name = QRect(left, y, room, title.height())
        y += title.height() + 1
        self._handle = QRect(left, y, room, self._height_of(self._row.handle_text, room) + 2)
        y += self._handle.height() + int(Space.XS)
        if self._row.about.text:
            height = self._about.height_for(room)
            self._put(self._about, width, QRect(left, y, room, height))
            y += height + int(Space.XS)
        words = self._facts_words()
        self._facts = QRect(left, y, room, 0)
        if words:
            needed = self._theme.metrics(TextSize.SMALL).boundingRect(QRect(0, 0, room, 1000), _WRAPPED, words)
            self._facts.setHeight(needed.height())
            y += needed.height() + int(Space.XS)
        return self._place_counts(left, room, y, width) + int(Space.XXS)

    def _height_of(self, words: str, room: int) -> int:
        """A long handle goes on in the next line, since words of ours come after it."""
        return self._theme.metrics().boundingRect(QRect(0, 0, room, 1000), _ANYWHERE, words).height()

    def tab_stops(self) -> list[QWidget]:
        return [button for button in self._all_buttons() if not button.isHidden() and button is not self._posts]

    def is_busy(self) -> bool:
        return self._about.has_selection or (self._menu is not None and self._menu.isVisible())

    # Inside.

    def _all_buttons(self) -> tuple[QWidget, ...]:
        return self._message, self._follow, self._edit, self._posts, self._following, self._followers

    def _toggle(self) -> None:
        if self._row is not None:
            (self.unfollow if self._row.you_follow else self.follow).emit(self._row.person)

    def _place_buttons(self, width: int, avatar: QRect) -> int:
        """Beside the lower half of the avatar, at the end of the line; tells where the names begin."""
        buttons = [button for button in (self._message, self._follow, self._edit) if not button.isHidden()]
        sizes = [button.sizeHint() for button in buttons]
        end, y = width - int(Space.L), BANNER_HEIGHT + int(Space.L)
        below = avatar.bottom() + _RIM + int(Space.XS)
        taken = sum(size.width() for size in sizes) + int(Space.XS) * max(0, len(sizes) - 1)
        if end - taken < avatar.right() + _RIM + int(Space.S):
            y, end = below, int(Space.L) + taken
        below = max(below, y + max((size.height() for size in sizes), default=0) + int(Space.XS))
        for button, size in zip(reversed(buttons), reversed(sizes), strict=True):
            self._put(button, width, QRect(end - size.width(), y, size.width(), size.height()))
            end -= size.width() + int(Space.XS)
        return below

    def _place_counts(self, left: int, room: int, y: int, width: int) -> int:
        x, height = left, 0
        for button in (self._posts, self._following, self._followers):
            if button.isHidden():
                continue
            size = button.sizeHint()
            if x > left and x + size.width() > left + room:
                x, y = left, y + size.height()
            self._put(button, width, QRect(x, y, size.width(), size.height()))
            x += size.width() + _BETWEEN_COUNTS
            height = size.height()
        return y + height

    def _put(self, widget: QWidget, width: int, rect: QRect) -> None:
        widget.setGeometry(mirrored(rect, self, width))

    def _facts_words(self) -> str:
        row = self._row
        return "" if row is None else facts(row.last_seen, row.created_at, self._clock())

    # Painting.

    def paintEvent(self, _event: QPaintEvent) -> None:
        row = self._row
        if row is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        banner = QRect(0, 0, self.width(), BANNER_HEIGHT)
        paint_banner(painter, banner, self._theme, row.username, is_mirrored=is_mirrored)
        paint_edge(painter, self._theme, self._avatar.geometry(), _RIM)
        # Each name reads in its own direction, whatever the window's is.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        colors = self._theme.colors
        self._write(painter, self._name, row.name, colors.text, TextSize.TITLE, QFont.Weight.Bold)
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.color(colors.muted))
        painter.drawText(self._mirrored(self._handle), _ANYWHERE | leading(self), row.handle_text)
        painter.setFont(self._theme.font(TextSize.SMALL))
        painter.setPen(self._theme.color(colors.muted))
        painter.drawText(self._mirrored(self._facts), _WRAPPED | leading(self), self._facts_words())
        if self.shows_ring:
            ring = QRectF(self.rect()).adjusted(2, 2, -2, -3)
            focus_ring(painter, ring, Space.XS, self._theme.color(colors.accent))

    def _write(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        color: str,
        size: TextSize,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        shown = self._theme.metrics(size, weight).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(self._theme.font(size, weight))
        painter.setPen(self._theme.color(color))
        painter.drawText(self._mirrored(place), _LINE | leading(self), shown)

    def _mirrored(self, rect: QRect) -> QRect:
        return mirrored(rect, self, self.width())

    # Qt tells.

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._row is not None:
            tip = self._tip(event)
            if tip:
                QToolTip.showText(event.globalPos(), tip, self)
                return True
        return super().event(event)

    def _tip(self, event: QHelpEvent) -> str:
        """What is cut off, and when exactly."""
        row, point = self._row, event.pos()
        if row is None:
            return ""
        if self._mirrored(self._name).contains(point) or self._mirrored(self._handle).contains(point):
            return f"{row.name}\n{row.handle}"
        seen = row.last_seen or row.created_at
        return full_time(seen) if seen and self._mirrored(self._facts).contains(point) else ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._row is not None:
            self._new_menu(self._row).popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Menu and self._row is not None:
            self._new_menu(self._row).open_below(self._avatar)
        else:
            event.ignore()

    def _new_menu(self, row: ProfileRow) -> HeaderMenu:
        # Not needed until somebody opens one.
        from microblog_desktop.ui.people.profile.header_menu import HeaderMenu

        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = HeaderMenu(self._theme, row, self._wishes, self)
        self._menu.window_wanted.connect(lambda: self.open_window.emit(row.person))
        return self._menu

"""What can be done to a post with one press: reply, repost, like, bookmark, and the menu of all the rest.

The buttons are real, for the mouse, the Tab key and screen readers, but they
paint nothing: the bar paints all of them at once with the row, which takes a
third of the time that five painted widgets take.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from microblog_desktop.i18n.formats import short_number
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.painting import fill_rounded, focus_ring, mirrored
from microblog_desktop.viewmodels.posts.spoken import counted_likes, counted_replies, counted_reposts
from microblog_desktop.viewmodels.timeline.rows import PostRow

_HEIGHT = 28
_PADDING = 6
_ICON = 16
_GAP = 7
_CELL = 62
_CELL_WITHOUT_COUNT = 48
_COUNT = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_MOUSE_REASONS = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Act(Enum):
    """One place of the bar; its value is the icon."""

    REPLY = "reply"
    REPOST = "repost"
    LIKE = "heart"
    BOOKMARK = "bookmark"
    MORE = "more"


_CAN_BE_DONE = (Act.REPOST, Act.LIKE, Act.BOOKMARK)


class ActionButton(QAbstractButton):
    """A place to press. Whether it is done is told by the row that comes next, never by the press."""

    def __init__(self, theme: Theme, act: Act, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shows_ring = False
        self._is_done = False
        self.act = act
        self.icon_name = act.value
        self.color_name = "muted"
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if act in _CAN_BE_DONE:
            self.setCheckable(True)
            self.toggled.connect(self._toggled)

    def say(self, name: str, tip: str, count: str, *, is_done: bool = False) -> None:
        if self.text() != count:
            self.setText(count)
        if self.accessibleName() != name:
            self.setAccessibleName(name)
        if self.toolTip() != tip:
            self.setToolTip(tip)
        self._is_done = is_done
        if self.isChecked() != is_done:
            self.setChecked(is_done)
        self.icon_name = f"{self.act.value}-full" if is_done else self.act.value
        self.color_name = ("like" if self.act is Act.LIKE else "accent") if is_done else "muted"

    def nextCheckState(self) -> None:
        """Stay as it is."""

    def _toggled(self) -> None:
        # A screen reader may turn it without a press; if that is refused, the row that comes next turns it back.
        if self.isChecked() != self._is_done:
            self.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._shows_ring and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            accent = self._theme.color(self._theme.colors.accent)
            focus_ring(painter, QRectF(self.rect()), self.height() / 2, accent)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = event.reason() not in _MOUSE_REASONS
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)


class ActionBar:
    """The buttons of one row: bound to a post, placed for a width, painted with the row."""

    def __init__(self, theme: Theme, row: QWidget, press: Callable[[Act], None]) -> None:
        self._theme = theme
        self._row = row
        self._buttons = tuple(ActionButton(theme, act, row) for act in Act)
        self._shown: list[ActionButton] = list(self._buttons)
        self._shows_counts = True
        for button in self._buttons:
            button.clicked.connect(lambda _checked=False, act=button.act: press(act))

    @property
    def more(self) -> QWidget:
        """Where the menu opens."""
        return self._buttons[-1]

    def buttons(self) -> list[QWidget]:
        """What is offered, in reading order."""
        return list(self._shown)

    def bind(self, row: PostRow) -> None:
        reply, repost, like, bookmark, more = self._buttons
        replies, reposts, likes = _number(row.replies), _number(row.reposts), _number(row.likes)
        reply.say(_told(_("Reply"), counted_replies(row.replies)), _("Reply"), replies)
        name, tip = (_("Reposted"), _("Take back the repost")) if row.reposted else (_("Repost"), _("Repost"))
        repost.say(_told(name, counted_reposts(row.reposts)), tip, reposts, is_done=row.reposted)
        name, tip = (_("Liked"), _("Take back the like")) if row.liked else (_("Like"), _("Like"))
        like.say(_told(name, counted_likes(row.likes)), tip, likes, is_done=row.liked)
        name, tip = (_("Bookmarked"), _("Remove the bookmark")) if row.bookmarked else (_("Bookmark"), _("Bookmark"))
        bookmark.say(name, tip, "", is_done=row.bookmarked)
        more.say(_("More"), _("More"), "")
        offered = (row.can_reply, row.can_repost, row.can_like, row.can_bookmark, True)
        self._shown = [button for button, is_offered in zip(self._buttons, offered, strict=True) if is_offered]
        for button, is_offered in zip(self._buttons, offered, strict=True):
            if button.isHidden() is is_offered:
                button.setVisible(is_offered)

    def height(self) -> int:
        return self._theme.scaled(_HEIGHT)

    def place(self, line: QRect, width: int) -> int:
        """Put the buttons on a line that begins where the text does; tells where the last one ends."""
        icon, height = self._theme.scaled(_ICON), self.height()
        others = len(self._shown) - 1
        most = (line.width() - icon) // others if others else 0
        cell, short_cell = (min(self._theme.scaled(each), most) for each in (_CELL, _CELL_WITHOUT_COUNT))
        needed = [icon + (_GAP + self._width_of(button.text()) if button.text() else 0) for button in self._shown]
        cells = [
            max(short_cell if button.act is Act.BOOKMARK else cell, room + int(Space.XXS))
            for button, room in zip(self._shown, needed, strict=True)
        ]
        # Where large numbers in large type would push the menu out of the row, the names alone tell them.
        self._shows_counts = sum(cells[:-1]) + icon <= line.width()
        if not self._shows_counts:
            needed, cells = [icon] * len(self._shown), [cell] * len(self._shown)
        x = end = line.x()
        for button, room, step in zip(self._shown, needed, cells, strict=True):
            end = x + room + _PADDING
            # Large numbers take from the room around them: what is pressed for one is never the next one's.
            bound = room + 2 * _PADDING if button is self._shown[-1] else step
            place = QRect(x - _PADDING, line.y(), min(room + 2 * _PADDING, bound), height)
            button.setGeometry(mirrored(place, self._row, width))
            x += step
        return end

    def paint(self, painter: QPainter) -> None:
        theme = self._theme
        colors, icon, ratio = theme.colors, theme.scaled(_ICON), self._row.devicePixelRatioF()
        is_mirrored = self._row.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.setFont(theme.font(TextSize.SMALL))
        for button in self._shown:
            place = button.geometry()
            color: str = getattr(colors, button.color_name)
            if button.underMouse() or button.isDown():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                fill_rounded(painter, QRectF(place), place.height() / 2, theme.color(colors.sunken))
                color = colors.muted_on_sunken if button.color_name == "muted" else color
            x = place.x() + (place.width() - _PADDING - icon if is_mirrored else _PADDING)
            picture = theme.icon(button.icon_name, color, icon, ratio)
            painter.drawPixmap(QPointF(x, place.y() + (place.height() - icon) // 2), picture)
            text = button.text()
            if text and self._shows_counts:
                painter.setPen(theme.color(color))
                wide, before = self._width_of(text), _PADDING + icon + _GAP
                left = place.x() + (place.width() - before - wide if is_mirrored else before)
                room = QRect(left, place.y(), wide, place.height())
                painter.drawText(room, _COUNT, text)

    def _width_of(self, text: str) -> int:
        return self._theme.metrics(TextSize.SMALL).horizontalAdvance(text) + 1


def _number(count: int) -> str:
    return short_number(count) if count else ""


def _told(name: str, count: str) -> str:
    return f"{name}, {count}" if count else name

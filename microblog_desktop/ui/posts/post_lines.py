"""The painted lines of a post row: who reposted it, names and age, whom it answers, and in a thread the whole date."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import full_time, short_age
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.pointing.person_spot import PersonPlace
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.painting import leading, mirrored
from microblog_desktop.viewmodels.posts.spoken import counted_likes, counted_replies, counted_reposts
from microblog_desktop.viewmodels.timeline.rows import PostRow

LEVEL = int(Space.M)
MOST_LEVELS = 4
"""How far an answer stands to the right, and how many times at most."""

_NOTE_ICON = 14
_AFTER_ICON = 7
_TALL = 10_000
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A small icon (or none) with a few words after it."""

    icon: str
    text: str
    place: QRect
    icon_size: int
    icon_color: str
    username: str = ""  # whom the words name


class PostLines:
    """Places its lines for a width, then paints them; all places are as if one reads from the left."""

    def __init__(self, theme: Theme, clock: Clock, widget: QWidget) -> None:
        self._theme = theme
        self._clock = clock
        self._widget = widget
        self._signs: list[_Sign] = []
        self._header = QRect()
        self._age = QRect()

    def begin(self) -> None:
        self._signs = []
        # Lines of the same height may hold other words than those painted last: a date in another language.
        self._widget.update()

    def place_repost(self, row: PostRow, left: int, room: int, y: int) -> int:
        """Who reposted it, above everything; the answer is where the next line begins."""
        if not row.repost_text:
            return y
        size = self._theme.scaled(_NOTE_ICON)
        place = QRect(left, y - 4, room, self._height_of(row.repost_text, room - size - _AFTER_ICON))
        self._signs.append(_Sign("repost", row.repost_text, place, size, "muted", row.reposter))
        return y + place.height() + 2

    def place_names(self, row: PostRow, left: int, room: int, y: int) -> int:
        height = max(self._theme.metrics().height(), self._theme.scaled(22))
        self._age = self._age_place(self._age_text(row), QRect(left, y, room, height))
        self._header = QRect(left, y, room - self._age.width() - Space.XS, height)
        return y + height + 1

    def place_reply(self, row: PostRow, left: int, room: int, y: int) -> int:
        if not row.reply_text:
            return y
        place = QRect(left, y, room, self._height_of(row.reply_text, room))
        self._signs.append(_Sign("", row.reply_text, place, 0, "muted", row.replies_to))
        return y + place.height() + 2

    def place_details(self, row: PostRow, left: int, room: int, y: int) -> int:
        """When exactly, and the numbers in words, under the text of the post that a thread is about."""
        if not row.is_focus:
            return y
        y += int(Space.XS)
        counts = (counted_replies(row.replies), counted_reposts(row.reposts), counted_likes(row.likes))
        for words in (full_time(row.created_at), " · ".join(count for count in counts if count)):
            if words:
                place = QRect(left, y, room, self._height_of(words, room))
                self._signs.append(_Sign("", words, place, 0, "muted"))
                y += place.height() + 3
        return y

    def _height_of(self, words: str, room: int) -> int:
        """One line, or as many as it takes."""
        metrics = self._theme.metrics(TextSize.SMALL)
        if metrics.horizontalAdvance(words) < room:
            return metrics.height()
        return metrics.boundingRect(QRect(0, 0, max(room, 1), _TALL), _WRAPPED, words).height()

    def is_age(self, x: int, y: int) -> bool:
        return self._mirrored(self._age).contains(x, y)

    def person_at(self, row: PostRow, at: QPoint) -> PersonPlace | None:
        """Whose name is at a point of the row."""
        bold, plain = self._theme.metrics(TextSize.NORMAL, QFont.Weight.DemiBold), self._theme.metrics(TextSize.NORMAL)
        width = bold.horizontalAdvance(row.name) + 7 + plain.horizontalAdvance(row.handle)
        header = self._header
        names = QRect(header.x(), header.y(), min(width, header.width()), header.height())
        places = [(row.username, names), *((sign.username, self._words_of(sign)) for sign in self._signs)]
        named = (PersonPlace(username, self._mirrored(place)) for username, place in places if username)
        return next((found for found in named if found.place.contains(at)), None)

    def _words_of(self, sign: _Sign) -> QRect:
        indent = sign.icon_size + _AFTER_ICON if sign.icon_size else 0
        width = indent + self._theme.metrics(TextSize.SMALL).horizontalAdvance(sign.text)
        return QRect(sign.place.x(), sign.place.y(), min(width, sign.place.width()), sign.place.height())

    def paint(self, painter: QPainter, row: PostRow) -> None:
        self._paint_names(painter, row)
        painter.setFont(self._theme.font(TextSize.SMALL))
        painter.setPen(self._theme.color(self._theme.colors.muted))
        # Placed anew: the age grows while the row stands.
        age = self._age_text(row)
        painter.drawText(self._mirrored(self._age_place(age, self._age)), _CENTRED, age)
        for sign in self._signs:
            self._paint_sign(painter, sign)

    def paint_levels(self, painter: QPainter, row: PostRow) -> None:
        """A thin line for each level that a reply is indented by."""
        widget, color = self._widget, self._theme.color(self._theme.colors.line)
        for level in range(min(row.depth, MOST_LEVELS)):
            x = int(Space.L) + level * LEVEL + LEVEL // 2 - 1
            painter.fillRect(mirrored(QRect(x, 0, 2, widget.height() - 1), widget, widget.width()), color)

    def _age_place(self, age: str, line: QRect) -> QRect:
        """At the end of a line."""
        width = self._theme.metrics(TextSize.SMALL).horizontalAdvance(age) + 2
        return QRect(line.x() + line.width() - width, line.y(), width, line.height())

    def _age_text(self, row: PostRow) -> str:
        age = short_age(row.created_at, self._clock())
        return _("edited · {age}").format(age=age) if row.is_edited else age

    def _paint_names(self, painter: QPainter, row: PostRow) -> None:
        """The name first; the handle gets what room is left."""
        bold = self._theme.metrics(TextSize.NORMAL, QFont.Weight.DemiBold)
        plain = self._theme.metrics(TextSize.NORMAL)
        header = self._header
        name = bold.elidedText(row.name, Qt.TextElideMode.ElideRight, header.width())
        name_width = bold.horizontalAdvance(name) + 1
        left = header.width() - name_width - 6
        painter.setFont(self._theme.font(TextSize.NORMAL, QFont.Weight.DemiBold))
        painter.setPen(self._theme.color(self._theme.colors.text))
        painter.drawText(self._mirrored(QRect(header.x(), header.y(), name_width, header.height())), _CENTRED, name)
        if left > 24:
            handle = plain.elidedText(row.handle, Qt.TextElideMode.ElideRight, left)
            width = plain.horizontalAdvance(handle) + 1
            place = QRect(header.x() + name_width + 6, header.y(), width, header.height())
            painter.setFont(self._theme.font(TextSize.NORMAL))
            painter.setPen(self._theme.color(self._theme.colors.muted))
            painter.drawText(self._mirrored(place), _CENTRED, handle)

    def _paint_sign(self, painter: QPainter, sign: _Sign) -> None:
        place, size = sign.place, sign.icon_size
        indent = size + _AFTER_ICON if size else 0
        if size:
            color = getattr(self._theme.colors, sign.icon_color)
            picture = self._theme.icon(sign.icon, color, size, self._widget.devicePixelRatioF())
            corner = self._mirrored(QRect(place.x(), place.y() + (place.height() - size) // 2, size, size)).topLeft()
            painter.drawPixmap(QPointF(corner), picture)
        metrics = self._theme.metrics(TextSize.SMALL)
        painter.setFont(self._theme.font(TextSize.SMALL))
        painter.setPen(self._theme.color(self._theme.colors.muted))
        width = metrics.horizontalAdvance(sign.text) + 1
        if indent + width <= place.width():
            room = QRect(place.x() + indent, place.y(), width, place.height())
            painter.drawText(self._mirrored(room), _CENTRED, sign.text)
            return
        room = place.adjusted(indent, 0, 0, 0)
        painter.drawText(self._mirrored(room), leading(self._widget) | _WRAPPED, sign.text)

    def _mirrored(self, rect: QRect) -> QRect:
        return mirrored(rect, self._widget, self._widget.width())

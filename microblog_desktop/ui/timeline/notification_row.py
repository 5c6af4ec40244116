"""Who did what: a sign, faces, a sentence, and how the post begins that it was done to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.inbox.notification import NotificationKind
from microblog_desktop.i18n.formats import full_time, short_age
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.pointing.person_spot import PersonPlace
from microblog_desktop.ui.posts.unread import paint_unread
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.text.named_text import name_at
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import AVATAR, Space, TextSize
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.painting import focus_ring, mirrored
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.timeline.notification_row import MOST_FACES, NotificationRow

_SIGNS = {
    NotificationKind.LIKE: ("heart-full", "like"),
    NotificationKind.REPOST: ("repost-full", "ok"),
}
_FOLLOW = ("person", "accent")
_FACE = 32
_SIGN = 22
_TOP = 14
_BOTTOM = 12
_EXCERPT_LINES = 2
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class NotificationRowWidget(RowWidget):
    """Bound to a `NotificationRow`; opens the post or the person."""

    def __init__(
        self, theme: Theme, pictures: RoundPictures, clock: Clock, wishes: PostWishes, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._wishes = wishes
        self._row: NotificationRow | None = None
        self._faces = [Avatar(theme, pictures, self, size=_FACE) for _ in range(MOST_FACES)]
        self._text = QRect()
        self._excerpt = QRect()
        self._age = QRect()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Names bring a card.
        self.setMouseTracking(True)

    # What the list asks.

    def bind(self, row: object) -> None:
        assert isinstance(row, NotificationRow)
        self._row = row
        for face, doer in zip(self._faces, row.doers, strict=False):
            face.show_face(Face(doer.name, doer.username, doer.avatar_url))
        for number, face in enumerate(self._faces):
            face.setVisible(number < len(row.doers))
        self.update()

    def said(self) -> str:
        return super().said() if self._row is None else self._row.said.at(self._clock())

    def height_for(self, width: int) -> int:
        row = self._row
        if row is None:
            return 0
        left = int(Space.L) + AVATAR + int(Space.S)
        room = max(80, width - left - int(Space.L))
        shown, top = 0, self._theme.spaced(_TOP)
        for number, face in enumerate(self._faces[: len(row.doers)]):
            x = left + number * (_FACE + int(Space.XXS))
            fits = x + _FACE <= left + room - self._theme.scaled(48)
            face.setVisible(fits)
            face.setGeometry(mirrored(QRect(x, top, _FACE, _FACE), self, width))
            shown += fits
        age = self._theme.metrics(TextSize.SMALL).horizontalAdvance(self._age_text(row)) + 2
        self._age = QRect(left + room - age, top, age, _FACE)
        y = top + (_FACE + int(Space.XS) if shown else 0)
        metrics = self._theme.metrics(TextSize.BODY, self._weight)
        height = metrics.boundingRect(QRect(0, 0, room, 10_000), _WRAPPED, row.text).height()
        self._text = QRect(left, y, room, height)
        y += height
        self._excerpt = QRect()
        if row.excerpt:
            lines = self._theme.metrics(TextSize.NORMAL)
            needed = lines.boundingRect(QRect(0, 0, room, 10_000), _WRAPPED, row.excerpt).height()
            self._excerpt = QRect(left, y + 2, room, min(needed, _EXCERPT_LINES * lines.lineSpacing()))
            y += 2 + self._excerpt.height()
        return y + self._theme.spaced(_BOTTOM)

    @property
    def _weight(self) -> QFont.Weight:
        return QFont.Weight.DemiBold if self._row is not None and self._row.is_unread else QFont.Weight.Normal

    def _age_text(self, row: NotificationRow) -> str:
        return short_age(row.created_at, self._clock())

    # What a person does.

    def person(self) -> PersonPlace | None:
        """The last who did it."""
        doer = None if self._row is None else next(iter(self._row.doers), None)
        return None if doer is None else PersonPlace(doer.username, self._faces[0].geometry())

    def person_at(self, at: QPoint) -> PersonPlace | None:
        row, place = self._row, mirrored(self._text, self, self.width())
        if row is None or not place.contains(at):
            return None
        font = self._theme.font(TextSize.BODY, self._weight)
        found = name_at(at, row.text, row.names, font, place, self._side)
        return None if found is None else PersonPlace(found[0].target, found[1])

    @property
    def _side(self) -> Qt.AlignmentFlag:
        """Where the lines begin."""
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft

    def can_activate(self) -> bool:
        return self._row is not None

    def activate(self) -> None:
        """Open what it tells of: Enter, a click, or a screen reader's press."""
        if self._row is None:
            return
        if self._row.post is not None:
            self._wishes.open_post.emit(self._row)
        else:
            self._wishes.open_person.emit(self._row)

    # Qt tells.

    def paintEvent(self, _event: QPaintEvent) -> None:
        row = self._row
        if row is None:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        colors = self._theme.colors
        if row.is_unread:
            paint_unread(painter, self, self._theme)
        self._paint_sign(painter, row)
        self._paint_words(painter, row)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color(colors.line))
        if self.shows_ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = QRectF(self.rect()).adjusted(2, 2, -2, -3)
            focus_ring(painter, ring, Space.XS, self._theme.color(colors.accent))

    def _paint_sign(self, painter: QPainter, row: NotificationRow) -> None:
        icon, color = _SIGNS.get(row.kind, _FOLLOW)
        size = self._theme.scaled(_SIGN)
        place = QRect(int(Space.L) + AVATAR - size, self._theme.spaced(_TOP) + (_FACE - size) // 2, size, size)
        ink: str = getattr(self._theme.colors, color)
        picture = self._theme.icon(icon, ink, size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(mirrored(place, self, self.width()).topLeft()), picture)

    def _paint_words(self, painter: QPainter, row: NotificationRow) -> None:
        colors = self._theme.colors
        flags = _WRAPPED | int(self._side | Qt.AlignmentFlag.AlignAbsolute)
        painter.setPen(self._theme.color(colors.text))
        painter.setFont(self._theme.font(TextSize.BODY, self._weight))
        painter.drawText(mirrored(self._text, self, self.width()), flags, row.text)
        painter.setPen(self._theme.color(colors.muted))
        painter.setFont(self._theme.font(TextSize.NORMAL))
        if row.excerpt:
            painter.drawText(mirrored(self._excerpt, self, self.width()), flags, row.excerpt)
        painter.setFont(self._theme.font(TextSize.SMALL))
        age = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(mirrored(self._age, self, self.width()), age, self._age_text(row))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._is_age(event.pos()) and self._row is not None:
            QToolTip.showText(event.globalPos(), full_time(self._row.created_at), self)
            return True
        return super().event(event)

    def _is_age(self, point: QPoint) -> bool:
        return mirrored(self._age, self, self.width()).contains(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activate()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.activate()
        else:
            event.ignore()

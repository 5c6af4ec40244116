"""A message or a draft that was found: whose it is, when, and the words around what was searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.rules.marked_text import MarkedText
from microblog_desktop.i18n.formats import list_time
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.search.wishes import SearchWishes
from microblog_desktop.ui.text.highlight import highlights
from microblog_desktop.ui.text.laid_out_text import LaidOutText, Look
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import AVATAR, AVATAR_SMALL, ICON, Space, TextSize
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.painting import fill_rounded, focus_ring, mirrored
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.search.rows import FoundDraftRow, FoundMessageRow

if TYPE_CHECKING:
    from microblog_desktop.domain.search import Snippet

_TOP = 10
_DRAG = 6
_LINE_SPACING = 1.4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ONE_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class FoundTextWidget(RowWidget):
    """Bound to a `FoundMessageRow` or a `FoundDraftRow`."""

    def __init__(
        self, theme: Theme, pictures: RoundPictures, clock: Clock, wishes: SearchWishes, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._wishes = wishes
        self._row: FoundMessageRow | FoundDraftRow | None = None
        self._avatar = Avatar(theme, pictures, self, size=AVATAR_SMALL)
        self._avatar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pressed_at: QPointF | None = None
        self._text: LaidOutText | None = None
        self._title = QRect()
        self._words = QRect()
        self._age = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._set_text)

    def bind(self, row: object) -> None:
        assert isinstance(row, FoundMessageRow | FoundDraftRow)
        self._row = row
        is_message = isinstance(row, FoundMessageRow)
        self._avatar.setVisible(is_message)
        if isinstance(row, FoundMessageRow):
            self._avatar.show_face(Face(row.name, row.username, row.avatar_url))
            self._age = list_time(row.created_at, self._clock())
        else:
            self._age = ""
        self._set_text()
        self.update()

    def height_for(self, width: int) -> int:
        if self._row is None or self._text is None:
            return 0
        inset = (AVATAR - AVATAR_SMALL) // 2
        avatar = QRect(int(Space.L) + inset, _TOP, AVATAR_SMALL, AVATAR_SMALL)
        self._avatar.setGeometry(mirrored(avatar, self, width))
        left = int(Space.L) + AVATAR + int(Space.S)
        room = max(40, width - left - int(Space.L))
        line = self._theme.metrics().height() + 2
        self._title = QRect(left, _TOP, room, line)
        height = self._text.height_for(room)
        self._words = QRect(left, _TOP + line, room, height)
        return max(_TOP + line + height, _TOP + AVATAR_SMALL) + _TOP

    def can_activate(self) -> bool:
        return self._row is not None

    def activate(self) -> None:
        """Open the conversation at the message, or the draft to go on writing."""
        if isinstance(self._row, FoundMessageRow):
            self._wishes.message.emit(self._row)
        elif self._row is not None:
            self._wishes.draft.emit(self._row)

    @property
    def _snippet(self) -> Snippet | None:
        return None if self._row is None else self._row.snippet

    def _set_text(self) -> None:
        if self._snippet is None:
            return
        theme = self._theme
        height = round(TextSize.NORMAL.value * theme.text_scale * _LINE_SPACING)
        look = Look(theme.font(TextSize.NORMAL), theme.metrics(TextSize.NORMAL), height, theme.color(theme.colors.text))
        self._text = LaidOutText(MarkedText(self._snippet.text), look)

    # Qt tells.

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._row is None or self._text is None or self._snippet is None:
            return
        painter = QPainter(self)
        colors = self._theme.colors
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if isinstance(self._row, FoundDraftRow):
            self._paint_pencil(painter)
        age = self._theme.metrics(TextSize.SMALL).horizontalAdvance(self._age)
        title = self._title.adjusted(0, 0, -age - int(Space.S) if age else 0, 0)
        painter.setFont(self._theme.font(TextSize.NORMAL, QFont.Weight.DemiBold))
        painter.setPen(self._theme.color(colors.text))
        metrics = self._theme.metrics(TextSize.NORMAL, QFont.Weight.DemiBold)
        shown = metrics.elidedText(self._row.title, Qt.TextElideMode.ElideRight, title.width())
        room = QRect(title.x(), title.y(), min(title.width(), metrics.horizontalAdvance(shown) + 1), title.height())
        painter.drawText(mirrored(room, self, self.width()), _ONE_LINE, shown)
        painter.setFont(self._theme.font(TextSize.SMALL))
        painter.setPen(self._theme.color(colors.muted))
        corner = QRect(self._title.right() - age, self._title.y(), age + 1, self._title.height())
        painter.drawText(mirrored(corner, self, self.width()), _ONE_LINE, self._age)
        painter.setPen(self._theme.color(colors.text))
        words = mirrored(self._words, self, self.width())
        painter.translate(words.topLeft())
        overlays = highlights(self._theme, self._snippet.text, self._snippet.ranges)
        self._text.draw(painter, 0, words.height(), overlays)
        painter.resetTransform()
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color(colors.line))
        if self.shows_ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = QRectF(self.rect()).adjusted(2, 2, -2, -3)
            focus_ring(painter, ring, Space.XS, self._theme.color(colors.accent))

    def _paint_pencil(self, painter: QPainter) -> None:
        """Where the picture of a person would be."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self._avatar.geometry()
        colors = self._theme.colors
        fill_rounded(painter, QRectF(place), place.width() / 2, self._theme.color(colors.sunken))
        picture = self._theme.icon("pencil", colors.muted_on_sunken, ICON, self.devicePixelRatioF())
        painter.drawPixmap(place.center() - QRect(0, 0, ICON, ICON).center(), picture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed_at, self._pressed_at = self._pressed_at, None
        if pressed_at is not None and (event.position() - pressed_at).manhattanLength() < _DRAG:
            self.activate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.activate()
        else:
            event.ignore()

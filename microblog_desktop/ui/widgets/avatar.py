"""A person's round picture; until it comes, the first letter of the name on a colour of their own."""

from __future__ import annotations

from zlib import crc32

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.domain.values import dataclass
from microblog_desktop.ui.pointing.person_spot import point_at
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import AVATAR
from microblog_desktop.ui.widgets.painting import mix
from microblog_desktop.ui.widgets.pictures import RoundPictures

# Dark enough for a white letter, in both themes.
_HUES = ("#2b8a3e", "#1864ab", "#5c940d", "#862e9c", "#a65d00", "#c2255c", "#0c8599", "#d9480f", "#6741d9", "#0b7285")


@dataclass(frozen=True, slots=True)
class Face:
    """Whose picture it is: the name chooses the letter, the user name the colour."""

    name: str
    username: str
    url: str | None = None


class Avatar(QWidget):
    """Round, `size` pixels wide, sharp on every screen.

    It has no name of its own for who listens: whose picture it is stands beside it, and is told there.
    """

    clicked = Signal()

    def __init__(
        self, theme: Theme, pictures: RoundPictures, parent: QWidget | None = None, *, size: int = AVATAR
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures
        self._face = Face("", "")
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.resize(size, size)
        theme.changed.connect(self.update)
        pictures.arrived.connect(self._picture_arrived)

    def show_face(self, face: Face) -> None:
        if face != self._face:
            self._face = face
            self.update()

    def _picture_arrived(self, url: str) -> None:
        if url == self._face.url:
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        face = self._face
        if face.url:
            picture = self._pictures.find(face.url, self._size, self.devicePixelRatioF())
            if picture is not None:
                painter.drawPixmap(QPointF(0, 0), picture)
                return
        painter.drawPixmap(QPointF(0, 0), initial_picture(self._theme, face, self._size, self.devicePixelRatioF()))

    def enterEvent(self, event: QEnterEvent) -> None:
        point_at(self, self._face.username, self.rect(), event)
        super().enterEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)


def color_of(username: str) -> QColor:
    """The colour that is a person's own, wherever something of theirs is drawn."""
    return QColor(_HUES[_hue_of(username)])


def _hue_of(username: str) -> int:
    return (crc32(username.encode()) >> 16) % len(_HUES)


def initial_picture(theme: Theme, face: Face, size: int, ratio: float) -> QPixmap:
    """The first letter of the name, white on a colour that stays the person's own; drawn once."""
    letter, hue = initial(face.name or face.username), _hue_of(face.username)
    return theme.kept_picture(
        ("initial", letter, hue, size, ratio), lambda: _draw_initial(theme, letter, QColor(_HUES[hue]), size, ratio)
    )


def _draw_initial(theme: Theme, letter: str, base: QColor, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    rect = QRectF(0, 0, size, size)
    gradient = QLinearGradient(rect.topLeft(), rect.bottomRight())
    gradient.setColorAt(0.0, base)
    gradient.setColorAt(1.0, mix(base, QColor("#000000" if theme.is_dark else "#ffffff"), 0.22))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawEllipse(rect)
    font = QFont(theme.font())
    font.setPixelSize(max(8, round(size * 0.38)))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return pixmap


def initial(name: str) -> str:
    """The first letter or digit of a name, as a capital; an emoji if there is no letter."""
    for character in name:
        if character.isalnum():
            return character.upper()[0]
    return name.strip()[:1] or "?"

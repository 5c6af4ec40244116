"""One line of the panel: picture or icon, what it is, what kind of thing that is, and the keys that do the same."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.values import dataclass
from microblog_desktop.ui.keys.pressed import native_keys
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import ICON, Radius, Space, TextSize
from microblog_desktop.ui.widgets.avatar import Face, initial_picture
from microblog_desktop.ui.widgets.painting import fill_rounded, leading, mirrored
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.jump.rows import JumpRow

_KIND = "place"
_PICTURE = 28
_NARROWEST = 150
_TALL = 10_000
_KEYS_ROUND = 5
_MOST_KEPT = 500
_MIRRORED = {"arrow-left": "arrow-right", "arrow-right": "arrow-left"}


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the parts of a line stand, as if one reads from the left."""

    picture: QRect
    title: QRect
    about: QRect
    keys: QRect
    mark: QRect
    height: int


class JumpRows(QObject):
    """Makes the lines, and knows which one Enter would choose."""

    activated = Signal(str)
    pointed = Signal(str)  # the mouse moved on this one
    chosen_changed = Signal()

    def __init__(self, theme: Theme, pictures: RoundPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.pictures = pictures
        self._chosen = ""
        self._kept: dict[tuple[JumpRow, int], _Places] = {}
        theme.changed.connect(self._forget)

    @property
    def chosen(self) -> str:
        """The key of the row; empty if there is none."""
        return self._chosen

    def choose(self, key: str) -> None:
        if key != self._chosen:
            self._chosen = key
            self.chosen_changed.emit()

    def kind(self, _row: object) -> str:
        return _KIND

    def create(self, _kind: str, parent: QWidget) -> RowWidget:
        return JumpLine(self, parent)

    def height_of(self, row: JumpRow, width: int) -> int:
        return self.places_of(row, width).height

    def _forget(self) -> None:
        """Letters have another size."""
        self._kept.clear()

    def places_of(self, row: JumpRow, width: int) -> _Places:
        """Laid out once: a row is asked for its height, shown, and painted again when another one is chosen."""
        found = self._kept.get((row, width))
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[row, width] = _lay_out(self.theme, row, width)
        return found


class JumpLine(RowWidget):
    """Painted; it never has the focus, which stays in the field."""

    def __init__(self, rows: JumpRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self._theme = rows.theme
        self._row: JumpRow | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        rows.chosen_changed.connect(self.update)
        rows.pictures.arrived.connect(self._picture_arrived)

    def bind(self, row: object) -> None:
        assert isinstance(row, JumpRow)
        self._row = row
        self.update()

    def height_for(self, width: int) -> int:
        return 0 if self._row is None else self._rows.height_of(self._row, width)

    def become_current(self) -> None:
        """It is the field that keys go to."""
        self._is_current = True

    def leave_current(self) -> None:
        self._is_current = False

    def is_chosen(self) -> bool:
        return self._row is not None and self._row.key == self._rows.chosen

    def can_activate(self) -> bool:
        return True

    def activate(self) -> None:
        if self._row is not None:
            self._rows.activated.emit(self._row.key)

    def _picture_arrived(self, url: str) -> None:
        if self._row is not None and self._row.face is not None and url == self._row.face.avatar_url:
            self.update()

    # Painting.

    def paintEvent(self, _event: QPaintEvent) -> None:
        row = self._row
        if row is None:
            return
        colors, places = self._theme.colors, self._rows.places_of(row, self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Each text reads in its own direction, whatever the window's is.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if self.is_chosen():
            ground = QRectF(self.rect()).adjusted(Space.XS, 1, -Space.XS, -1)
            fill_rounded(painter, ground, Radius.S, self._theme.color(colors.accent_soft))
        self._paint_picture(painter, places.picture, row)
        quiet = colors.muted_on_sunken if self.is_chosen() else colors.muted
        title = self._elided(row.title, places.title.width()) if row.face is not None else row.title
        self._write(painter, places.title, title, _TITLE, colors.text)
        self._write(painter, places.about, row.about, _ABOUT, quiet)
        if row.is_on:
            picture = self._theme.icon("check", colors.accent, places.mark.width(), self.devicePixelRatioF())
            painter.drawPixmap(mirrored(places.mark, self, self.width()).topLeft(), picture)
        if row.keys:
            self._paint_keys(painter, mirrored(places.keys, self, self.width()), row)

    def _paint_picture(self, painter: QPainter, place: QRect, row: JumpRow) -> None:
        place, ratio = mirrored(place, self, self.width()), self.devicePixelRatioF()
        if row.face is None:
            side = self._theme.scaled(ICON)
            color = self._theme.colors.accent if self.is_chosen() else self._theme.colors.muted
            is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            icon = _MIRRORED.get(row.icon, row.icon) if is_mirrored else row.icon
            picture = self._theme.icon(icon, color, side, ratio)
            at = QPointF(place.x() + (place.width() - side) / 2, place.y() + (place.height() - side) / 2)
            painter.drawPixmap(at, picture)
            return
        face = Face(row.face.name, row.face.username, row.face.avatar_url)
        found: QPixmap | None = self._rows.pictures.find(face.url, _PICTURE, ratio) if face.url else None
        picture = found or initial_picture(self._theme, face, _PICTURE, ratio)
        at = QPointF(place.x() + (place.width() - _PICTURE) / 2, place.y() + (place.height() - _PICTURE) / 2)
        painter.drawPixmap(at, picture)

    def _paint_keys(self, painter: QPainter, place: QRect, row: JumpRow) -> None:
        colors = self._theme.colors
        ground = colors.surface if self.is_chosen() else colors.sunken
        fill_rounded(painter, QRectF(place), _KEYS_ROUND, self._theme.color(ground))
        painter.setFont(self._theme.font(*_ABOUT))
        painter.setPen(self._theme.color(colors.muted_on_sunken))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), native_keys(row.keys))

    def _write(self, painter: QPainter, place: QRect, text: str, font: tuple[TextSize, QFont.Weight], ink: str) -> None:
        painter.setFont(self._theme.font(*font))
        painter.setPen(self._theme.color(ink))
        flags = leading(self) | _wrapped(self._theme, font, text, place.width())[0]
        painter.drawText(mirrored(place, self, self.width()), flags, text)

    def _elided(self, text: str, width: int) -> str:
        return self._theme.metrics(*_TITLE).elidedText(text, Qt.TextElideMode.ElideRight, width)

    # Qt tells.

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # Not when a line merely comes to lie under the pointer: that is nobody's choice.
        if self._row is not None:
            self._rows.pointed.emit(self._row.key)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.update()
        super().changeEvent(event)


_TITLE = (TextSize.NORMAL, QFont.Weight.Medium)
_ABOUT = (TextSize.SMALL, QFont.Weight.Normal)


def _lay_out(theme: Theme, row: JumpRow, width: int) -> _Places:
    """Keys stand at the end of the line, or below where that leaves the words too little room."""
    title, about = theme.metrics(*_TITLE), theme.metrics(*_ABOUT)
    edge, side = int(Space.M), max(_PICTURE, theme.scaled(ICON))
    left = edge + side + int(Space.S)
    mark = theme.scaled(ICON) if row.is_on else 0
    keys_width = about.horizontalAdvance(native_keys(row.keys)) + 2 * int(Space.XS) if row.keys else 0
    end = keys_width + mark + (int(Space.XXS) if keys_width and mark else 0)
    room = width - left - edge
    is_below = bool(end) and room - end - int(Space.S) < theme.scaled(_NARROWEST)
    if end and not is_below:
        room -= end + int(Space.S)
    room = max(1, room)
    top = int(theme.spaced(Space.XS))
    title_height = title.height() if row.face is not None else _height(theme, _TITLE, row.title, room)
    about_height = _height(theme, _ABOUT, row.about, room)
    bottom = top + title_height + 1 + about_height
    keys_height = about.height() + 4
    end_height = max(keys_height if keys_width else 0, mark)
    if is_below:
        bottom += int(Space.XXS) + end_height
    height = max(bottom, top + side) + top
    middle = bottom - end_height if is_below else (height - end_height) // 2
    begin = left if is_below else width - edge - end
    return _Places(
        picture=QRect(edge, (height - side) // 2, side, side),
        title=QRect(left, top, room, title_height),
        about=QRect(left, top + title_height + 1, room, about_height),
        mark=QRect(begin, middle + (end_height - mark) // 2, mark, mark),
        keys=QRect(begin + end - keys_width, middle + (end_height - keys_height) // 2, keys_width, keys_height),
        height=height,
    )


def _height(theme: Theme, font: tuple[TextSize, QFont.Weight], text: str, width: int) -> int:
    return _wrapped(theme, font, text, width)[1]


def _wrapped(theme: Theme, font: tuple[TextSize, QFont.Weight], text: str, width: int) -> tuple[int, int]:
    """How it is broken into lines, between words if each of them has room, and how high that is."""
    metrics, flags = theme.metrics(*font), int(Qt.TextFlag.TextWordWrap)
    found = metrics.boundingRect(QRect(0, 0, width, _TALL), flags, text)
    if found.width() > width:
        flags = int(Qt.TextFlag.TextWrapAnywhere)
        found = metrics.boundingRect(QRect(0, 0, width, _TALL), flags, text)
    return flags, found.height()

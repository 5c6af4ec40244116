"""Somebody who was found: a row of people whose words are marked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.search import Range
from microblog_desktop.ui.people.person_row import PersonRowWidget
from microblog_desktop.ui.people.wishes import PersonWishes
from microblog_desktop.ui.text.highlight import highlights
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import TextSize
from microblog_desktop.ui.widgets.painting import mirrored
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.search.rows import FoundPersonRow


class FoundPersonWidget(PersonRowWidget):
    """Bound to a `FoundPersonRow`."""

    def __init__(self, theme: Theme, pictures: RoundPictures, wishes: PersonWishes, parent: QWidget) -> None:
        self._finds: dict[str, tuple[Range, ...]] = {}
        super().__init__(theme, pictures, wishes, parent)

    def bind(self, row: object) -> None:
        assert isinstance(row, FoundPersonRow)
        after_sign = tuple(Range(one.start + 1, one.end + 1) for one in row.username_finds)
        self._finds = {
            row.person.name: row.name_finds,
            row.person.handle: after_sign,
            row.person.about: row.about_finds,
        }
        super().bind(row.person)

    def _write(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        color: str,
        weight: QFont.Weight = QFont.Weight.Normal,
        size: TextSize = TextSize.NORMAL,
    ) -> None:
        finds = next((finds for words, finds in self._finds.items() if finds and text.startswith(words[:20])), ())
        if finds:
            self._mark(painter, place, text, finds, weight, size)
        super()._write(painter, place, text, color, weight, size)

    def _mark(
        self, painter: QPainter, place: QRect, text: str, finds: tuple[Range, ...], weight: QFont.Weight, size: TextSize
    ) -> None:
        """Paint the ground of what was searched for, where the text will stand."""
        metrics = self._theme.metrics(size, weight)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        layout = QTextLayout(shown, self._theme.font(size, weight))
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        width = metrics.horizontalAdvance(shown) + 1
        room = mirrored(QRect(place.x(), place.y(), min(place.width(), width), place.height()), self, self.width())
        overlays = [_format_range(*overlay) for overlay in highlights(self._theme, text, finds)]
        top = room.y() + (room.height() - line.height()) / 2
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        layout.draw(painter, QPointF(room.x(), top), overlays)
        painter.restore()


def _format_range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, look
    return found

"""The parts of a person's card that nothing else has: a few lines about them, and their counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.painting import leading, mirrored
from microblog_desktop.viewmodels.people.card import CountWords

MOST_LINES = 3
_LINE_SPACING = 1.4
_TALL = 10_000
_SPARE = 3  # layouts and letters are rounded differently
_ANYWHERE = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)


class _Flowing(QWidget):
    """As high as its width asks for."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = self._theme.scaled(200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)


class AboutLines(_Flowing):
    """The beginning of a text: at most three lines, the last one cut with an ellipsis."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._text = ""

    def say(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.updateGeometry()
            self.update()

    def shown_lines(self, width: int) -> list[str]:
        """What stands in each line."""
        return [line for paragraph in self._text.splitlines() for line in self._broken(paragraph, width)][:MOST_LINES]

    def heightForWidth(self, width: int) -> int:
        return len(self.shown_lines(width)) * self._line_height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font(TextSize.SMALL))
        painter.setPen(self._theme.color(self._theme.colors.text))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        align = leading(self) | int(Qt.AlignmentFlag.AlignVCenter)
        height, metrics = self._line_height(), self._theme.metrics(TextSize.SMALL)
        for number, line in enumerate(self._cut_lines()):
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(QRect(0, number * height, self.width(), height), align, shown)

    def _cut_lines(self) -> list[str]:
        lines = self.shown_lines(self.width())
        whole = "".join(self._text.split())
        if lines and len("".join("".join(lines).split())) < len(whole):
            # What is cut away by elidedText must not fit: the ellipsis stands for the lines that are not there.
            lines[-1] = lines[-1].rstrip() + "…"
        return lines

    def _broken(self, paragraph: str, width: int) -> list[str]:
        if not paragraph.strip():
            return []
        layout = QTextLayout(paragraph, self._theme.font(TextSize.SMALL))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        lines: list[str] = []
        utf16 = paragraph.encode("utf-16-le", "surrogatepass")
        layout.beginLayout()
        while len(lines) <= MOST_LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            low, high = line.textStart(), line.textStart() + line.textLength()
            lines.append(utf16[2 * low : 2 * high].decode("utf-16-le", "replace").rstrip())
        layout.endLayout()
        return lines

    def _line_height(self) -> int:
        return round(TextSize.SMALL.value * self._theme.text_scale * _LINE_SPACING)


class WholeLine(_Flowing):
    """Words of which none is left out: they go on in the next line where the room ends."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._text = ""

    def text(self) -> str:
        return self._text

    def say(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.updateGeometry()
            self.update()

    def heightForWidth(self, width: int) -> int:
        metrics = self._theme.metrics(TextSize.SMALL)
        room = QRect(0, 0, max(1, width - _SPARE), _TALL)
        return max(metrics.height(), metrics.boundingRect(room, _ANYWHERE, self._text).height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setFont(self._theme.font(TextSize.SMALL))
        painter.setPen(self._theme.color(self._theme.colors.muted))
        painter.drawText(self.rect(), leading(self) | _ANYWHERE, self._text)


class CountLine(_Flowing):
    """Counts with their numbers in bold, on more lines where one does not hold them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._counts: Sequence[CountWords] = ()

    def say(self, counts: Sequence[CountWords]) -> None:
        self._counts = counts
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return places[-1].bottom() + 1 if places else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for count, place in zip(self._counts, self._places(self.width()), strict=True):
            self._paint_count(painter, count, mirrored(place, self, self.width()))

    def _paint_count(self, painter: QPainter, count: CountWords, place: QRect) -> None:
        x, is_mirrored = 0, self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for text, is_number in _parts(count):
            width = self._width(text, is_number)
            left = place.right() + 1 - x - width if is_mirrored else place.left() + x
            color = self._theme.colors.text if is_number else self._theme.colors.muted
            painter.setFont(self._theme.font(TextSize.SMALL, _weight(is_number)))
            painter.setPen(self._theme.color(color))
            painter.drawText(QRect(left, place.y(), width, place.height()), _CENTRED, text)
            x += width

    def _places(self, room: int) -> list[QRect]:
        """As if one reads from the left."""
        height, gap = self._theme.metrics(TextSize.SMALL).height() + 2, int(Space.XS)
        corner, places = QPointF(0, 0).toPoint(), []
        for count in self._counts:
            width = sum(self._width(text, is_number) for text, is_number in _parts(count))
            if corner.x() and corner.x() + width > room:
                corner.setX(0)
                corner.setY(corner.y() + height)
            places.append(QRect(corner.x(), corner.y(), width, height))
            corner.setX(corner.x() + width + gap)
        return places

    def _width(self, text: str, is_number: bool) -> int:  # noqa: FBT001 - data: which font
        return self._theme.metrics(TextSize.SMALL, _weight(is_number)).horizontalAdvance(text)


def _weight(is_number: bool) -> QFont.Weight:  # noqa: FBT001 - data: which font
    return QFont.Weight.Bold if is_number else QFont.Weight.Normal


def _parts(count: CountWords) -> list[tuple[str, bool]]:
    """The words before the number, the number, the words after it: its place is the language's."""
    before, found, after = count.words.partition(count.number)
    return [(text, text == found) for text in (before, found, after) if text]

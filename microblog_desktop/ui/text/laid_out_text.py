"""A post's text as lines: where each character is, and what is under the pointer.

One `QTextLayout` for each paragraph, so that each takes its own direction and a
stray sign in one cannot turn the others round. Positions count UTF-16 units, as
Qt does.
"""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from microblog_desktop.domain.rules.marked_text import MarkedText, Span
from microblog_desktop.domain.values import dataclass

_BESIDE = 4.0
_LONGEST_WORD = 1000
Overlay = tuple[int, int, QTextCharFormat]


class _Paragraph:
    """One layout, and where it lies in the text and below its upper edge."""

    __slots__ = ("height", "layout", "length", "start", "top")

    def __init__(self, layout: QTextLayout, start: int, length: int) -> None:
        self.layout = layout
        self.start = start
        self.length = length
        self.top = 0.0
        self.height = 0.0

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def line_at(self, y: float) -> QTextLine | None:
        """The line at a height, the nearest one above or below the paragraph."""
        count = self.layout.lineCount()
        if not count:
            return None
        number = int((y - self.top) / (self.height / count))
        return self.layout.lineAt(min(max(number, 0), count - 1))


@dataclass(frozen=True, slots=True)
class Range:
    """`text[start:end]` in UTF-16 units, and what it leads to."""

    start: int
    end: int
    span: Span


@dataclass(frozen=True, slots=True)
class Look:
    """How a text is set."""

    font: QFont
    metrics: QFontMetrics
    line_height: int
    link: QColor


class LaidOutText:
    """One text in one look; give it a width before it is asked for places."""

    def __init__(self, marked: MarkedText, look: Look) -> None:
        self._text = marked.text
        self._look = look
        self._width = -1
        self._height = 0
        self._ranges = _in_utf16(marked)
        self._paragraphs: list[_Paragraph] = []
        start = 0
        for line in marked.text.split("\n"):
            paragraph = self._paragraph(line, start)
            self._paragraphs.append(paragraph)
            start += paragraph.length + 1

    def height_for(self, width: int) -> int:
        if width != self._width:
            self._break_lines(width)
        return self._height

    def draw(
        self, painter: QPainter, top: float, bottom: float, overlays: list[tuple[int, int, QTextCharFormat]]
    ) -> None:
        """Paint what lies between two heights, with other looks laid over some ranges."""
        clip = QRectF(0, top, max(self._width, 1), bottom - top)
        for paragraph in self._paragraphs:
            if paragraph.top <= bottom and paragraph.bottom >= top:
                over = [found for overlay in overlays for found in _clipped(paragraph, *overlay)]
                paragraph.layout.draw(painter, QPointF(0, paragraph.top), over, clip)

    def position_at(self, point: QPointF) -> int:
        """The place between two characters that is nearest to a point."""
        paragraph = next((each for each in self._paragraphs if point.y() < each.bottom), self._paragraphs[-1])
        line = paragraph.line_at(point.y())
        return paragraph.start + (_cursor(line.xToCursor(point.x())) if line else 0)

    def line_at(self, y: float) -> tuple[int, float]:
        """The first character of the line at a height, or of the nearest one, and where that line begins."""
        paragraph = next((each for each in self._paragraphs if y < each.bottom), self._paragraphs[-1])
        line = paragraph.line_at(y)
        if line is None:
            return paragraph.start, paragraph.top
        return paragraph.start + line.textStart(), paragraph.top + line.lineNumber() * self._look.line_height

    def line_top(self, position: int) -> float:
        """Where the line with this character begins; the last line's place if the text is shorter now."""
        paragraph = next((each for each in self._paragraphs if position <= each.start + each.length), None)
        if paragraph is None:
            return self._paragraphs[-1].bottom - self._look.line_height
        line = paragraph.layout.lineForTextPosition(max(position - paragraph.start, 0))
        return paragraph.top + (line.lineNumber() * self._look.line_height if line.isValid() else 0)

    def range_at(self, point: QPointF) -> Range | None:
        """The link, mention or tag under a point."""
        if not self._ranges:
            return None
        paragraph = next((each for each in self._paragraphs if each.top <= point.y() < each.bottom), None)
        line = paragraph.line_at(point.y()) if paragraph else None
        if paragraph is None or line is None:
            return None
        rect = line.naturalTextRect()
        if not rect.left() <= point.x() <= rect.right():
            return None
        at = paragraph.start + _cursor(line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter))
        return next((found for found in self._ranges if found.start <= at < found.end), None)

    def line_rect(self, point: QPointF, found: Range) -> QRect:
        """Where what `range_at` found stands, of the line that is under the point."""
        paragraph = next(each for each in self._paragraphs if each.top <= point.y() < each.bottom)
        line = paragraph.line_at(point.y())
        assert line is not None
        first, last = line.textStart(), line.textStart() + line.textLength()
        edges = [x_in_line(line, min(max(at - paragraph.start, first), last)) for at in (found.start, found.end)]
        top = paragraph.top + line.lineNumber() * self._look.line_height
        return QRectF(min(edges), top, abs(edges[1] - edges[0]), self._look.line_height).toAlignedRect()

    def is_on_line(self, point: QPointF) -> bool:
        """Whether a point is on the words of a line, and not beside them."""
        paragraph = next((each for each in self._paragraphs if each.top <= point.y() < each.bottom), None)
        line = paragraph.line_at(point.y()) if paragraph else None
        if line is None:
            return False
        rect = line.naturalTextRect()
        return rect.left() - _BESIDE <= point.x() <= rect.right() + _BESIDE

    def word_at(self, position: int) -> tuple[int, int]:
        """The word around a place, without the space after it."""
        for paragraph in self._paragraphs:
            inside = position - paragraph.start
            if 0 <= inside <= paragraph.length:
                words = QTextLayout.CursorMode.SkipWords
                low = paragraph.layout.previousCursorPosition(min(inside + 1, paragraph.length), words)
                high = paragraph.layout.nextCursorPosition(low, words)
                word = utf16_slice(paragraph.layout.text(), low, high).rstrip()
                return paragraph.start + low, paragraph.start + low + utf16_length(word)
        return position, position

    def _paragraph(self, line: str, start: int) -> _Paragraph:
        layout = QTextLayout(line, self._look.font)
        layout.setTextOption(_option(line))
        layout.setCacheEnabled(True)
        length = utf16_length(line)
        if self._ranges:
            link = QTextCharFormat()
            link.setForeground(self._look.link)
            inside = [found for found in self._ranges if start <= found.start <= start + length]
            layout.setFormats([_format(found.start - start, found.end - found.start, link) for found in inside])
        return _Paragraph(layout, start, length)

    def _break_lines(self, width: int) -> None:
        look = self._look
        baseline = (look.line_height - look.metrics.height()) / 2 + look.metrics.ascent()
        y = 0.0
        for paragraph in self._paragraphs:
            paragraph.top, inside = y, 0.0
            paragraph.layout.beginLayout()
            while (line := paragraph.layout.createLine()).isValid():
                line.setLineWidth(max(width, 1))
                # All lines are equally high, whatever fonts their characters come from.
                line.setPosition(QPointF(0, inside + baseline - line.ascent()))
                inside += look.line_height
            paragraph.layout.endLayout()
            paragraph.height = max(inside, look.line_height)
            y += paragraph.height
        self._width, self._height = width, round(y)


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, low: int, high: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[2 * low : 2 * high].decode("utf-16-le", "replace")


def is_right_to_left(line: str) -> bool:
    """The direction of the first letter that has one, isolates passed over."""
    if line.isascii():
        return False
    depth = 0
    for character in line[:_LONGEST_WORD]:
        kind = unicodedata.bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def _option(line: str) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(_wrap_mode(line))
    is_mirrored = is_right_to_left(line)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft)
    return option


def _wrap_mode(line: str) -> QTextOption.WrapMode:
    """At words; but in a word without end Qt looks for its end at every line, which takes seconds for a long one."""
    if len(line) > _LONGEST_WORD and max(map(len, line.split()), default=0) > _LONGEST_WORD:
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def _format(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, look
    return found


def _clipped(paragraph: _Paragraph, low: int, high: int, look: QTextCharFormat) -> list[QTextLayout.FormatRange]:
    begin = max(low - paragraph.start, 0)
    end = min(high - paragraph.start, paragraph.length)
    return [_format(begin, end - begin, look)] if begin < end else []


def _cursor(answer: object) -> int:
    """Qt's binding hands back the position, in some versions together with the x it was asked for."""
    found = answer[0] if isinstance(answer, tuple) else answer
    assert isinstance(found, int)
    return found


def x_in_line(line: QTextLine, position: int) -> float:
    """The binding answers as for `_cursor`."""
    found: object = line.cursorToX(position)
    x = found[0] if isinstance(found, tuple) else found
    assert isinstance(x, float)
    return x


def _in_utf16(marked: MarkedText) -> list[Range]:
    text = marked.text
    return [Range(utf16_length(text[: span.start]), utf16_length(text[: span.end]), span) for span in marked.spans]

"""Where a name stands in a sentence that was painted by `QPainter.drawText`, wrapped at words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from microblog_desktop.domain.rules.marked_text import Span
from microblog_desktop.ui.text.laid_out_text import utf16_length, x_in_line


def name_at(
    at: QPoint, text: str, names: Sequence[Span], font: QFont, place: QRect, side: Qt.AlignmentFlag
) -> tuple[Span, QRect] | None:
    """The name under a point, and where it is painted there; a name may go on in the next line."""
    layout = QTextLayout(text, font)
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(place.width())
        line.setPosition(QPointF(0, top))
        top += line.height()
        first, last = line.textStart(), line.textStart() + line.textLength()
        for name in names:
            start, end = utf16_length(text[: name.start]), utf16_length(text[: name.end])
            if start >= last or end <= first:
                continue
            edges = [x_in_line(line, min(max(edge, first), last)) for edge in (start, end)]
            shown = QRectF(min(edges), line.y(), abs(edges[1] - edges[0]), line.height()).toAlignedRect()
            shown.translate(place.topLeft())
            if shown.contains(at):
                return name, shown
    layout.endLayout()
    return None

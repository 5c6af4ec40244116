"""What was searched for, marked in a text as with a pen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QTextCharFormat

from microblog_desktop.domain.search import Range
from microblog_desktop.ui.text.laid_out_text import Overlay, utf16_length
from microblog_desktop.ui.theme.theme import Theme


def highlights(theme: Theme, text: str, finds: Iterable[Range]) -> list[Overlay]:
    """For `LaidOutText.draw`. Only the ground is another: links and words keep their colour."""
    pen = QTextCharFormat()
    pen.setBackground(theme.color(theme.colors.warn_soft))
    if text.isascii():
        return [(one.start, one.end, pen) for one in finds]
    return [(utf16_length(text[: one.start]), utf16_length(text[: one.end]), pen) for one in finds]

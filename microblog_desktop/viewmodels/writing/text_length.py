"""How long a text is, by the server's way of counting."""

from __future__ import annotations

from microblog_desktop.domain.server import CountedIn


def text_length(text: str, counted_in: CountedIn) -> int:
    """Count the characters; a family emoji is one to people and seven to a server that counts code points."""
    if counted_in is CountedIn.CODE_POINTS or text.isascii():
        # In ASCII only CR LF is two code points in one character, and no editor of ours has it.
        return len(text)
    from PySide6.QtCore import QTextBoundaryFinder

    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    count = 0
    while finder.toNextBoundary() != -1:
        count += 1
    return count

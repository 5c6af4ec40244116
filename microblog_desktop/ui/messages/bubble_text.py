"""The words of a bubble: selectable, links open, as wide as they need and no wider."""

from __future__ import annotations

from html import escape
from math import ceil

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QTextDocument
from PySide6.QtWidgets import QLabel, QWidget

from microblog_desktop.domain.rules.marked_text import MarkedText, SpanKind
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import TextSize


class BubbleText(QLabel):
    """Plain text in, never markup: what looks like HTML is shown as it was written."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = MarkedText("")
        self._ink = theme.colors.text
        self._link_ink = theme.colors.accent
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.linkActivated.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))

    def show_text(self, text: MarkedText, *, ink: str, link_ink: str) -> None:
        """`ink` and `link_ink` are colours as #rrggbb."""
        if (text, ink, link_ink) == (self._text, self._ink, self._link_ink):
            return
        self._text, self._ink, self._link_ink = text, ink, link_ink
        self.setText(self._html())

    def size_within(self, most_width: int) -> QSize:
        """The room the words need, not wider than `most_width`."""
        font = self._theme.font(TextSize.BODY)
        if self.font() != font:
            self.setFont(font)
        measured = QTextDocument()
        measured.setDocumentMargin(0)
        measured.setDefaultFont(font)
        measured.setHtml(self._html())
        measured.setTextWidth(most_width)
        width = min(most_width, ceil(measured.idealWidth()) + 1)
        measured.setTextWidth(width)
        return QSize(width, ceil(measured.size().height()))

    def _html(self) -> str:
        text, parts, at = self._text.text, [], 0
        for span in self._text.spans:
            if span.kind is not SpanKind.LINK:
                continue
            shown = escape(text[span.start : span.end])
            style = f"color: {self._link_ink}; text-decoration: underline"
            parts += [escape(text[at : span.start]), f'<a style="{style}" href="{escape(span.target)}">{shown}</a>']
            at = span.end
        parts.append(escape(text[at:]))
        return f'<div style="white-space: pre-wrap; color: {self._ink}">{"".join(parts)}</div>'

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the bubble has the menu

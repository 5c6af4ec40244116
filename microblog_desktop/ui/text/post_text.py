"""The text of a post: painted, selectable, with links that can be clicked; never read as HTML.

Painting it ourselves binds a page of 50 posts several times faster than a
`QLabel` with rich text does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.rules.marked_text import MarkedText, Span, SpanKind, link_words, plain_copy
from microblog_desktop.ui.pointing.person_spot import point_at
from microblog_desktop.ui.text.laid_out_text import LaidOutText, Look, Range, utf16_length, utf16_slice
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import TextSize

if TYPE_CHECKING:
    from microblog_desktop.domain.search import Range as Find

_LINE_SPACING = 1.5


class TextSelections:
    """At most one text of a list has a selection."""

    def __init__(self) -> None:
        self._owner: PostText | None = None

    def claim(self, owner: PostText) -> None:
        if self._owner is not owner and self._owner is not None:
            self._owner.clear_selection()
        self._owner = owner

    def clear(self) -> bool:
        """End the selection; tells whether there was one."""
        had_selection = self._owner is not None and self._owner.has_selection
        if self._owner is not None:
            self._owner.clear_selection()
        self._owner = None
        return had_selection


class PostText(QWidget):
    """Show one `MarkedText`; `activated` tells the span that was clicked."""

    activated = Signal(object)
    menu_wanted = Signal(object)  # Span: a name or a tag was clicked with the other button
    clicked_beside = Signal()  # on the empty ground after a line

    def __init__(self, theme: Theme, selections: TextSelections, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._selections = selections
        self._size = TextSize.BODY
        self._marked = MarkedText("")
        self._finds: tuple[Find, ...] = ()
        self._laid_out = LaidOutText(self._marked, self._look())
        self._selected: tuple[int, int] | None = None
        self._pressed_at: int | None = None
        self._ended_selection = False
        self._hovered: Range | None = None
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        theme.changed.connect(self._restyle)

    # What a row asks.

    def set_size(self, size: TextSize) -> None:
        if size is not self._size:
            self._size = size
            self._restyle()

    def set_text(self, marked: MarkedText, finds: tuple[Find, ...] = ()) -> None:
        """Show a text; `finds` is what somebody searched for in it."""
        if finds != self._finds:
            self._finds = finds
            self.update()
        if marked == self._marked:
            return
        if self._selected is not None:
            # What is selected stays so while a long text is opened or folded around it.
            low, high = sorted(self._selected)
            if utf16_slice(marked.text, low, high) != utf16_slice(self._marked.text, low, high):
                self._selected = None
        self._marked = marked
        self._hovered = None
        self._restyle()

    def height_for(self, width: int) -> int:
        return self._laid_out.height_for(width)

    def line_at(self, y: int) -> tuple[int, int]:
        """The first character of the line at a height, or of the nearest one, and where it begins."""
        character, top = self._laid_out.line_at(y)
        return character, round(top)

    def line_top(self, character: int) -> int:
        """Where the line with this character begins."""
        return round(self._laid_out.line_top(character))

    @property
    def has_selection(self) -> bool:
        return self._selected is not None and self._selected[0] != self._selected[1]

    def selected_text(self) -> str:
        if self._selected is None:
            return ""
        low, high = sorted(self._selected)
        return plain_copy(utf16_slice(self._marked.text, low, high))

    def select_all(self) -> None:
        self._selections.claim(self)
        self._selected = (0, utf16_length(self._marked.text))
        self.update()

    def clear_selection(self) -> None:
        self._selected = None
        self.update()

    def span_at(self, point: QPointF) -> Span | None:
        found = self._laid_out.range_at(point)
        return found.span if found else None

    # Painting.

    def _look(self) -> Look:
        theme = self._theme
        line_height = round(self._size.value * theme.text_scale * _LINE_SPACING)
        link = theme.color(theme.colors.accent)
        return Look(theme.font(self._size), theme.metrics(self._size), line_height, link)

    def _restyle(self) -> None:
        self._laid_out = LaidOutText(self._marked, self._look())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.color(self._theme.colors.text))
        self._laid_out.height_for(self.width())
        clip = event.rect()
        self._laid_out.draw(painter, clip.top(), clip.bottom(), self._overlays())

    def _overlays(self) -> list[tuple[int, int, QTextCharFormat]]:
        overlays = []
        if self._finds:
            # Few texts are read in a search.
            from microblog_desktop.ui.text.highlight import highlights

            overlays += highlights(self._theme, self._marked.text, self._finds)
        if self._hovered is not None:
            underlined = QTextCharFormat()
            underlined.setFontUnderline(True)
            overlays.append((self._hovered.start, self._hovered.end, underlined))
        if self._selected is not None:
            marked = QTextCharFormat()
            marked.setBackground(self._theme.color(self._theme.colors.accent))
            marked.setForeground(self._theme.color(self._theme.colors.on_accent))
            low, high = sorted(self._selected)
            overlays.append((low, high, marked))
        return overlays

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._ended_selection = self._selections.clear()
        self._selections.claim(self)
        self._pressed_at = self._laid_out.position_at(event.position())
        self._selected = None
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._pressed_at is not None:
            self._selected = (self._pressed_at, self._laid_out.position_at(event.position()))
            self.update()
            return
        hovered = self._laid_out.range_at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            self.setCursor(Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.IBeamCursor)
            self.setToolTip(link_words(hovered.span) if hovered else "")
            self.update()
            if hovered is not None and hovered.span.kind is SpanKind.MENTION and not self.has_selection:
                place = self._laid_out.line_rect(event.position(), hovered)
                point_at(self, hovered.span.target, place, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed_at is None:
            event.ignore()
            return
        self._pressed_at = None
        if self.has_selection:
            clipboard = QGuiApplication.clipboard()
            if clipboard.supportsSelection():
                clipboard.setText(self.selected_text(), clipboard.Mode.Selection)
            return
        self._selected = None
        found = self._laid_out.range_at(event.position())
        if found is not None:
            self.activated.emit(found.span)
        elif not self._ended_selection and not self._laid_out.is_on_line(event.position()):
            self.clicked_beside.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        found = self._laid_out.range_at(QPointF(event.pos()))
        if found is None or found.span.kind is SpanKind.LINK:
            event.ignore()
        else:
            self.menu_wanted.emit(found.span)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._selections.claim(self)
        self._selected = self._laid_out.word_at(self._laid_out.position_at(event.position()))
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        if self._hovered is not None:
            self._hovered = None
            self.update()
        super().leaveEvent(event)

"""Where people type: a line, a box that grows with its text, both with a visible error state."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from microblog_desktop.ui.keys.pressed import is_pressed, jumps_from_text
from microblog_desktop.ui.text.composing import Composition, commit_into, with_preedit
from microblog_desktop.ui.theme.styles import field_style, scroll_bar_style
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize

_FIELD_HEIGHT = 36
_WIDE = _TALL = 10_000


class ComposingLine(QLineEdit):
    """A line that knows what an input method is still composing: the last Korean syllable, a Japanese word.

    `typed` tells the text as one sees it, at each key; Qt's own `textEdited` knows only what is finished.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._is_told = False
        self._composition = Composition(self)
        self.textEdited.connect(lambda _text: None if self._is_told else self._tell())

    @property
    def is_composing(self) -> bool:
        return bool(self._preedit)

    @property
    def seen_text(self) -> str:
        """The text with what is being composed, where it stands."""
        return with_preedit(self.text(), self.cursorPosition(), self._preedit)

    def finish_composing(self) -> None:
        """Make what is being composed part of the text, whichever input method there is."""
        composing, before = self._preedit, self.text()
        if not composing:
            return
        QGuiApplication.inputMethod().commit()
        if self.text() == before:
            # WORKAROUND(fcitx5, anthy): the answer to commit() is to drop the syllable, so it is put in here.
            commit_into(self, composing)

    def _tell(self) -> None:
        self.typed.emit(self.seen_text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before = self.seen_text
        self._composition.note(self._preedit, event)
        # What is finished and what is begun come in one event; both are told at its end.
        self._is_told = True
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self._is_told = False
        if self.seen_text != before:
            self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composition.put_back(self._preedit)

    def event(self, event: QEvent) -> bool:
        if _is_for_the_window(event):
            event.ignore()
            return True
        is_key = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if is_key and isinstance(event, QKeyEvent) and self._composition.ended_by(event):
            event.accept()
            return True
        return super().event(event)


class LineField(ComposingLine):
    """One line of input with a thin border, red when what was typed is wrong."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_wrong = False
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_wrong(self, is_wrong: bool) -> None:  # noqa: FBT001 - a state, set like Qt's own properties
        if is_wrong != self._is_wrong:
            self._is_wrong = is_wrong
            self._restyle()

    def _restyle(self) -> None:
        colors = self._theme.colors
        border = colors.danger if self._is_wrong else colors.line
        focus_border = colors.danger if self._is_wrong else ""
        style = field_style(self._theme, border=border, background=colors.surface, focus_border=focus_border)
        self.setStyleSheet(style)
        self.setFont(self._theme.font(TextSize.NORMAL))
        self.setMinimumHeight(self._theme.scaled(_FIELD_HEIGHT))


class TextBox(QPlainTextEdit):
    """Several lines of plain text; as high as its text, between two bounds.

    Tab moves the focus on; `submitted` comes by the keys that send.
    """

    submitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, lines: int = 1, most_lines: int = 8) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._most_lines = most_lines
        # Of the lines. Asking `viewport()` for it takes 11 ms of the start: PySide6 loads every kind of widget to tell
        # which one that is.
        self._width = _WIDE
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A space after a full line lies outside the box; the lines stay where they are all the same.
        self.horizontalScrollBar().rangeChanged.connect(lambda: self.horizontalScrollBar().setMaximum(0))
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())
        theme.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        needed = self._text_height()
        shown = min(max(needed, self._lines * line), self._most_lines * line)
        # One more pixel: Qt takes a last line that ends exactly at the edge for one that is cut.
        frame = 2 * (int(Space.S) + 1) + 1
        self._show_bar_when(needed > self._most_lines * line)
        return QSize(120, max(shown + frame, self._theme.scaled(44)))

    def _text_height(self) -> int:
        # Lines differ in height with the scripts in them, so their number alone is not enough.
        document, height = self.document(), 0.0
        if document.isEmpty() and self.placeholderText():
            room, flags = QRect(0, 0, self._width, _TALL), int(Qt.TextFlag.TextWordWrap)
            return self.fontMetrics().boundingRect(room, flags, self.placeholderText()).height()
        block = document.begin()
        while block.isValid():
            height += document.documentLayout().blockBoundingRect(block).height()
            block = block.next()
        return ceil(height)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def _show_bar_when(self, is_needed: bool) -> None:  # noqa: FBT001 - a state
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_needed else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() is not policy:
            self.setVerticalScrollBarPolicy(policy)

    def _restyle(self) -> None:
        colors = self._theme.colors
        style = field_style(self._theme, border=colors.sunken, background=colors.sunken)
        self.setStyleSheet(f"{style} QPlainTextEdit {{ padding: {Space.S}px; }} {scroll_bar_style(self._theme)}")
        self.setFont(self._theme.font(TextSize.BODY))
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if _is_for_the_window(event):
            event.ignore()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._width != event.size().width():
            self._width = event.size().width()
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_pressed(event, "send"):
            self.submitted.emit()
            return
        super().keyPressEvent(event)


def _is_for_the_window(event: QEvent) -> bool:
    """Whether these are keys of the window that a field may not take for its own."""
    return event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and jumps_from_text(event)

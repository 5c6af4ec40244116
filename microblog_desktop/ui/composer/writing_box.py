"""A text box bound to a drafted text. What an input method is still composing counts, is saved, and is sent."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.text.composing import Composition, commit_into
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.fields import TextBox
from microblog_desktop.viewmodels.writing.drafted_text import DraftedText


class WritingBox(TextBox):
    """`submitted` is Ctrl+Enter; call `finish_composing` before the text is taken."""

    focused = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, model: DraftedText, parent: QWidget | None = None, *, lines: int = 1, most_lines: int = 8
    ) -> None:
        super().__init__(theme, parent, lines=lines, most_lines=most_lines)
        self._model = model
        self._composition = Composition(self)
        self.setPlainText(model.text)
        self.textChanged.connect(self._tell)
        model.replaced.connect(self._show_text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def preedit(self) -> str:
        """What the input method shows and has not given us yet: the last Korean syllable, usually."""
        return str(self.textCursor().block().layout().preeditAreaText())

    def finish_composing(self) -> None:
        """Make what is being composed part of the text, whichever input method there is."""
        composing, before = self.preedit(), self.toPlainText()
        if not composing:
            return
        QGuiApplication.inputMethod().commit()
        if self.toPlainText() == before:
            # WORKAROUND(fcitx5, anthy): the answer to commit() is to drop the syllable, so it is put in here.
            commit_into(self, composing)
        self._tell()

    def _tell(self) -> None:
        self._model.set_text(self.toPlainText(), self.preedit(), self._position())

    def _position(self) -> int:
        """Of the cursor, in characters as Python counts them."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Start, QTextCursor.MoveMode.KeepAnchor)
        return len(cursor.selectedText())

    def _show_text(self) -> None:
        if self.toPlainText() != self._model.text:
            self.setPlainText(self._model.text)
            self.moveCursor(QTextCursor.MoveOperation.End)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composition.note(self.preedit(), event)
        super().inputMethodEvent(event)
        self._tell()

    def event(self, event: QEvent) -> bool:
        is_key = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if is_key and isinstance(event, QKeyEvent) and self._composition.ended_by(event):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composition.put_back(self.preedit())
        self._tell()
        self._model.save_now()
        self.left.emit()


class MessageBox(WritingBox):
    """Enter sends and Shift+Enter breaks the line, or Ctrl+Enter sends: as the person likes it."""

    def __init__(
        self, theme: Theme, model: DraftedText, enter_sends: Callable[[], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, model, parent)
        self._enter_sends = enter_sends

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and is_plain and self._enter_sends():
            self.submitted.emit()
            return
        super().keyPressEvent(event)

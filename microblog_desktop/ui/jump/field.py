"""The field of the panel: it keeps the focus, and its keys move the choice in the list below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from microblog_desktop.ui.search.field import SearchField

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class JumpField(SearchField):
    """Tells which way the choice moves, that it is made, or that nobody wants to go anywhere."""

    stepped = Signal(int)  # rows
    paged = Signal(int)  # pages of rows
    first_wanted = Signal()
    last_wanted = Signal()
    entered = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key is Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key in _ENTER:
            self._enter()
        elif is_plain and key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif is_plain and key in _PAGES:
            self.paged.emit(_PAGES[key])
        elif is_plain and key is Qt.Key.Key_Home:
            self.first_wanted.emit()
        elif is_plain and key is Qt.Key.Key_End:
            self.last_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: FBT001 - Qt's
        """The Tab key stays in the panel, and goes through the list."""
        self.stepped.emit(1 if is_next else -1)
        return True

    def _enter(self) -> None:
        if self.is_composing:
            # What is not finished yet is no choice: it becomes a part of the text, and one looks again.
            self.finish_composing()
        else:
            self.entered.emit()

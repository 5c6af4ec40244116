"""What an input method is composing in a field, and what becomes of it when the focus goes.

Some (anthy) drop it when one clicks elsewhere, some (ibus-hangul) end it with a key that then goes on to the field.
"""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

# Nobody presses a second key so soon.
_SAME_KEY_S = 0.06


class Composition(QObject):
    """Told of each event of the input method before the field is."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._dropped = ""
        self._ended_s: float | None = None

    def note(self, composing: str, event: QInputMethodEvent) -> None:
        """`composing` is what stood there until now."""
        self._dropped = ""
        if not composing or event.preeditString():
            return
        if event.commitString():
            self._ended_s = monotonic()
        else:
            # The focus goes within the same turn of the loop, if that is why; else the person took it back.
            self._dropped = composing
            QTimer.singleShot(0, self, self._forget)

    def put_back(self, composing: str) -> None:
        """The field has lost the focus: what was dropped for that reason, or stands there still, becomes its text."""
        left, self._dropped = self._dropped or composing, ""
        if left:
            commit_into(self._field, left)

    def ended_by(self, event: QKeyEvent) -> bool:
        """Whether this Escape has just ended the composition: then that was all it was for."""
        is_escape = event.key() == Qt.Key.Key_Escape
        return is_escape and self._ended_s is not None and monotonic() - self._ended_s <= _SAME_KEY_S

    def _forget(self) -> None:
        self._dropped = ""


def commit_into(field: QWidget, text: str) -> None:
    """As if the input method had finished it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def with_preedit(text: str, position: int, preedit: str) -> str:
    """Put `preedit` where the cursor stands; Qt counts positions in UTF-16."""
    units = text.encode("utf-16-le", "surrogatepass")
    before, after = units[: 2 * position], units[2 * position :]
    return before.decode("utf-16-le", "surrogatepass") + preedit + after.decode("utf-16-le", "surrogatepass")

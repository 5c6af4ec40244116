"""The client with a reader at the wheel: pages down through its home and notes the memory on the way.

Run as a module with the profile's folder; ends by itself after the last figure.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Hashable

from PySide6.QtCore import QMetaObject, QObject, QPoint, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from microblog_desktop.__main__ import main as run_client
from microblog_desktop.app.figures import note_event
from microblog_desktop.ui.list.row_view import RowView

READ = (100, 10_000)
ALL_LOADED = "all_loaded"
_LOADED_LAST = ("httpx", "keyring", "babel.dates")
_SETTLE_MS = 1500
_MOST_TURNS = 20_000


def event_after(posts: int) -> str:
    """Return the name of the event that is noted when so many posts have been on screen."""
    return f"read_{posts}"


class Reader(QObject):
    """Turns the wheel once for each turn of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[Hashable] = set()
        self._to_note = list(READ)
        self._turns = 0

    @Slot()
    def begin(self) -> None:
        self._loaded = QTimer(self)
        self._loaded.timeout.connect(self._begin_when_loaded)
        self._loaded.start(_SETTLE_MS)

    def _begin_when_loaded(self) -> None:
        # Babel comes with the first time that is spelled out; a person who reads sees one soon.
        import babel.dates  # noqa: F401

        if all(name in sys.modules for name in _LOADED_LAST):
            self._loaded.stop()
            note_event(ALL_LOADED)
            self._turn()

    def _turn(self) -> None:
        view = _home()
        self._seen.update(view.key_at(row.index) for row in view.placed())
        self._turns += 1
        if self._turns > _MOST_TURNS:
            raise RuntimeError(f"Only {len(self._seen)} posts came in {_MOST_TURNS} turns of the wheel")
        if len(self._seen) >= self._to_note[0]:
            note_event(event_after(self._to_note.pop(0)))
        if self._to_note:
            _turn_wheel(view)
            QTimer.singleShot(0, self._turn)


def _home() -> RowView:
    """Return the list with the most rows that is on screen."""
    shown = [view for top in QApplication.topLevelWidgets() for view in top.findChildren(RowView) if view.isVisible()]
    return max(shown, key=lambda view: view.count)


def _turn_wheel(view: RowView) -> None:
    port = view.viewport()
    centre = QPointF(port.rect().center())
    down = QPoint(0, -port.height())
    event = QWheelEvent(
        centre,
        port.mapToGlobal(centre),
        down,
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)


def _begin_in_the_main_thread() -> None:
    while (app := QApplication.instance()) is None:
        time.sleep(0.05)
    reader = Reader()
    reader.moveToThread(app.thread())
    # Kept for the life of the process, which is the length of this one measurement.
    _readers.append(reader)
    QMetaObject.invokeMethod(reader, "begin", Qt.ConnectionType.QueuedConnection)


_readers: list[Reader] = []

if __name__ == "__main__":
    threading.Thread(target=_begin_in_the_main_thread, daemon=True).start()
    sys.argv = ["microblog-desktop", "--profile", sys.argv[1]]
    sys.exit(run_client())

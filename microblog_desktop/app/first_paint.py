"""The time between showing the first window and running asyncio.

Until the first window has painted itself nothing else is done; then what is
slow to load is loaded in a thread, while the window already answers. Both run
on Qt's plain event loop: no asyncio loop exists yet, so this is not a nested one.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

_LATEST_MS = 5000


class _ExposureWatcher(QObject):
    """Watches the window of the system, which is exposed also where its children cover it wholly."""

    painted = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Expose and isinstance(watched, QWindow) and watched.isExposed():
            watched.removeEventFilter(self)
            # Qt paints in answer to this event; the timer comes after it.
            QTimer.singleShot(0, self.painted.emit)
        return False


def wait_for_first_paint(window: QWidget) -> None:
    """Return when `window`, already shown, has painted; at the latest after five seconds (it may be minimised)."""
    turn = QEventLoop()
    watcher = _ExposureWatcher()
    watcher.painted.connect(turn.quit)
    window.windowHandle().installEventFilter(watcher)
    QTimer.singleShot(_LATEST_MS, turn, turn.quit)
    turn.exec()


class _Loader(QObject):
    done = Signal()


def load_in_background(modules: Sequence[str]) -> None:
    """Import `modules` in a thread and return when they are there; the window answers meanwhile."""
    turn = QEventLoop()
    loader = _Loader()
    loader.done.connect(turn.quit)

    def load() -> None:
        for module in modules:
            importlib.import_module(module)
        loader.done.emit()

    thread = threading.Thread(target=load, name="loader")
    thread.start()
    turn.exec()
    thread.join()

"""How long the window is busy with a reader: each frame is a wish and all work until the loop is idle again."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

WIDTH, HEIGHT = 720, 800
_SMOOTH_PX, _JUMP_PX = 60, 5000
STEPS_IN_A_JUMP = _JUMP_PX // _SMOOTH_PX
_WIDTHS = (720, 640, 560, 660)
_WARM_UP = 30


def begin(window: QWidget) -> None:
    """Show the window and wait until it has painted; then what is there now stays, as in the client."""
    window.resize(WIDTH, HEIGHT)
    window.show()
    settle()
    gc.collect()
    gc.freeze()


def settle() -> None:
    """Let everything that was begun come to its end."""
    end_s = time.perf_counter() + 0.3
    while time.perf_counter() < end_s:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def frame(wish: Callable[[], object]) -> float:
    """Return the milliseconds until the wish is on the screen."""
    began_s = time.perf_counter()
    wish()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return (time.perf_counter() - began_s) * 1000


def smooth(scroll_by: Callable[[int], None], frames: int, turn_after: int) -> list[float]:
    """Scroll down in small steps, and up again after `turn_after` of them, and so on."""
    return _scroll(scroll_by, _SMOOTH_PX, frames, turn_after)


def jumps(scroll_by: Callable[[int], None], frames: int, turn_after: int) -> list[float]:
    """Scroll by more than the window is high."""
    return _scroll(scroll_by, _JUMP_PX, frames, turn_after)


def widths(window: QWidget, frames: int) -> list[float]:
    """Make the window narrower and wider."""
    return [frame(partial(window.resize, width, HEIGHT)) for width in islice(cycle(_WIDTHS), frames)]


def _scroll(scroll_by: Callable[[int], None], pixels: int, frames: int, turn_after: int) -> list[float]:
    steps = [pixels if (number // turn_after) % 2 == 0 else -pixels for number in range(frames + _WARM_UP)]
    return [frame(partial(scroll_by, step)) for step in steps][_WARM_UP:]

"""One reader of one account: `python -m benchmarks.scrolling FOLDER POSTS [SCENES]` prints what frames took, as JSON.

SCENES is "frames", which is meant without it, or "memory", which takes a minute.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.scrolling import frames
from benchmarks.scrolling.bare_list import BareList
from benchmarks.scrolling.client_list import ClientList
from microblog_desktop.api.server import PAGE_LENGTH
from microblog_desktop.app.figures import resident_mb
from microblog_desktop.i18n.translate import set_language
from microblog_desktop.ui.theme.theme import STYLE_ARGUMENTS

_SMOOTH, _JUMPS, _PREPENDS, _WIDTHS = 1500, 400, 40, 120
_PREPENDED, _ARRIVING = 20, 1000
_FRAMES_BETWEEN_PAGES, _SCROLL_PX = 4, 60
# Before that the window of rows in memory fills, which holds a thousand, and then what is kept of each.
_MEMORY_JUMPS, _WINDOW_FILLING_JUMPS = 10_000, 150


def main() -> int:
    folder, posts = Path(sys.argv[1]), int(sys.argv[2])
    app = QApplication([sys.argv[0], *STYLE_ARGUMENTS])
    set_language("en", Path(__file__).parents[2] / "translations")
    if sys.argv[3:] == ["memory"]:
        client = ClientList(app, folder, posts)
        frames.begin(client.window)
        print(json.dumps({"client": {"memory": [_grown_mb(client)]}, "bare": {}}))
    else:
        bare = _read_bare(BareList(posts))
        client = ClientList(app, folder, posts)
        print(json.dumps({"client": _read_client(client), "bare": bare}))
    client.close()
    return 0


def _read_bare(bare: BareList) -> dict[str, list[float]]:
    frames.begin(bare.window)
    # One-line rows: a thousand of them are not high enough for many jumps in one direction.
    measured = _scrolled(bare.scroll_by, turn_after=3)
    measured["width"] = frames.widths(bare.window, _WIDTHS)
    measured["prepend"] = [frames.frame(lambda: bare.prepend(_PREPENDED)) for _ in range(_PREPENDS)]
    measured["arriving"] = _arriving_at(lambda: bare.prepend(PAGE_LENGTH), bare.scroll_by)
    bare.window.close()
    return measured


def _read_client(client: ClientList) -> dict[str, list[float]]:
    frames.begin(client.window)
    measured = _scrolled(client.scroll_by, turn_after=18)
    measured["width"] = frames.widths(client.window, _WIDTHS)
    measured["prepend"], measured["moved_px"] = _prepended(client)
    measured["arriving"] = _arriving(client)
    return measured


def _scrolled(scroll_by: Callable[[int], None], *, turn_after: int) -> dict[str, list[float]]:
    """Go to and fro, so that a turn comes after so many jumps."""
    return {
        "smooth": frames.smooth(scroll_by, _SMOOTH, turn_after * frames.STEPS_IN_A_JUMP),
        "jump": frames.jumps(scroll_by, _JUMPS, turn_after),
    }


def _prepended(client: ClientList) -> tuple[list[float], list[float]]:
    """Take pages at the top; what is read must not move by a pixel."""
    client.scroll_to_top()
    frames.settle()
    client.scroll_by(350)
    times, moved = [], []
    for _ in range(_PREPENDS):
        frames.settle()
        before = client.tops()
        client.take_page(_PREPENDED)
        times.append(frames.frame(lambda: None))
        after = client.tops()
        moved.append(float(max(abs(after[key] - top) for key, top in before.items())))
    return times, moved


def _arriving(client: ClientList) -> list[float]:
    client.scroll_to_top()
    frames.settle()
    return _arriving_at(lambda: client.take_page(PAGE_LENGTH), client.scroll_by)


def _arriving_at(take_page: Callable[[], None], scroll_by: Callable[[int], None]) -> list[float]:
    """A thousand posts come in pages while the reader scrolls; taking a page is part of a frame, as in the client."""
    times = []
    for _ in range(_ARRIVING // PAGE_LENGTH):
        times.append(frames.frame(take_page))
        times += [frames.frame(partial(scroll_by, _SCROLL_PX)) for _ in range(_FRAMES_BETWEEN_PAGES)]
    return times


def _grown_mb(client: ClientList) -> float:
    frames.jumps(client.scroll_by, _WINDOW_FILLING_JUMPS, turn_after=_WINDOW_FILLING_JUMPS)
    frames.jumps(client.scroll_by, _MEMORY_JUMPS, turn_after=18)
    before = resident_mb()
    frames.jumps(client.scroll_by, _MEMORY_JUMPS, turn_after=18)
    return resident_mb() - before


if __name__ == "__main__":
    sys.exit(main())

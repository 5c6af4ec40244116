"""Memory of the client beside a bare PySide6 window: when it has painted, with all loaded, and after reading."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import Figure, within
from benchmarks.filled_profile import fill_profile
from benchmarks.processes import BARE_WINDOW, Program, client, profile_in, run_until, run_until_all
from benchmarks.reader import ALL_LOADED, READ, event_after

_RUNS = 5
_POSTS = 20_000
_NOBODY_LISTENS = "http://127.0.0.1:9"
_PAINTED_OF_BARE = 1.4
_LOADED_OF_BARE = 2.2
_GROWTH_MB = 10.0


def measure() -> list[Figure]:
    """Return medians in megabytes."""
    few, many = READ
    with tempfile.TemporaryDirectory(prefix="microblog-bench-") as name:
        data = Path(name) / "data"
        profile = fill_profile(profile_in(data), posts=_POSTS, server_url=_NOBODY_LISTENS)
        bare, painted, loaded, growth = [], [], [], []
        for run in range(_RUNS):
            bare.append(run_until("first_paint", BARE_WINDOW).rss_mb)
            painted.append(run_until("first_paint", client(data)).rss_mb)
            # A copy for each: the client goes on where the last reader stopped, and would come to the end.
            copy = shutil.copytree(profile, Path(name) / f"profile-{run}")
            reader = Program((sys.executable, "-m", "benchmarks.reader", str(copy)))
            read = run_until_all([ALL_LOADED, event_after(few), event_after(many)], reader)
            loaded.append(read[event_after(few)].rss_mb)
            growth.append(read[event_after(many)].rss_mb - read[event_after(few)].rss_mb)
    yardstick = statistics.median(bare)
    return [
        Figure("bare window painted", yardstick, "MB"),
        within("home painted", statistics.median(painted), "MB", yardstick=yardstick, factor=_PAINTED_OF_BARE),
        within("all loaded", statistics.median(loaded), "MB", yardstick=yardstick, factor=_LOADED_OF_BARE),
        Figure(f"growth from {few:,} to {many:,} posts read", statistics.median(growth), "MB", target=_GROWTH_MB),
    ]

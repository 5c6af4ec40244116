"""From the start of the process to the first painted home, beside a bare PySide6 window.

The home has 1,000 or 100,000 cached posts, its server answers or is unreachable; all must take the same time.
Runs of the programs alternate, so that whatever else the machine does befalls each alike.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from benchmarks.figures import Figure, within
from benchmarks.filled_profile import fill_profile
from benchmarks.processes import BARE_WINDOW, client, run_until
from tests.e2e.server_process import ServerProcess

_RUNS = 15
_FEW, _MANY = 1_000, 100_000
_NOBODY_LISTENS = "http://127.0.0.1:9"
_OF_BARE_WINDOW = 2.0
_OF_EACH_OTHER = 1.05


def measure() -> list[Figure]:
    """Return medians in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="microblog-bench-") as name:
        folder = Path(name)
        server_folder = folder / "server"
        server_folder.mkdir()
        with ServerProcess(server_folder) as server:
            commands = {
                "bare": BARE_WINDOW,
                "few": client(fill_profile(folder / "few", posts=_FEW, server_url=server.url)),
                "many": client(fill_profile(folder / "many", posts=_MANY, server_url=server.url)),
                "unreachable": client(fill_profile(folder / "alone", posts=_MANY, server_url=_NOBODY_LISTENS)),
            }
            ms = _alternate(commands)
    return [
        Figure("bare window painted", ms["bare"], "ms"),
        within(f"home painted, {_FEW:,} posts", ms["few"], "ms", yardstick=ms["bare"], factor=_OF_BARE_WINDOW),
        within(f"home painted, {_MANY:,} posts", ms["many"], "ms", yardstick=ms["bare"], factor=_OF_BARE_WINDOW),
        within(f"{_MANY:,} against {_FEW:,} posts", ms["many"], "ms", yardstick=ms["few"], factor=_OF_EACH_OTHER),
        within(
            "unreachable against reachable server",
            ms["unreachable"],
            "ms",
            yardstick=ms["many"],
            factor=_OF_EACH_OTHER,
        ),
    ]


def _alternate(commands: dict[str, tuple[str, ...]]) -> dict[str, float]:
    for command in commands.values():
        run_until("first_paint", command)  # not counted: fills the caches of the disk
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(_RUNS):
        for name, command in commands.items():
            times[name].append(run_until("first_paint", command).ms)
    return {name: statistics.median(of_one) for name, of_one in times.items()}

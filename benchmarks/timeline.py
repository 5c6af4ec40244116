"""A reader in a home timeline of 1,000 and of 100,000 posts, beside Qt's own bare list of as many one-line labels.

The rows are real: pictures from the disk, translations, folded posts, several scripts. What a page of new posts costs
is told for 20 of them; a thousand arrive in pages as long as the server's while the reader scrolls.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import Figure, within
from benchmarks.processes import quiet_environment
from benchmarks.scrolling.filling import fill

_FEW, _MANY = 1_000, 100_000
_RUNS = 3
_TARGETS_MS = {"smooth": 8.3, "jump": 16.0, "prepend": 4.0, "width": 16.0, "arriving": 16.0}
_NAMES = {
    "smooth": "smooth scrolling, p99 of a frame",
    "jump": "jumps of 5,000 px, p99",
    "prepend": "20 posts come at the top, median",
    "width": "another width, p99",
    "arriving": "1,000 posts come while one scrolls, worst",
}
_OF_EACH_OTHER = 1.2
_GROWTH_MB = 5.0

Measured = dict[str, dict[str, list[float]]]


def measure() -> list[Figure]:
    """Return times in milliseconds; those of several runs are taken together."""
    with tempfile.TemporaryDirectory(prefix="microblog-bench-") as name:
        folder = Path(name)
        filled = {posts: fill(folder / str(posts), posts=posts) for posts in (_FEW, _MANY)}
        runs: dict[int, list[Measured]] = {posts: [] for posts in filled}
        for run in range(_RUNS):
            for posts, source in filled.items():
                runs[posts].append(_read(source, folder / f"{posts}-{run}", posts, "frames"))
        grown = {posts: _read(source, folder / f"{posts}-memory", posts, "memory") for posts, source in filled.items()}
    figures = [figure for posts in filled for figure in figures_of(posts, [*runs[posts], grown[posts]])]
    return figures + _compared(runs[_FEW], runs[_MANY])


def _read(source: Path, copy: Path, posts: int, scenes: str) -> Measured:
    """Let a reader of their own copy read; posts that come stay in it."""
    subprocess.run(("cp", "-r", source, copy), check=True)
    command = (sys.executable, "-m", "benchmarks.scrolling", str(copy), str(posts), scenes)
    done = subprocess.run(
        command, cwd=Path(__file__).parents[1], env=quiet_environment(copy), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command!r} ended with {done.returncode}\n{done.stderr}")
    measured: Measured = json.loads(done.stdout)
    return measured


def figures_of(posts: int, runs: list[Measured]) -> list[Figure]:
    """Return the figures of one number of posts, each beside the bare list."""
    figures = [
        Figure(
            f"{posts:,}: {_NAMES[scene]}",
            _told(scene, runs, "client"),
            "ms",
            _told(scene, runs, "bare"),
            target,
        )
        for scene, target in _TARGETS_MS.items()
    ]
    moved = max(_all("moved_px", runs, "client"))
    growth = statistics.median(_all("memory", runs, "client"))
    return [
        *figures,
        Figure(f"{posts:,}: what is read moves when posts come", moved, "px", target=0.0),
        Figure(f"{posts:,}: memory after 10,000 jumps", growth, "MB", target=_GROWTH_MB),
    ]


def _compared(few: list[Measured], many: list[Measured]) -> list[Figure]:
    """Medians: what a frame costs; a rare worst says more about the machine than about the number of posts."""
    return [
        within(
            f"{_MANY:,} against {_FEW:,}: {scene}",
            statistics.median(_all(scene, many, "client")),
            "ms",
            yardstick=statistics.median(_all(scene, few, "client")),
            factor=_OF_EACH_OTHER,
        )
        for scene in _TARGETS_MS
    ]


def _told(scene: str, runs: list[Measured], whose: str) -> float:
    """The figure of one scene; a worst is the median of the worst of each run."""
    if scene == "arriving":
        return statistics.median(max(run[whose][scene]) for run in runs if scene in run[whose])
    times = _all(scene, runs, whose)
    return statistics.median(times) if scene == "prepend" else statistics.quantiles(times, n=100)[98]


def _all(scene: str, runs: list[Measured], whose: str) -> list[float]:
    return [time for run in runs for time in run[whose].get(scene, [])]

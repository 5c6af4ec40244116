"""From the start of the process to the first painted home, beside a bare PySide6 window.

The home has 1,000 or 100,000 cached posts, its server answers or is unreachable; all must take the same time.
So must the bundle that `make build` leaves in dist/, if it is there.
Runs of the programs alternate, so that whatever else the machine does befalls each alike.

A start is compared with the bare window by its time on a processor, the median of all runs. The time by the clock also
counts waiting for a processor that others use: there two starts in a row differ by half. Others make a processor slower
too, but both programs alike, so the medians keep their ratio; the least of all runs do not, since a short program has a
quiet moment to itself more often. That nobody waits for the network no processor would show: this is compared by the
clock, by the least of all runs.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from benchmarks.figures import Figure, within
from benchmarks.filled_profile import fill_profile
from benchmarks.processes import BARE_WINDOW, Noted, Program, bundled, client, profile_in, run_until
from tests.e2e.server_process import ServerProcess

_RUNS = 15
_FEW, _MANY = 1_000, 100_000
_NOBODY_LISTENS = "http://127.0.0.1:9"
_OF_BARE_WINDOW = 2.0
_OF_EACH_OTHER = 1.05
_OF_SOURCE = 1.1


def measure() -> list[Figure]:
    """Return times in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="microblog-bench-") as name:
        folder = Path(name)
        server_folder = folder / "server"
        server_folder.mkdir()
        with ServerProcess(server_folder) as server:
            programs = {
                "bare": BARE_WINDOW,
                "few": _filled(folder / "few", _FEW, server.url),
                "many": _filled(folder / "many", _MANY, server.url),
                "unreachable": _filled(folder / "alone", _MANY, _NOBODY_LISTENS),
            }
            if bundled() is not None:
                programs["bundle"] = Program((str(bundled()),), programs["few"].data)
            noted = _alternate(programs)
    cpu = {name: statistics.median(run.cpu_ms for run in runs) for name, runs in noted.items()}
    clock = {name: min(run.ms for run in runs) for name, runs in noted.items()}
    of_bare, of_each_other = _OF_BARE_WINDOW, _OF_EACH_OTHER
    alone = "unreachable against reachable server, clock"
    return [
        Figure("bare window painted, processor", cpu["bare"], "ms"),
        within(f"home painted, {_FEW:,} posts", cpu["few"], "ms", yardstick=cpu["bare"], factor=of_bare),
        within(f"home painted, {_MANY:,} posts", cpu["many"], "ms", yardstick=cpu["bare"], factor=of_bare),
        within(f"{_MANY:,} against {_FEW:,} posts", cpu["many"], "ms", yardstick=cpu["few"], factor=of_each_other),
        Figure("bare window painted, clock", clock["bare"], "ms"),
        Figure(f"home painted, {_FEW:,} posts, clock", clock["few"], "ms", yardstick=clock["bare"]),
        within(alone, clock["unreachable"], "ms", yardstick=clock["many"], factor=of_each_other),
        *_of_the_bundle(cpu, clock),
    ]


def _of_the_bundle(cpu: dict[str, float], clock: dict[str, float]) -> list[Figure]:
    """Beside the source with the same posts; nothing where `make build` has not been run."""
    if "bundle" not in cpu:
        return []
    what = f"bundle against source, {_FEW:,} posts"
    return [
        within(what, cpu["bundle"], "ms", yardstick=cpu["few"], factor=_OF_SOURCE),
        Figure(f"{what}, clock", clock["bundle"], "ms", yardstick=clock["few"]),
    ]


def _filled(data: Path, posts: int, server_url: str) -> Program:
    fill_profile(profile_in(data), posts=posts, server_url=server_url)
    return client(data)


def _alternate(programs: dict[str, Program]) -> dict[str, list[Noted]]:
    for program in programs.values():
        run_until("first_paint", program)  # not counted: fills the caches of the disk
    noted: dict[str, list[Noted]] = {name: [] for name in programs}
    for _ in range(_RUNS):
        for name, program in programs.items():
            noted[name].append(run_until("first_paint", program))
    return noted

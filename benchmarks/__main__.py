"""Run one benchmark or all: print the figures and write benchmarks/results/NAME.json. Exit 1 if a target is missed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import crowd, live, memory, search, server, startup, storage, timeline
from benchmarks.figures import Figure, print_table, write_results

_BENCHMARKS: dict[str, Callable[[], list[Figure]]] = {
    "startup": startup.measure,
    "memory": memory.measure,
    "timeline": timeline.measure,
    "search": search.measure,
    "storage": storage.measure,
    "live": live.measure,
    "server": server.measure,
    "crowd": crowd.measure,
}
_RESULTS = Path(__file__).parent / "results"


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("name", nargs="?", choices=list(_BENCHMARKS), help="which; all without a name")
    name = arguments.parse_args().name
    names = [name] if name else list(_BENCHMARKS)
    all_hold = True
    for name in names:
        figures = _BENCHMARKS[name]()
        print_table(name, figures)
        write_results(_RESULTS / f"{name}.json", figures)
        all_hold &= all(figure.holds is not False for figure in figures)
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main())

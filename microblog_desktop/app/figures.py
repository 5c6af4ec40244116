"""Tell benchmarks and the tour how long this process took and what it holds.

Written only when MICROBLOG_DESKTOP_FIGURES names a file: one JSON object a
line, `{"event": ..., "ms": since the process began, "cpu_ms": of it on a
processor, "rss_mb": resident now, "at_s": the system's monotonic clock}`; whoever started the process can subtract
its own monotonic time from `at_s` for a finer figure than `ms`, which on Linux
comes in steps of 10.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_VARIABLE = "MICROBLOG_DESKTOP_FIGURES"


def note_event(event: str) -> None:
    """Append one line, if anybody asked for figures."""
    target = os.environ.get(_VARIABLE)
    if target:
        figures = {"event": event, "at_s": time.monotonic(), "cpu_ms": round(time.process_time() * 1000, 1)}
        # Only who measures needs it, so no other start loads it.
        import json

        figures |= {"ms": round(ms_since_start(), 1), "rss_mb": round(resident_mb(), 1)}
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(json.dumps(figures) + "\n")


def ms_since_start() -> float:
    """Milliseconds since the operating system began this process (Linux; elsewhere since Python began to run it)."""
    if sys.platform == "linux":
        # Field 22 of /proc/self/stat, proc(5): start time after boot, in clock ticks.
        began = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - began) * 1000
    return time.process_time() * 1000


def resident_mb() -> float:
    """Resident memory of this process now, in MB (Linux), or its peak where only that is known; 0 on Windows."""
    if sys.platform == "linux":
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return peak_resident_mb()


def peak_resident_mb() -> float:
    """The most memory this process ever held, in MB; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3

"""How the last run ended, and what a crash leaves: a mark while the program runs, and the stacks that Python writes
when it is torn down. Both are gone after an end in order."""

from __future__ import annotations

import faulthandler
import re
import time
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TextIO

from microblog_desktop.domain.values import dataclass
from microblog_desktop.system.logs import redact

CRASH = "crash.txt"
REPORT = "last-crash.txt"
_MARK = "running"
_AT_START_S = 60.0
# Times of files are coarse; what lies further back was written by a clock that has been set back since.
_COARSE_S = 2.0
_MOST_BYTES = 200_000


class Ending(Enum):
    IN_ORDER = "in order"
    CRASHED = "crashed"
    CUT_OFF = "cut off"  # killed, or without power: nobody's fault, and nothing to tell


@dataclass(frozen=True, slots=True)
class LastRun:
    """How the run before this one ended; `crashes_at_start` is how many in a row did so within a minute."""

    ending: Ending = Ending.IN_ORDER
    crashes_at_start: int = 0


class CrashWatch:
    """Watches over one run; whoever makes it holds the lock of the profile."""

    def __init__(self, logs: Path) -> None:
        self._crash, self._mark, self._report = logs / CRASH, logs / _MARK, logs / REPORT
        self.last = self._look_back()
        self._file: TextIO | None = None
        self.failure: OSError | None = None  # why a crash of this run would not be written down

    def begin(self) -> None:
        """From now on a crash is written down. A full disk is no reason not to start."""
        try:
            self._mark.write_text(f"{time.time()} {self.last.crashes_at_start}", encoding="utf-8")
            self._file = self._crash.open("w", encoding="utf-8")
            faulthandler.enable(self._file)
        except OSError as error:
            self.failure = error

    def note_bug(self) -> None:
        """The program ends by the exception that is being handled."""
        import traceback

        if self._file is not None:
            with suppress(OSError):
                self._file.write(redact(traceback.format_exc()))

    def end(self) -> None:
        """In order: nothing is left."""
        self._close()
        with suppress(OSError):
            self._crash.unlink(missing_ok=True)
            self._mark.unlink(missing_ok=True)

    def give_up(self) -> None:
        """Not in order: what was written stays for the next start."""
        self._close()

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            faulthandler.disable()
            with suppress(OSError):
                file.close()

    def _look_back(self) -> LastRun:
        if not self._mark.exists():
            return LastRun()
        begun, before = _read_mark(self._mark)
        try:
            has_crashed = self._crash.stat().st_size > 0
            if not has_crashed:
                return LastRun(Ending.CUT_OFF)
            is_at_start = -_COARSE_S <= self._crash.stat().st_mtime - begun < _AT_START_S
            self._crash.replace(self._report)
        except OSError:
            return LastRun(Ending.CUT_OFF)
        return LastRun(Ending.CRASHED, before + 1 if is_at_start else 0)


def crash_report(logs: Path) -> str:
    """What the last crash wrote, without the names of the person's folders; empty if there was none."""
    try:
        text = (logs / REPORT).read_bytes()[:_MOST_BYTES].decode(errors="replace")
    except OSError:
        return ""
    home = Path.home()
    if not home.name:
        return text
    # As a word of its own only: many are called like a part of other words.
    return re.sub(rf"(?<!\w){re.escape(home.name)}(?!\w)", "…", text.replace(str(home), "~"))


def crashed_at(logs: Path) -> datetime | None:
    """When the last crash was that has a report."""
    try:
        return datetime.fromtimestamp((logs / REPORT).stat().st_mtime, UTC)
    except OSError:
        return None


def forget_crash(logs: Path) -> None:
    """Delete its report. Raises `OSError`."""
    (logs / REPORT).unlink(missing_ok=True)


def _read_mark(mark: Path) -> tuple[float, int]:
    """When the run began, and how many before it had crashed at their start; what cannot be read is nothing."""
    try:
        begun, before = mark.read_text(encoding="utf-8").split()
        return float(begun), int(before)
    except (OSError, ValueError):
        return 0.0, 0

"""What the system does for this program or not, and what every system has in common in that.

The system's own place is the truth, and is looked at each time: other programs change it too.
"""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger(__name__)


class SystemSwitch:
    """A failure is noted and logged, and nothing is as if it had worked."""

    what = ""  # it turns, in the log

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._has_failed = False

    def is_on(self) -> bool:
        try:
            return self._read()
        except (OSError, ValueError) as error:
            log.info("%s cannot be read: %s", self.what, error)
            return False

    def turn(self) -> None:
        try:
            if self.is_on():
                self._remove()
            else:
                self._write()
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("%s cannot be changed: %s", self.what, error)
            self._has_failed = True
        else:
            self._has_failed = False

    def has_failed(self) -> bool:
        return self._has_failed

    def _read(self) -> bool:
        raise NotImplementedError

    def _write(self) -> None:
        raise NotImplementedError

    def _remove(self) -> None:
        raise NotImplementedError


class FileSwitch(SystemSwitch):
    """On where a file stands."""

    def __init__(self, command: Sequence[str], file: Path) -> None:
        super().__init__(command)
        self._file = file

    def _contents(self) -> bytes:
        raise NotImplementedError

    def _read(self) -> bool:
        return self._file.exists()

    def _write(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_bytes(self._contents())

    def _remove(self) -> None:
        self._file.unlink(missing_ok=True)

"""A little room on the disk that is ours: on a full disk it is let go, so that making room has room to work in."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

log = logging.getLogger(__name__)

RESERVE_BYTES = 5_000_000
"""More than the write-ahead log of a file grows by before it begins anew."""

_PIECE = 65_536
# Where there is hardly more, it is of better use to whoever writes.
_TIMES_ROOM = 4


class Reserve:
    """A file that holds nothing. It is written whole, or not at all."""

    def __init__(self, folder: Path, size: int = RESERVE_BYTES) -> None:
        self._path = folder / "reserve"
        self._size = size

    def keep(self) -> bool:
        """Have the room; False if the disk has too little to give."""
        try:
            if self._path.exists() and self._path.stat().st_size == self._size:
                return True
            if shutil.disk_usage(self._path.parent).free < _TIMES_ROOM * self._size:
                return False
            with self._path.open("wb") as file:
                # Not zeros: there are file systems that do not store those.
                for _ in range(self._size // _PIECE):
                    file.write(os.urandom(_PIECE))
                file.write(os.urandom(self._size % _PIECE))
        except OSError as error:
            log.info("no room is held back: %s", error)
            self.let_go()
            return False
        return True

    def let_go(self) -> bool:
        """Give the room to whoever writes next; tells whether there was any."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True

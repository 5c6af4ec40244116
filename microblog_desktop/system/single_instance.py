"""One running program for each profile: a second start hands over its arguments and ends.

The truth is a lock on a file, which the system frees however the program ends
(kill -9 included). The socket beside it only carries the arguments.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from microblog_desktop.system.instance_socket import InstanceSocket


class SingleInstance:
    """Holds the profile's lock, or knows who does."""

    def __init__(self, lock: Path) -> None:
        self._path = lock
        self._file = -1
        self._socket: InstanceSocket | None = None

    def acquire(self) -> bool:
        """Take the lock; False when somebody else has it. Later starts wait until `on_arguments`, or give up."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        if not _lock(file):
            os.close(file)
            return False
        self._file = file
        return True

    def hand_over(self, arguments: list[str]) -> bool:
        """Give the arguments to the running program, which raises its window; False when it does not answer."""
        from microblog_desktop.system.instance_socket import hand_over

        return hand_over(self._path, arguments)

    def on_arguments(self, callback: Callable[[list[str]], None]) -> None:
        """Listen for later starts and call back with the arguments of each. Loads QtNetwork: after the first paint."""
        from microblog_desktop.system.instance_socket import InstanceSocket

        self._socket = InstanceSocket(self._path, callback)

    def release(self) -> None:
        """Stop listening and free the lock."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

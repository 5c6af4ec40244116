"""A disk of its own, so small that a test can use it up. Only the administrator of a Linux can have one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class SmallDisk:
    """Mounted at `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._others = folder / "others"

    def use_up(self) -> None:
        """Somebody else's file takes all that is left."""
        with self._others.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\xa5" * 4096)
            except OSError:
                return

    def make_room(self) -> None:
        self._others.unlink()

    def forbid_writing(self) -> None:
        subprocess.run(["mount", "-o", "remount,ro", str(self.folder)], check=True)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """Skip the test where there can be none."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a disk can be mounted only on Linux and by its administrator")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)

"""One running program for each profile: a second start hands over its arguments and ends.

The truth is a lock on a file, which the system frees however the program ends
(kill -9 included). The socket beside it only carries the arguments.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 2000
_MOST_BYTES = 100_000
_TAKEN = b"taken\n"


class SingleInstance(QObject):
    """Holds the profile's lock, or knows who does."""

    def __init__(self, lock: Path) -> None:
        super().__init__()
        self._path = lock
        self._file = -1
        self._server: QLocalServer | None = None
        self._on_arguments: Callable[[list[str]], None] | None = None
        self._waiting: list[list[str]] = []

    def acquire(self) -> bool:
        """Take the lock and listen for later starts; False when somebody else has it."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        if not _lock(file):
            os.close(file)
            return False
        self._file = file
        self._listen()
        return True

    def hand_over(self, arguments: list[str]) -> bool:
        """Give the arguments to the running program, which raises its window; False when it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name())
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(json.dumps(arguments).encode() + b"\n")
        answered = socket.waitForBytesWritten(_WAIT_MS) and socket.waitForReadyRead(_WAIT_MS)
        taken = answered and bytes(socket.readAll().data()) == _TAKEN
        socket.abort()
        return taken

    def on_arguments(self, callback: Callable[[list[str]], None]) -> None:
        """Call back with the arguments of each later start, those of starts before now included."""
        self._on_arguments = callback
        waiting, self._waiting = self._waiting, []
        for arguments in waiting:
            callback(arguments)

    def release(self) -> None:
        """Stop listening and free the lock."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _listen(self) -> None:
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # A killed program leaves its socket behind; we hold the lock, so it is nobody's.
        QLocalServer.removeServer(self._name())
        server.newConnection.connect(self._on_connection)
        if server.listen(self._name()):
            self._server = server

    def _on_connection(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        if socket is None:
            return
        socket.setParent(self)
        socket.readyRead.connect(lambda: self._on_bytes(socket))
        socket.disconnected.connect(socket.deleteLater)
        if socket.bytesAvailable():
            self._on_bytes(socket)

    def _on_bytes(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _MOST_BYTES:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        arguments = _read(bytes(socket.readLine().data()))
        if arguments is None:
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.flush()
        if self._on_arguments is None:
            self._waiting.append(arguments)
        else:
            self._on_arguments(arguments)

    def _name(self) -> str:
        """A socket's name is short on every system, so the profile's path goes in as a digest."""
        digest = hashlib.blake2s(os.fsencode(self._path.absolute()), digest_size=12).hexdigest()
        return f"microblog-desktop-{digest}"


def _read(line: bytes) -> list[str] | None:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if isinstance(said, list) and all(isinstance(argument, str) for argument in said):
        return said
    return None


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

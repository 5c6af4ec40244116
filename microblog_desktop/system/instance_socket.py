"""How a second start tells the first one what it was asked for.

Apart from the lock in `single_instance.py`, because it needs QtNetwork, which
nothing needs before the first window is there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QThread
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 2000
_ASK_AGAIN_MS = 20
_MOST_BYTES = 100_000
_TAKEN = b"taken\n"
# The right to come forward under Wayland: the desktop gives it to the program that the person started.
ACTIVATION = "XDG_ACTIVATION_TOKEN"


class InstanceSocket(QObject):
    """Listens for later starts with the same profile. Only who holds the profile's lock may make one."""

    def __init__(self, lock: Path, on_arguments: Callable[[list[str]], None]) -> None:
        super().__init__()
        self._on_arguments = on_arguments
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # A killed program leaves its socket behind; we hold the lock, so it is nobody's.
        QLocalServer.removeServer(_name(lock))
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(_name(lock))

    def close(self) -> None:
        self._server.close()
        self.deleteLater()

    def _on_connection(self) -> None:
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
        said = _read(bytes(socket.readLine().data()))
        if said is None:
            socket.abort()
            return
        arguments, activation = said
        socket.write(_TAKEN)
        socket.flush()
        if activation:
            # Qt takes it from there when a window is to come forward. Not into `os.environ`, where it would stay.
            os.putenv(ACTIVATION, activation)
        self._on_arguments(arguments)


def hand_over(lock: Path, arguments: list[str]) -> bool:
    """Give the arguments, and the right to come forward, to who holds the lock; False when it does not answer."""
    deadline = QDeadlineTimer(_WAIT_MS)
    socket = QLocalSocket()
    socket.connectToServer(_name(lock))
    # A program that has only just begun holds the lock already, and listens once its window is there.
    while not socket.waitForConnected(_WAIT_MS):
        if deadline.hasExpired():
            return False
        QThread.msleep(_ASK_AGAIN_MS)
        socket.connectToServer(_name(lock))
    said = {"arguments": arguments, "activation": os.environ.get(ACTIVATION, "")}
    socket.write(json.dumps(said).encode() + b"\n")
    answered = socket.waitForBytesWritten(_WAIT_MS) and socket.waitForReadyRead(_WAIT_MS)
    taken = answered and bytes(socket.readAll().data()) == _TAKEN
    socket.abort()
    return taken


def _name(lock: Path) -> str:
    """A socket's name is short on every system, so the profile's path goes in as a digest."""
    digest = hashlib.blake2s(os.fsencode(lock.absolute()), digest_size=12).hexdigest()
    return f"microblog-desktop-{digest}"


def _read(line: bytes) -> tuple[list[str], str] | None:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match said:
        case {"arguments": list(arguments), "activation": str(activation)} if "\0" not in activation:
            return (arguments, activation) if all(isinstance(argument, str) for argument in arguments) else None
    return None

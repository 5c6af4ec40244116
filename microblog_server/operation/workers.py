"""Several workers on one socket: start them, start them again when they end, end them together.

A worker is `microblog-server run` with a listening socket that it inherits. It
writes one line when it serves, and ends with its standard input: however this
process ends, no worker is left.
"""

from __future__ import annotations

import contextlib
import logging
import os
import selectors
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from microblog_server.operation.program import this_program
from microblog_server.settings import Settings

log = logging.getLogger(__name__)

READY = "ready"
# What a worker is told besides the settings.
LISTENER, NUMBER, BOARD = "MICROBLOG_WORKER_LISTENER", "MICROBLOG_WORKER_NUMBER", "MICROBLOG_WORKER_BOARD"
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 30.0
_LOOK_S = 0.25
# More than a worker gives its requests when it is told to end.
_MORE_GRACE_S = 5.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class WorkersFailedError(Exception):
    """A worker could not even start."""


@dataclass(slots=True)
class _Worker:
    number: int
    process: subprocess.Popen[bytes] | None = None
    has_served: bool = False
    pause_s: float = _FIRST_PAUSE_S
    start_at_s: float = field(default_factory=time.monotonic)


class Workers:
    """`run` them until SIGTERM, SIGINT or, if asked, the end of standard input."""

    def __init__(self, settings: Settings, listener: socket.socket, count: int, first_arguments: Sequence[str]) -> None:
        """`first_arguments` are for the first worker alone."""
        self._settings = settings
        self._listener = listener
        self._first_arguments = first_arguments
        self._workers = [_Worker(number) for number in range(count)]
        self._selector = selectors.DefaultSelector()

    def run(self, announce: Callable[[], None], *, ends_with_stdin: bool) -> None:
        """`announce` is called once, when all of them serve."""
        told, tell = socket.socketpair()
        tell.setblocking(False)
        self._selector.register(told, selectors.EVENT_READ)
        if ends_with_stdin:
            self._selector.register(0, selectors.EVENT_READ)
        signal.set_wakeup_fd(tell.fileno())
        for number in _SIGNALS:
            signal.signal(number, lambda number, frame: None)
        with told, tell, tempfile.TemporaryDirectory(prefix="microblog-workers-") as board:
            try:
                self._keep(board, told, announce)
            finally:
                self._end()
                signal.set_wakeup_fd(-1)

    def _keep(self, board: str, told: socket.socket, announce: Callable[[], None]) -> None:
        is_announced = False
        while True:
            for worker in self._workers:
                self._look_after(worker, board)
            for key, _ in self._selector.select(_LOOK_S):
                if key.fileobj is told or (key.fileobj == 0 and not os.read(0, 4096)):
                    return
                if isinstance(key.data, _Worker):
                    self._hear(key.data)
            if not is_announced and all(worker.has_served for worker in self._workers):
                is_announced = True
                announce()

    def _look_after(self, worker: _Worker, board: str) -> None:
        if worker.process is not None and worker.process.poll() is not None:
            code = worker.process.returncode
            self._forget(worker)
            if not worker.has_served:
                raise WorkersFailedError(f"worker {worker.number} ended with {code} before it served")
            log.warning("worker %s has ended (%s); the next one starts in %s s", worker.number, code, worker.pause_s)
            worker.start_at_s = time.monotonic() + worker.pause_s
            worker.pause_s = min(worker.pause_s * 2, _LONGEST_PAUSE_S)
        if worker.process is None and time.monotonic() >= worker.start_at_s:
            self._start(worker, board)

    def _hear(self, worker: _Worker) -> None:
        assert worker.process is not None
        assert worker.process.stdout is not None
        line = worker.process.stdout.readline()
        if line.decode().strip() == READY:
            worker.has_served = True
            worker.pause_s = _FIRST_PAUSE_S
        if not line:
            self._selector.unregister(worker.process.stdout)

    def _start(self, worker: _Worker, board: str) -> None:
        number = worker.number
        own = {LISTENER: str(self._listener.fileno()), NUMBER: str(number), BOARD: board}
        if number:
            # One is enough to look after the worker that does jobs.
            own["MICROBLOG_WORKER"] = "off"
        worker.process = subprocess.Popen(
            [*this_program(), "run", *(() if number else self._first_arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **self._settings.environment(), **own},
            pass_fds=[self._listener.fileno()],
            # Ctrl-C in a terminal is for us alone.
            start_new_session=True,
        )
        assert worker.process.stdout is not None
        self._selector.register(worker.process.stdout, selectors.EVENT_READ, worker)

    def _forget(self, worker: _Worker) -> None:
        assert worker.process is not None
        assert worker.process.stdout is not None
        with contextlib.suppress(KeyError):
            self._selector.unregister(worker.process.stdout)
        worker.process.communicate()
        worker.process = None

    def _end(self) -> None:
        running = [worker for worker in self._workers if worker.process is not None]
        for worker in running:
            if worker.process is not None:
                worker.process.terminate()
        give_up_s = time.monotonic() + self._settings.grace + _MORE_GRACE_S
        for worker in running:
            assert worker.process is not None
            try:
                worker.process.wait(max(0.0, give_up_s - time.monotonic()))
            except subprocess.TimeoutExpired:
                log.warning("worker %s did not end in time", worker.number)
                worker.process.kill()
            self._forget(worker)

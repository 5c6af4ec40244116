"""The server that "try it on this computer" starts: a child process that ends with us.

It listens on this computer only, on the same port each time (accounts know it
by its address), and keeps its data in the profile. It reads our end of a pipe:
when we end, however that happens, the pipe closes and it ends too. `start` and
`stop` block, so they are called from a thread.
"""

from __future__ import annotations

import functools
import logging
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.system.paths import private_folder

log = logging.getLogger(__name__)

_START_S = 30.0
_STOP_S = 5.0
_LAST_WORDS = 20
_LISTENING = "listening on "
# Windows would open a black window for the server.
NO_CONSOLE: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class LocalServerError(Exception):
    """The local server did not start; the text has its last words."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.problem = Problem(ProblemKind.LOCAL_SERVER_FAILED, may_retry=True)


Command = Callable[[int], tuple[str, ...]]


class LocalServer:
    """At most one server process of ours, with its data in `folder`."""

    def __init__(self, folder: Path, command: Command | None = None, *, start_s: float = _START_S) -> None:
        self._folder = folder
        self._command = command or functools.partial(server_command, folder)
        self._start_s = start_s
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._url = ""

    def start(self) -> str:
        """The server's URL; starts it if it is not running. Raises `LocalServerError`."""
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                return self._url
            self._end()
            private_folder(self._folder)
            try:
                self._process = subprocess.Popen(
                    self._command(self._port()),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    creationflags=NO_CONSOLE,
                )
            except OSError as error:
                raise LocalServerError("cannot start") from error
            urls: queue.SimpleQueue[str] = queue.SimpleQueue()
            said: deque[str] = deque(maxlen=_LAST_WORDS)
            arguments = (self._process, urls, said)
            reader = threading.Thread(target=_read_output, args=arguments, name="local server", daemon=True)
            reader.start()
            try:
                self._url = urls.get(timeout=self._start_s)
            except queue.Empty:
                self._url = ""
            if not self._url:
                self._end()
                raise LocalServerError("\n".join(("did not begin to listen", *said)))
            self._remembered.write_text(self._url, encoding="utf-8")
            return self._url

    def serves(self, url: str) -> bool:
        """Whether this is the address at which our own server was reached before."""
        return url == self._remembered_url()

    def stop(self) -> None:
        """Close the pipe, which is the server's sign to end; insist after some seconds."""
        with self._lock:
            self._end()

    @property
    def _remembered(self) -> Path:
        return self._folder / "address"

    def _remembered_url(self) -> str:
        try:
            return self._remembered.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def _port(self) -> int:
        """The port of last time, or 0 for any that is free."""
        port = self._remembered_url().rpartition(":")[2]
        return int(port) if port.isascii() and port.isdigit() else 0

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def server_program() -> tuple[str, ...]:
    """What begins every command line of our server: this Python, or the program beside ours in the bundle."""
    if not getattr(sys, "frozen", False):
        return (sys.executable, "-m", "microblog_server")
    own = Path(sys.executable)
    return (str(own.with_name("microblog-server" + own.suffix)),)


def server_command(folder: Path, port: int) -> tuple[str, ...]:
    """How to run our server here, with its data in `folder`."""
    database = f"sqlite:///{(folder / 'microblog.db').as_posix()}"
    return (
        *server_program(),
        "run",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--exit-with-stdin",
        "--database",
        database,
    )


def _read_output(process: subprocess.Popen[bytes], urls: queue.SimpleQueue[str], said: deque[str]) -> None:
    """Read all the server says, so that its pipe never fills; hand on its URL, or nothing when it ends."""
    assert process.stdout is not None
    with process.stdout as output:
        for raw in output:
            line = raw.decode("utf-8", "replace").strip()
            _, found, url = line.partition(_LISTENING)
            if found:
                urls.put(url.strip().rstrip("/"))
            said.append(line)
            log.debug("local server: %s", line)
    urls.put("")

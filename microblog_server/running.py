"""Run the server as a process: a listening line on standard output, a quick end."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn

from microblog_server.app import Companion, MicroblogServer
from microblog_server.operation import logs, workers
from microblog_server.operation.noticeboard import Noticeboard
from microblog_server.settings import Settings, SettingsError

_NOT_STARTED = 3
_WAITING_CONNECTIONS = 2048
# Longer than clients and proxies keep an idle connection: who ends it first never meets a request on its way.
_IDLE_S = 75


class _Announced(uvicorn.Server):
    """Says that it serves, once it does."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # uvicorn would wait for the streams of live events, which do not end by themselves.
        if isinstance(self.config.app, MicroblogServer):
            self.config.app.end_streams()
        await super().shutdown(sockets)


class CannotListenError(Exception):
    """The address is taken or not of this computer."""


def run(settings: Settings, *, companion: Companion | None, ends_with_stdin: bool) -> int:
    """Serve until SIGTERM, SIGINT or, if asked, the end of standard input. Returns the exit code."""
    logs.configure(settings)
    inherited = os.environ.get(workers.LISTENER)
    if inherited is not None:
        board = Noticeboard(Path(os.environ[workers.BOARD]), os.environ[workers.NUMBER])
        with socket.socket(fileno=int(inherited)) as listener:
            return _serve(settings, listener, companion, board, lambda: _say(workers.READY), ends_with_stdin=True)
    with _listener(settings) as listener:
        return _serve(settings, listener, companion, None, _listening(listener), ends_with_stdin=ends_with_stdin)


def run_workers(settings: Settings, count: int, first_arguments: Sequence[str], *, ends_with_stdin: bool) -> int:
    """As `run`, with several processes; `first_arguments` are for the first of them."""
    if os.name != "posix":
        raise SettingsError("several workers need a system such as Linux")
    if not settings.redis:
        raise SettingsError("several workers need MICROBLOG_REDIS: it is how they tell each other what is new")
    logs.configure(settings)
    with _listener(settings) as listener:
        listener.listen(_WAITING_CONNECTIONS)
        keeper = workers.Workers(settings, listener, count, first_arguments)
        try:
            keeper.run(_listening(listener), ends_with_stdin=ends_with_stdin)
        except workers.WorkersFailedError:
            return _NOT_STARTED
    return 0


def _serve(
    settings: Settings,
    listener: socket.socket,
    companion: Companion | None,
    board: Noticeboard | None,
    announce: Callable[[], None],
    *,
    ends_with_stdin: bool,
) -> int:
    config = uvicorn.Config(
        MicroblogServer(settings, companion, board),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=settings.grace,
        timeout_keep_alive=_IDLE_S,
        backlog=_WAITING_CONNECTIONS,
        ws="none",
    )
    server = _Announced(config, announce)
    # uvicorn raises the signal again when it has ended; it is no failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: None)
    if ends_with_stdin:
        threading.Thread(target=_end_with_stdin, args=(server,), daemon=True).start()
    server.run(sockets=[listener])
    return 0 if server.started else _NOT_STARTED


def _listening(listener: socket.socket) -> Callable[[], None]:
    host, port = listener.getsockname()[:2]
    return lambda: _say(f"listening on http://{f'[{host}]' if ':' in host else host}:{port}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _listener(settings: Settings) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        raise CannotListenError(f"cannot listen on {settings.host}:{settings.port}: {error.strerror}") from error
    return listener


def _end_with_stdin(server: uvicorn.Server) -> None:
    # Not sys.stdin: its lock would be held by this thread when the interpreter ends.
    while os.read(0, 4096):
        pass
    server.should_exit = True

"""Run the server as a process: a listening line on standard output, a quick end."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading

import uvicorn

from microblog_server.app import Companion, MicroblogServer
from microblog_server.settings import Settings

# Together with closing the database this stays below two seconds.
_GRACE_S = 1
_NOT_STARTED = 3


class _Announced(uvicorn.Server):
    """Says where it listens, once it does, in one line that a program can read."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            for listener in sockets or []:
                host, port = listener.getsockname()[:2]
                sys.stdout.write(f"listening on http://{f'[{host}]' if ':' in host else host}:{port}\n")
            sys.stdout.flush()


class CannotListenError(Exception):
    """The address is taken or not of this computer."""


def run(settings: Settings, *, companion: Companion | None, ends_with_stdin: bool) -> int:
    """Serve until SIGTERM, SIGINT or, if asked, the end of standard input. Returns the exit code."""
    logging.basicConfig(
        level=settings.log_level.upper(), stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    config = uvicorn.Config(
        MicroblogServer(settings, companion),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
        ws="none",
    )
    server = _Announced(config)
    # uvicorn raises the signal again when it has ended; it is no failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: None)
    if ends_with_stdin:
        threading.Thread(target=_end_with_stdin, args=(server,), daemon=True).start()
    with _listener(settings) as listener:
        server.run(sockets=[listener])
    return 0 if server.started else _NOT_STARTED


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

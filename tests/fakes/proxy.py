"""A network between client and server that fails as a test says, request by request.

It runs in threads of its own, so that a client on any loop, or in another process, can be tested through it. Faults
wait in a queue; each is used up by the first request that it matches:

    proxy.fail_next(Fault.CUT_ANSWER, "POST /api/posts")    # the server has committed, the client never learns it
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_UPSTREAM_S = 30.0
_STREAM = "text/event-stream"
_HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})


class Fault(Enum):
    """What can happen to a request on its way."""

    DROP_REQUEST = auto()  # the connection is reset before the server has seen anything
    CUT_ANSWER = auto()  # the server has answered in full; the client gets a reset and no byte
    TRUNCATE_ANSWER = auto()  # the client gets half of the body, then a reset
    SILENCE = auto()  # half open: the server never sees it, the client never hears anything
    SILENT_ANSWER = auto()  # half open: the server has answered, the client never hears of it
    DELAY = auto()  # all well, after `seconds`
    CUT_STREAM = auto()  # an endless answer comes as far as `bytes_through`, then a reset
    REPLACE_ANSWER = auto()  # something in between answers `status` instead; the server never sees it


@dataclass(frozen=True, slots=True)
class Trouble:
    """One fault that waits for its request, `METHOD /path` matched from the start."""

    fault: Fault
    matching: str
    seconds: float = 0.0
    status: int = 503
    headers: tuple[tuple[str, str], ...] = ()
    bytes_through: int = 0
    body: bytes = b"<html><body>Bad gateway</body></html>"


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """A request that reached the proxy, and whether it reached the server."""

    line: str
    headers: dict[str, str]
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(slots=True)
class _State:
    upstream: str
    troubles: list[Trouble] = field(default_factory=list)
    seen: list[SeenRequest] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)

    def take_trouble(self, line: str, headers: dict[str, str]) -> Trouble | None:
        with self.lock:
            trouble = next((one for one in self.troubles if line.startswith(one.matching)), None)
            if trouble is not None:
                self.troubles.remove(trouble)
            self.seen.append(SeenRequest(line, headers, trouble.fault if trouble else None))
            return trouble


class FaultProxy:
    """Use as a context manager; `url` stays the same while connections are refused and accepted again."""

    def __init__(self, upstream: str) -> None:
        self._state = _State(upstream)
        self._server: _Listener | None = None
        self._port = 0

    def __enter__(self) -> Self:
        self.accept_connections()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._state.closing.set()
        self.refuse_connections()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def requests(self) -> list[SeenRequest]:
        """Every request so far, in the order of arrival."""
        with self._state.lock:
            return list(self._state.seen)

    def count(self, matching: str) -> int:
        """Count the requests whose `METHOD /path` begins so."""
        return sum(request.line.startswith(matching) for request in self.requests)

    def fail_next(self, fault: Fault, matching: str = "", *, times: int = 1) -> None:
        self.add(*[Trouble(fault, matching)] * times)

    def add(self, *troubles: Trouble) -> None:
        with self._state.lock:
            self._state.troubles.extend(troubles)

    def clear(self) -> None:
        """Forget the faults that have not happened yet."""
        with self._state.lock:
            self._state.troubles.clear()

    def refuse_connections(self) -> None:
        """Be unreachable: live connections are reset and new ones refused, until `accept_connections`."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def accept_connections(self) -> None:
        if self._server is None:
            self._server = _Listener(self._port, self._state)
            self._port = self._server.server_address[1]

    @contextlib.contextmanager
    def unreachable(self) -> Iterator[None]:
        """Refuse connections for the length of a `with` block."""
        self.refuse_connections()
        try:
            yield
        finally:
            self.accept_connections()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, state: _State) -> None:
        super().__init__(("127.0.0.1", port), _Relay)
        self.state = state
        self._live: set[socket.socket] = set()
        threading.Thread(target=self.serve_forever, args=(0.02,), name="fault proxy", daemon=True).start()

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = super().get_request()
        self._live.add(connection)
        return connection, address

    def shutdown_request(self, request: object) -> None:
        if isinstance(request, socket.socket):
            self._live.discard(request)
            request.close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: resets are what this proxy is for."""

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        for connection in list(self._live):
            _reset(connection)


class _Relay(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    def relay(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        trouble = self.server.state.take_trouble(f"{self.command} {self.path}", dict(self.headers.items()))
        match trouble.fault if trouble else None:
            case Fault.DROP_REQUEST:
                self._hang_up()
            case Fault.SILENCE:
                self._stay_silent()
            case Fault.REPLACE_ANSWER if trouble:
                self._send(_Answer(trouble.status, list(trouble.headers), trouble.body))
            case Fault.CUT_ANSWER:
                self._ask_server(body)
                self._hang_up()
            case Fault.SILENT_ANSWER:
                self._ask_server(body)
                self._stay_silent()
            case Fault.TRUNCATE_ANSWER:
                self._send(self._ask_server(body), share=0.5)
                self._hang_up()
            case Fault.CUT_STREAM if trouble:
                self._pass_on_stream(trouble.bytes_through)
            case Fault.DELAY if trouble:
                self.server.state.closing.wait(trouble.seconds)
                self._send(self._ask_server(body))
            case _ if self.headers.get("Accept") == _STREAM:
                self._pass_on_stream()
            case _:
                self._send(self._ask_server(body))

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = relay

    def _ask_server(self, body: bytes) -> _Answer:
        address = urlsplit(self.server.state.upstream)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=_UPSTREAM_S)
        try:
            # The Host stays the client's own, so that links in the answer lead through the proxy again.
            connection.request(self.command, self.path, body or None, dict(self.headers.items()))
            response = connection.getresponse()
            return _Answer(response.status, response.getheaders(), response.read())
        except OSError:
            return _Answer(502, [], b"")
        finally:
            connection.close()

    def _pass_on_stream(self, bytes_through: int | None = None) -> None:
        """Byte by byte as they come, until either side leaves, or that many have come through."""
        address = urlsplit(self.server.state.upstream)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=_UPSTREAM_S)
        self.close_connection = True
        passed = 0
        try:
            connection.request(self.command, self.path, None, dict(self.headers.items()))
            response = connection.getresponse()
            self.send_response_only(response.status)
            for name, value in response.getheaders():
                if name.lower() not in _HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            while bytes_through is None or passed < bytes_through:
                part = response.read1(4096 if bytes_through is None else bytes_through - passed)
                if not part:
                    return
                self.wfile.write(part)
                passed += len(part)
        except OSError:
            pass
        finally:
            connection.close()
        self._hang_up()

    def _send(self, answer: _Answer, share: float = 1.0) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            if name.lower() not in _HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body[: int(len(answer.body) * share)])
        self.wfile.flush()

    def _stay_silent(self) -> None:
        self.server.state.closing.wait()
        self._hang_up()

    def _hang_up(self) -> None:
        self.close_connection = True
        _reset(self.connection)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing; `FaultProxy.requests` has it all."""


def _reset(connection: socket.socket) -> None:
    # Lingering for no time makes close() send RST, which is what a lost connection looks like.
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RD)
        connection.close()

"""What the HTTP library raised, as one of our errors: above all, whether the request had left."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx

from microblog_desktop.api.errors import ApiError, BadAnswer, NotSent, Unanswered
from microblog_desktop.domain.problem import Problem, ProblemKind

# Raised before the first byte of a request is written.
_BEFORE_SENDING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)

# The proxy is well, but cannot reach the server.
_SERVER_IS_AWAY = ("502", "503", "504")
_SOCKS_SERVER_IS_AWAY = ("unreachable", "refused", "TTL expired")

FAILURES = (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError)
"""What the HTTP library may raise."""


@asynccontextmanager
async def within(limit_s: float) -> AsyncIterator[None]:
    """Whatever goes wrong inside, and the end of our patience, as one of our errors."""
    try:
        async with asyncio.timeout(limit_s):
            yield
    except TimeoutError as error:
        raise Unanswered(Problem(ProblemKind.TIMED_OUT, may_retry=True)) from error
    except FAILURES as error:
        raise translate(error) from error


def translate(error: Exception) -> ApiError:
    """`NotSent` only when that is certain."""
    if isinstance(error, httpx.ProxyError):
        return NotSent(Problem(_proxy_kind(str(error)), may_retry=True), type(error).__name__)
    if isinstance(error, _BEFORE_SENDING):
        return NotSent(Problem(_connect_kind(error), may_retry=True), type(error).__name__)
    if isinstance(error, httpx.DecodingError):
        return BadAnswer("damaged compression")
    kind = ProblemKind.TIMED_OUT if isinstance(error, httpx.TimeoutException) else ProblemKind.UNREACHABLE
    return Unanswered(Problem(kind, may_retry=True), type(error).__name__)


def _proxy_kind(said: str) -> ProblemKind:
    """What a proxy means that does not let us through; the words are httpcore's and, of HTTP, the status."""
    if said.startswith("407") or "username" in said.lower():
        return ProblemKind.PROXY_SIGN_IN
    is_behind = said.startswith(_SERVER_IS_AWAY) or any(reason in said for reason in _SOCKS_SERVER_IS_AWAY)
    return ProblemKind.UNREACHABLE if is_behind else ProblemKind.PROXY


def _connect_kind(error: Exception) -> ProblemKind:
    if isinstance(error, httpx.TimeoutException):
        return ProblemKind.TIMED_OUT
    if isinstance(error, httpx.UnsupportedProtocol):
        return ProblemKind.BAD_ADDRESS
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return ProblemKind.CERTIFICATE
        if isinstance(cause, socket.gaierror):
            # "Try again" comes from a computer without a network, "no such name" from a name server.
            return ProblemKind.UNREACHABLE if cause.errno == socket.EAI_AGAIN else ProblemKind.NO_SUCH_HOST
        if isinstance(cause, UnicodeError):
            return ProblemKind.NO_SUCH_HOST
        if isinstance(cause, ConnectionRefusedError) or getattr(cause, "errno", None) == errno.ECONNREFUSED:
            return ProblemKind.CONNECTION_REFUSED
    return ProblemKind.UNREACHABLE


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that led to it, each once."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop(0)
        if cause is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [cause.__cause__, cause.__context__]
        if isinstance(cause, BaseExceptionGroup):
            waiting += cause.exceptions

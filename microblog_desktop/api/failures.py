"""What the HTTP library raised, as one of our errors: above all, whether the request had left."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx

from microblog_desktop.api.addresses import is_loopback
from microblog_desktop.api.errors import ApiError, BadAnswer, NotSent, Unanswered
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.proxy import Proxy, ProxyKind

# Raised before the first byte of a request is written.
_BEFORE_SENDING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)

_NOT_REACHED = {
    ProblemKind.TIMED_OUT,
    ProblemKind.NO_SUCH_HOST,
    ProblemKind.UNREACHABLE,
    ProblemKind.CONNECTION_REFUSED,
}

FAILURES = (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError)
"""What the HTTP library may raise."""


@asynccontextmanager
async def within(limit_s: float, proxy: Proxy = Proxy()) -> AsyncIterator[None]:  # noqa: B008 - frozen
    """Whatever goes wrong inside, and the end of our patience, as one of our errors; `proxy` is on the way."""
    try:
        async with asyncio.timeout(limit_s):
            yield
    except TimeoutError as error:
        raise Unanswered(Problem(ProblemKind.TIMED_OUT, may_retry=True)) from error
    except FAILURES as error:
        raise translate(error, proxy) from error


def translate(error: Exception, proxy: Proxy = Proxy()) -> ApiError:  # noqa: B008 - frozen
    """`NotSent` only when that is certain."""
    if isinstance(error, httpx.ProxyError):
        wants_sign_in = str(error).startswith("407") or "username" in str(error).lower()
        kind = ProblemKind.PROXY_SIGN_IN if wants_sign_in else ProblemKind.PROXY
        return NotSent(Problem(kind, may_retry=True), type(error).__name__)
    if isinstance(error, _BEFORE_SENDING) and _is_of_the_proxy(error, proxy):
        return NotSent(Problem(ProblemKind.PROXY, may_retry=True), type(error).__name__)
    if isinstance(error, _BEFORE_SENDING):
        return NotSent(Problem(_connect_kind(error), may_retry=True), type(error).__name__)
    if isinstance(error, httpx.DecodingError):
        return BadAnswer("damaged compression")
    kind = ProblemKind.TIMED_OUT if isinstance(error, httpx.TimeoutException) else ProblemKind.UNREACHABLE
    return Unanswered(Problem(kind, may_retry=True), type(error).__name__)


def _is_of_the_proxy(error: Exception, proxy: Proxy) -> bool:
    """With a proxy that is all we connect to ourselves, save what is on this computer."""
    if proxy.kind is not ProxyKind.MANUAL or not proxy.url or isinstance(error, httpx.PoolTimeout):
        return False
    request = error.request if isinstance(error, httpx.RequestError) and _has_request(error) else None
    is_near = request is not None and is_loopback(str(request.url))
    return not is_near and _connect_kind(error) in _NOT_REACHED


def _has_request(error: httpx.RequestError) -> bool:
    try:
        return bool(error.request)
    except RuntimeError:
        return False


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

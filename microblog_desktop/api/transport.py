"""The one place where requests leave: time-outs, size limits, redirects, and who gets the token."""

from __future__ import annotations

import functools
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import Protocol, TypeVar

import httpx

from microblog_desktop.api.addresses import is_loopback, is_private, origin, resolve
from microblog_desktop.api.errors import ApiError, BadAnswer, NotSent, Unanswered, refusal
from microblog_desktop.api.exchange import Answer, OpenAnswer, Request
from microblog_desktop.api.failures import FAILURES, translate, within
from microblog_desktop.api.route import TIMEOUTS, Route
from microblog_desktop.api.wire.values import is_complaint, read_complaint
from microblog_desktop.domain.clock import Clock, utc_now
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.values import dataclass

JSON_LIMIT_BYTES = 8 * 1024 * 1024
_WHOLE_CALL_S = 60.0
_OPENING_S = 20.0
_MOST_REDIRECTS = 5
_PROXY_WANTS_SIGN_IN = 407
_SAID_BY_ANYBODY = (400, 403, 404, 405, 410)


class Line(Protocol):
    """Whoever decides whether requests may leave, and learns whether they arrive."""

    @property
    def is_open(self) -> bool: ...

    def worked(self) -> None:
        """The server answered."""

    def failed(self, error: ApiError) -> None:
        """No answer came."""


class OpenLine:
    """A line that is always open and remembers nothing."""

    is_open = True

    def worked(self) -> None:
        """Nothing to remember."""

    def failed(self, error: ApiError) -> None:
        """Nothing to remember."""


class Redirects(Enum):
    """How far a redirect may lead; never from https to http."""

    SAME_ORIGIN = "same origin"
    ANY_ORIGIN = "any origin"


class Transport:
    """Requests to one server; a token goes to the server's own origin and nowhere else."""

    def __init__(
        self,
        base_url: str,
        *,
        token: Secret | None = None,
        line: Line | None = None,
        network: httpx.AsyncBaseTransport | None = None,
        clock: Clock = utc_now,
        whole_call_s: float = _WHOLE_CALL_S,
        route: Route | None = None,
    ) -> None:
        """`route` is the way out; when it changes, what is asked from then on goes the new way."""
        self.base_url = base_url
        self.clock_offset = timedelta()
        self._origin = origin(base_url)
        self._token = token
        self._line: Line = line or OpenLine()
        self._clock = clock
        self._whole_call_s = whole_call_s
        self._route = route or Route()
        self._version = self._route.version
        self._network = network
        self._client = self._new_client()
        self._left: list[httpx.AsyncClient] = []

    async def call(self, request: Request) -> Answer:
        """The server's 2xx answer. Raises `ApiError`."""
        answer = await self.ask(request)
        if not answer.is_success:
            raise self._refusal(answer)
        return answer

    async def ask(self, request: Request, redirects: Redirects = Redirects.SAME_ORIGIN) -> Answer:
        """The server's answer whatever its status is. Raises `ApiError` when there is none."""
        try:
            answer = await self._follow(self._call(request), redirects=redirects)
        except ApiError as error:
            self._line.failed(error)
            raise
        self._line.worked()
        if answer.date is not None:
            self.clock_offset = answer.date - self._clock()
        return answer

    @asynccontextmanager
    async def open(self, request: Request, *, silence_s: float) -> AsyncIterator[OpenAnswer]:
        """A 2xx answer whose body has no end; what comes is as it was sent, never unpacked. Raises `ApiError`,
        also while it is read, and when nothing comes for so long."""
        call = self._call(request)
        timeouts = httpx.Timeout(**{**TIMEOUTS.as_dict(), "read": silence_s})
        try:
            response = await _twice_if_harmless(call, lambda: self._begin(self._build(call, timeouts)))
        except ApiError as error:
            self._line.failed(error)
            raise
        self._line.worked()
        try:
            yield OpenAnswer(_headers(response), _chunks(response))
        finally:
            await response.aclose()

    async def fetch(self, url: str, headers: dict[str, str], *, limit_bytes: int) -> Answer:
        """GET from any origin, with the token only if it is ours; 2xx or 304. Raises `ApiError`."""
        target = resolve(self.base_url, url)
        if not _may_lead(self.base_url, target):
            raise NotSent(Problem(ProblemKind.INSECURE))
        answer = await self._follow(_Call("GET", target, headers, None, limit_bytes), redirects=Redirects.ANY_ORIGIN)
        if not answer.is_success and answer.status != 304:
            raise self._refusal(answer)
        return answer

    async def aclose(self) -> None:
        for client in (self._client, *self._left):
            await client.aclose()

    def _new_client(self) -> httpx.AsyncClient:
        return self._route.new_client(self.base_url, self._network)

    async def _connections(self) -> httpx.AsyncClient:
        """Those of the way of now; what is on its way over others ends there."""
        await self._route.known()
        if self._version != self._route.version:
            self._version = self._route.version
            self._left.append(self._client)
            self._client = self._new_client()
        return self._client

    def _refusal(self, answer: Answer) -> ApiError:
        if answer.location is not None:
            return BadAnswer(f"redirect to another place ({answer.status})")
        if answer.status in _SAID_BY_ANYBODY and answer.body and not is_complaint(answer.body):
            # A hotel's network, a hosting company, a server being set up: whoever says so has not looked at it.
            return BadAnswer(f"a page, not an answer ({answer.status})")
        message, fields = read_complaint(answer.body)
        return refusal(answer.status, message=message, fields=fields, retry_after_s=answer.retry_after_s(self._clock()))

    async def _follow(self, call: _Call, *, redirects: Redirects) -> Answer:
        for _ in range(_MOST_REDIRECTS):
            answer = await _twice_if_harmless(call, functools.partial(self._send, call))
            if answer.location is None or call.method != "GET":
                return answer
            target = _redirect_target(call.url, answer.location)
            if redirects is Redirects.SAME_ORIGIN and origin(target) != self._origin:
                return answer
            call = replace(call, url=target)
        raise BadAnswer("too many redirects")

    def _call(self, request: Request) -> _Call:
        url = resolve(self.base_url, request.path)
        if request.query:
            url = str(httpx.URL(url, params=list(request.query)))
        headers = {"Accept": "application/json", **dict(request.headers)}
        if request.json is not None:
            headers["Content-Type"] = "application/json"
        elif request.file is not None:
            headers["Content-Type"] = "application/octet-stream"
        return _Call(request.method, url, headers, request.json or request.file, JSON_LIMIT_BYTES)

    def _build(self, call: _Call, timeouts: httpx.Timeout = TIMEOUTS) -> httpx.Request:
        if not self._line.is_open:
            raise NotSent(Problem(ProblemKind.OFFLINE, may_retry=True))
        headers = self._with_token(call)
        try:
            return self._client.build_request(
                call.method, call.url, headers=headers, content=call.content, timeout=timeouts
            )
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise NotSent(Problem(ProblemKind.BAD_ADDRESS)) from error

    async def _send(self, call: _Call) -> Answer:
        request = self._build(call)
        async with within(self._whole_call_s):
            client = await self._connections()
            response = await client.send(request, stream=True, follow_redirects=False)
            return await _whole(response, call.limit_bytes)

    async def _begin(self, request: httpx.Request) -> httpx.Response:
        """A response whose body is still to come; one that is no 2xx is read and raised."""
        async with within(_OPENING_S):
            client = await self._connections()
            response = await client.send(request, stream=True, follow_redirects=False)
            if not response.is_success:
                raise self._refusal(await _whole(response, JSON_LIMIT_BYTES))
        return response

    def _with_token(self, call: _Call) -> dict[str, str]:
        if self._token is None or "Authorization" in call.headers or origin(call.url) != self._origin:
            return call.headers
        return {**call.headers, "Authorization": f"Bearer {self._token.reveal()}"}


@dataclass(frozen=True, slots=True)
class _Call:
    """One request on its way along redirects."""

    method: str
    url: str
    headers: dict[str, str]
    content: bytes | None
    limit_bytes: int


T = TypeVar("T")


async def _twice_if_harmless(call: _Call, send: Callable[[], Awaitable[T]]) -> T:
    """A kept connection may have died unseen (sleep, another network): reading again does no harm."""
    try:
        return await send()
    except BadAnswer:
        raise
    except Unanswered as error:
        if call.method != "GET" or error.problem.kind is ProblemKind.TIMED_OUT:
            raise
        return await send()


async def _whole(response: httpx.Response, limit_bytes: int) -> Answer:
    try:
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > limit_bytes:
                raise BadAnswer(f"more than {limit_bytes} bytes")
    finally:
        await response.aclose()
    if response.status_code == _PROXY_WANTS_SIGN_IN:
        raise NotSent(Problem(ProblemKind.PROXY_SIGN_IN, may_retry=True))
    return Answer(response.status_code, bytes(body), str(response.url), _headers(response))


async def _chunks(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    try:
        raw = response.aiter_raw()
        assert isinstance(raw, AsyncGenerator)
        async with aclosing(raw) as chunks:
            async for chunk in chunks:
                yield chunk
    except FAILURES as error:
        raise translate(error) from error


def _headers(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


def _redirect_target(url: str, location: str) -> str:
    try:
        target = resolve(url, location)
    except NotSent as error:
        raise BadAnswer("redirect to no address") from error
    if not _may_lead(url, target):
        raise BadAnswer("redirect from a private to a public line, or to this computer")
    return target


def _may_lead(url: str, target: str) -> bool:
    """Never from https to http, and never from elsewhere to what listens on this computer only."""
    if is_loopback(target):
        return is_loopback(url)
    return is_private(target) or not is_private(url)

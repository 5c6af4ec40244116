"""Find out what answers at an address, without signing in; and open a server of the right kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never
from urllib.parse import urlsplit

from microblog_desktop.api.addresses import is_private, origin
from microblog_desktop.api.chapter23 import Chapter23Server
from microblog_desktop.api.errors import ApiError, BadAnswer, NotSent, Unanswered, refusal
from microblog_desktop.api.exchange import Answer, Request
from microblog_desktop.api.microblog.server import MicroblogServer
from microblog_desktop.api.route import Route
from microblog_desktop.api.server import Server
from microblog_desktop.api.transport import Line, Redirects, Transport
from microblog_desktop.api.wire.structures import ComplaintWire, LimitsWire, ServiceWire
from microblog_desktop.api.wire.values import clean_name, decode, read_count
from microblog_desktop.domain.account import Account
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import Capability, CountedIn, Limits, ServerDescription, ServerKind

# What a link of the service document lets a person do.
_CAPABILITIES = {
    "register": Capability.REGISTER,
    "timeline": Capability.HOME,
    "explore": Capability.EXPLORE,
    "user_posts": Capability.USER_POSTS,
    "posts": Capability.WRITE,
    "conversations": Capability.MESSAGES,
    "notifications": Capability.NOTIFICATIONS,
    "following": Capability.FOLLOW,
    "users": Capability.PEOPLE,
    "me": Capability.EDIT_PROFILE,
    "like": Capability.LIKES,
    "repost": Capability.REPOSTS,
    "bookmarks": Capability.BOOKMARKS,
    "search": Capability.SEARCH,
    "stream": Capability.STREAM,
    "translation": Capability.TRANSLATION,
    "exports": Capability.EXPORTS,
    "suggestions": Capability.SUGGESTIONS,
    "tags": Capability.TRENDS,
    "my_likes": Capability.OWN_LIKES,
    "my_password": Capability.NEW_PASSWORD,
    "my_avatar": Capability.AVATARS,
    "message": Capability.DELETE_MESSAGES,
    "password_resets": Capability.PASSWORD_RESET,
}
_CHAPTER_23 = frozenset({Capability.REGISTER, Capability.PEOPLE, Capability.EDIT_PROFILE})
_MOST_LANGUAGES = 500
_DEFAULT_LIMITS = Limits()


async def describe_server(url: str, connect: Callable[[str], Transport] = Transport) -> ServerDescription:
    """What answers at this origin. Raises `ApiError`: INSECURE for plain http to another computer (see below),
    NOT_MICROBLOG for anything that is not ours or chapter 23's."""
    if not is_private(url):
        raise NotSent(Problem(ProblemKind.INSECURE))
    return await describe_despite_warning(url, connect)


async def describe_despite_warning(url: str, connect: Callable[[str], Transport] = Transport) -> ServerDescription:
    """Like `describe_server`, for a person who was told that plain http can be read by anybody on the way."""
    transport = connect(url)
    try:
        answer = await transport.ask(Request("GET", "/api"), Redirects.ANY_ORIGIN)
        if answer.is_success:
            return _from_service_document(answer)
        if answer.status == 404:
            return await _chapter_23(transport, url)
        if answer.status == 429 or answer.status >= 500:
            raise refusal(answer.status, message="", fields=(), retry_after_s=None)
        raise _not_microblog(f"GET /api answers {answer.status}")
    finally:
        await transport.aclose()


def open_for_account(account: Account, token: Secret | None, line: Line, route: Route | None = None) -> Server:
    """An account's server, over a transport of its own."""
    transport = Transport(account.server.url, token=token, line=line, route=route)
    return open_server(account.server, transport, account.person_id)


def open_server(description: ServerDescription, transport: Transport, my_id: PersonId | None = None) -> Server:
    """The adapter for this kind of server; closing it closes the transport."""
    match description.kind:
        case ServerKind.MICROBLOG:
            return MicroblogServer(description, transport)
        case ServerKind.CHAPTER_23:
            return Chapter23Server(description, transport, my_id)
        case _:
            assert_never(description.kind)


def _from_service_document(answer: Answer) -> ServerDescription:
    try:
        wire = decode(answer.body, ServiceWire)
    except BadAnswer as error:
        raise _not_microblog("no service document") from error
    capabilities = {_CAPABILITIES[name] for name, link in wire.links.items() if link and name in _CAPABILITIES}
    if not capabilities:
        raise _not_microblog("a service document that links nothing we know")
    url = origin(answer.url)
    told = wire.limits or LimitsWire()
    return ServerDescription(
        url=url,
        kind=ServerKind.MICROBLOG,
        name=clean_name(wire.name) or _host(url),
        version=clean_name(wire.version or ""),
        people=read_count(wire.people),
        languages=tuple(clean_name(code) for code in (wire.languages or [])[:_MOST_LANGUAGES]),
        limits=Limits(
            post=_positive(told.post, _DEFAULT_LIMITS.post),
            message=_positive(told.message, _DEFAULT_LIMITS.message),
            about_me=_positive(told.about_me, _DEFAULT_LIMITS.about_me),
            avatar_bytes=_positive(told.avatar_bytes, _DEFAULT_LIMITS.avatar_bytes),
            counted_in=_counted_in(told.counted_in),
        ),
        # Every server with a service document keeps idempotency keys: the API says so.
        capabilities=frozenset(capabilities | {Capability.IDEMPOTENCY}),
    )


async def _chapter_23(transport: Transport, url: str) -> ServerDescription:
    """Asked for a token without credentials, the tutorial's server answers in its own way, others in theirs."""
    try:
        answer = await transport.ask(Request("POST", "/api/tokens"))
        said = decode(answer.body, ComplaintWire)
    except BadAnswer as error:
        raise _not_microblog("POST /api/tokens answers no JSON") from error
    challenge = answer.headers.get("www-authenticate", "").lower()
    if answer.status != 401 or said.error != "Unauthorized" or not challenge.startswith("basic"):
        raise _not_microblog(f"POST /api/tokens answers {answer.status}")
    return ServerDescription(url=url, kind=ServerKind.CHAPTER_23, name=_host(url), capabilities=_CHAPTER_23)


def _not_microblog(what: str) -> ApiError:
    return Unanswered(Problem(ProblemKind.NOT_MICROBLOG), what)


def _positive(told: int | None, default: int) -> int:
    return read_count(told) or default


def _counted_in(told: str | None) -> CountedIn:
    return CountedIn.GRAPHEMES if told == CountedIn.GRAPHEMES.value else CountedIn.CODE_POINTS


def _host(url: str) -> str:
    return urlsplit(url).netloc

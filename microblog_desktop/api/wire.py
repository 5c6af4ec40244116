"""JSON as servers send it, turned into the domain's data.

Unknown members are ignored; absent and null optional members are the same; ids
may be numbers or text. Whatever arrives, the only error is `BadAnswer`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

import msgspec

from microblog_desktop.api.errors import BadAnswer
from microblog_desktop.domain.secret import Secret

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_COMPLAINT = 500
_LONGEST_NAME = 200
_LONGEST_ID = 500
_MOST_ITEMS = 1000
_GREATEST_COUNT = 2**53
_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
# C0 without tab and line feed, delete, and C1: nothing that a person wrote.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ALL_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Embeddings, overrides and isolates would turn round the sentence that a name is put into.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Joiners and marks of direction matter between letters; alone they are a name that nobody can see or press.
_UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)

Id = int | str
T = TypeVar("T")
# We ask for a hundred at most; a page of a hundred thousand would hold up the windows for a minute.
Items = Annotated[list[T], msgspec.Meta(max_length=_MOST_ITEMS)]


class LinksWire(msgspec.Struct, rename={"self_": "self"}):
    self_: str | None = None
    older: str | None = None
    newer: str | None = None
    next: str | None = None
    prev: str | None = None
    avatar: str | None = None


class MetaWire(msgspec.Struct):
    has_more: bool | None = None
    read_up_to: Id | None = None
    page: int | None = None
    total_pages: int | None = None
    total_items: int | None = None


class PersonWire(msgspec.Struct, rename={"links": "_links"}):
    id: Id
    username: str
    name: str | None = None
    avatar: str | None = None
    about_me: str | None = None
    post_count: int | None = None
    follower_count: int | None = None
    following_count: int | None = None
    created_at: str | None = None
    last_seen: str | None = None
    you_follow: bool | None = None
    follows_you: bool | None = None
    links: LinksWire | None = None


class CountsWire(msgspec.Struct):
    replies: int | None = None
    likes: int | None = None
    reposts: int | None = None


class MineWire(msgspec.Struct):
    liked: bool | None = None
    reposted: bool | None = None
    bookmarked: bool | None = None


class PostWire(msgspec.Struct, rename={"links": "_links"}):
    id: Id
    body: str
    created_at: str
    author: PersonWire
    edited_at: str | None = None
    language: str | None = None
    reply_to: Id | None = None
    reply_to_author: str | PersonWire | None = None
    counts: CountsWire | None = None
    mine: MineWire | None = None
    entry_id: Id | None = None
    order: str | None = None
    cursor: str | None = None
    reposted_by: PersonWire | None = None
    links: LinksWire | None = None


class PostsWire(msgspec.Struct, rename={"meta": "_meta", "links": "_links"}):
    items: Items[PostWire]
    meta: MetaWire | None = None
    links: LinksWire | None = None


class ThreadWire(msgspec.Struct):
    ancestors: Items[PostWire]
    post: PostWire
    replies: Items[PostWire]


class TranslationWire(msgspec.Struct, rename={"source": "from", "target": "to"}):
    text: str
    source: str
    target: str
    provider: str = ""


class MessageWire(msgspec.Struct):
    id: Id
    body: str
    created_at: str
    sender_id: Id | None = None
    recipient_id: Id | None = None
    sender: PersonWire | Id | None = None
    recipient: PersonWire | Id | None = None
    read_at: str | None = None
    order: str | None = None
    cursor: str | None = None


class MessagesWire(msgspec.Struct, rename={"meta": "_meta", "links": "_links"}):
    items: Items[MessageWire]
    meta: MetaWire | None = None
    links: LinksWire | None = None


class ConversationWire(msgspec.Struct):
    person: PersonWire
    latest: MessageWire
    unread: int | None = None
    cursor: str | None = None
    order: str | None = None


class ConversationsWire(msgspec.Struct, rename={"meta": "_meta", "links": "_links"}):
    items: Items[ConversationWire]
    meta: MetaWire | None = None
    links: LinksWire | None = None


class PeopleWire(msgspec.Struct, rename={"meta": "_meta", "links": "_links"}):
    items: Items[PersonWire]
    meta: MetaWire | None = None
    links: LinksWire | None = None


class UnreadWire(msgspec.Struct):
    messages: int | None = None
    notifications: int | None = None


class LiveEventWire(msgspec.Struct):
    change: str | None = None
    post: Id | None = None
    person: Id | None = None
    entry: Id | None = None


class TokenWire(msgspec.Struct):
    token: str
    person: PersonWire | None = None


class LimitsWire(msgspec.Struct):
    post: int | None = None
    message: int | None = None
    about_me: int | None = None
    counted_in: str | None = None


class LinkWire(msgspec.Struct):
    href: str


class ServiceWire(msgspec.Struct, rename={"links": "_links"}):
    name: str
    links: dict[str, str | LinkWire | None]
    version: str | None = None
    limits: LimitsWire | None = None
    people: int | None = None
    languages: list[str] | None = None


class ComplaintWire(msgspec.Struct):
    error: str | None = None
    message: str | None = None
    fields: dict[str, Any] | None = None


def decode(body: bytes, kind: type[T]) -> T:
    """Read JSON as one of the structures above. Raises `BadAnswer`."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeError, ValueError, OverflowError, RecursionError) as error:
        raise BadAnswer(f"not a {kind.__name__}: {type(error).__name__}") from error


def is_complaint(body: bytes) -> bool:
    """Whether a refusal has the API's shape; what stands between us and a server answers in HTML."""
    try:
        decode(body, ComplaintWire)
    except BadAnswer:
        return False
    return True


def read_complaint(body: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The server's words for a person, whole and by field; empty where it sent something else (HTML, nothing)."""
    try:
        said = decode(body, ComplaintWire)
    except BadAnswer:
        return "", ()
    fields = {
        clean_name(name): clean_body(words)[:_LONGEST_COMPLAINT]
        for name, words in (said.fields or {}).items()
        if isinstance(words, str)
    }
    return clean_body(said.message or "")[:_LONGEST_COMPLAINT], tuple(fields.items())


def read_id(value: Id) -> str:
    """Ids are text here, whatever the server counts with."""
    try:
        id = str(value)
    except ValueError as error:  # a number of thousands of digits
        raise BadAnswer("an id too long") from error
    return read_place(id)


def read_place(text: str) -> str:
    """An id, an order or a cursor: something that must fit into an address when it goes back. Raises `BadAnswer`."""
    if len(text) > _LONGEST_ID:
        raise BadAnswer("an id too long")
    return text


def read_count(value: int | None) -> int | None:
    """How many of something; a number that counts nothing is as good as none."""
    return value if value is not None and 0 <= value <= _GREATEST_COUNT else None


def read_token(text: str) -> Secret:
    """A token that can travel in a header. Raises `BadAnswer`."""
    if not text or not text.isascii() or any(c.isspace() or not c.isprintable() for c in text):
        raise BadAnswer("a token that no header can carry")
    return Secret(text)


def read_time(text: str) -> datetime:
    """An RFC 3339 moment, in UTC; without a zone it is UTC already."""
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadAnswer("not a time") from error
    if moment < _EPOCH:
        raise BadAnswer("a time before 1970")
    return moment


def read_optional_time(text: str | None) -> datetime | None:
    """Like `read_time`; a time that nothing depends on is not worth losing a page for."""
    try:
        return read_time(text) if text else None
    except BadAnswer:
        return None


def clean_body(text: str) -> str:
    """Lines end in a line feed; other control characters are gone."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def clean_name(text: str) -> str:
    """One line that stays in its place in a sentence; empty if nobody could see it."""
    name = _TURNING.sub("", _ALL_CONTROLS.sub(" ", text))[:_LONGEST_NAME].strip()
    return "" if _UNSEEN.fullmatch(name) else name

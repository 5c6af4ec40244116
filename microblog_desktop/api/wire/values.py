"""JSON as the structures, and their values as the domain has them; the only error is `BadAnswer`."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from microblog_desktop.api.errors import BadAnswer
from microblog_desktop.api.wire.structures import ComplaintWire, Id
from microblog_desktop.domain.secret import Secret

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_COMPLAINT = 500
_LONGEST_NAME = 200
_LONGEST_ID = 500
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

T = TypeVar("T")


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

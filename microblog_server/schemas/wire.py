"""The parts that every message on the wire is made of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

LAST_ID = 2**63 - 1


class Incoming(BaseModel):
    """Unknown members are ignored; nothing is converted: `"1"` is not a number."""

    model_config = ConfigDict(strict=True, extra="ignore", hide_input_in_errors=True)


class Outgoing(BaseModel):
    """Members that JSON calls `_links`, `_meta` and `self` have plain names here."""

    model_config = ConfigDict(frozen=True, validate_by_name=True, serialize_by_alias=True)


T = TypeVar("T", bound=Outgoing)


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


Time = Annotated[
    datetime, PlainSerializer(_rfc3339, return_type=str), WithJsonSchema({"type": "string", "format": "date-time"})
]
RowId = Annotated[int, Field(ge=1, le=LAST_ID)]


class Error(Outgoing):
    """`error` is the HTTP phrase, `message` is for a person, `fields` (400 and 422) says what is wrong where."""

    error: str
    message: str
    fields: dict[str, str] | None = None


class WindowMeta(Outgoing):
    """`has_more`: there is more in the direction that was asked."""

    limit: int
    has_more: bool


class WindowLinks(Outgoing):
    self_: str = Field(serialization_alias="self")
    older: str | None
    newer: str | None


class WindowPage(Outgoing, Generic[T]):
    """A page of a list in time, newest first."""

    items: list[T]
    meta: WindowMeta = Field(serialization_alias="_meta")
    links: WindowLinks = Field(serialization_alias="_links")


class NumberedMeta(Outgoing):
    page: int
    per_page: int
    total_pages: int
    total_items: int


class NumberedLinks(Outgoing):
    self_: str = Field(serialization_alias="self")
    next: str | None
    prev: str | None


class SelfLink(Outgoing):
    self_: str = Field(serialization_alias="self")


class Counts(Outgoing):
    """Unread ones; a message counts among the messages only."""

    messages: int
    notifications: int

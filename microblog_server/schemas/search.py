"""What was found, on the wire."""

from __future__ import annotations

from typing import Generic

from pydantic import Field

from microblog_server.schemas.people import PersonOut
from microblog_server.schemas.posts import PostOut
from microblog_server.schemas.wire import Outgoing, T, WindowLinks, WindowMeta


class FoundPost(PostOut):
    """`order` sorts as the list does, as text; `cursor` is a place in the list of this search only."""

    cursor: str
    order: str


class FoundPerson(PersonOut):
    """`order` sorts as the list does, as text; `cursor` is a place in the list of this search only."""

    cursor: str
    order: str


class FoundPage(Outgoing, Generic[T]):
    """Best first; behind the newest 200 matches, newest first. `older` leads further down the list, `newer` up."""

    items: list[T]
    meta: WindowMeta = Field(serialization_alias="_meta")
    links: WindowLinks = Field(serialization_alias="_links")


class FoundBoth(Outgoing):
    """The first page of each."""

    posts: FoundPage[FoundPost]
    people: FoundPage[FoundPerson]

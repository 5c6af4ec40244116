"""The posts that a search has found, in one question; which they are is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import literal, select

from microblog_server.db.models import Post
from microblog_server.db.prepared import Prepared, number
from microblog_server.db.session import Database
from microblog_server.quick.pages import PostRow, complete
from microblog_server.services.postings import POST

# A statement has room for so many; each size is written once.
_SIZES = (20, 50, 100)
_NO_ID = 0


async def posts(database: Database, ids: Sequence[int], reader_id: int) -> Mapping[int, PostRow]:
    """Those that are there, by id; at most a hundred."""
    if not ids:
        return {}
    size = next(size for size in _SIZES if len(ids) <= size)
    values = {_name(place): _NO_ID for place in range(size)} | {_name(place): id for place, id in enumerate(ids)}
    rows = map(PostRow._make, await database.fetch(_statement(size), **values, reader=reader_id))
    return {row.id: row for row in rows}


@cache
def _statement(size: int) -> Prepared:
    wanted = [number(_name(place)) for place in range(size)]
    page = select(
        Post.created_at.label("at"),
        Post.id.label("entry_id"),
        Post.id.label("post_id"),
        literal(POST).label("kind"),
        Post.author_id.label("person_id"),
    )
    return Prepared(complete(page.where(Post.id.in_(wanted)).cte("page")))


def _name(place: int) -> str:
    return f"id_{place}"

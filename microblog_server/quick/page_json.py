"""Pages of posts as JSON, written straight from the rows: the same bytes as `WindowPage[EntryOut]` gives, sooner."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import msgspec

from microblog_server.avatars import Portrait
from microblog_server.cursors import cursor_of, order_of
from microblog_server.db.types import from_microseconds, microseconds
from microblog_server.quick.pages import PostRow
from microblog_server.services.idempotency import Created
from microblog_server.services.together.drafts import WrittenPost

# Whose like, repost and bookmark it has, and who reposted it.
_NOBODY = (None,) * 8
_encode = msgspec.json.Encoder().encode


def page_json(rows: Sequence[PostRow], meta: Mapping[str, object], links: Mapping[str, object]) -> bytes:
    return encoded({"items": [_entry(row) for row in rows], "_meta": meta, "_links": links})


def encoded(content: Mapping[str, object]) -> bytes:
    return _encode(content)


def created_post(new: WrittenPost) -> Created:
    """The answer to whoever wrote it."""
    by, at = new.author, microseconds(new.created_at)
    written = (new.id, new.body, at, None, new.language, new.reply_to, 0, 0, 0)
    author = (by.id, by.username, by.username_key, by.name, by.avatar_version)
    row = PostRow(at, new.id, *written, *author, new.reply_to_author, *_NOBODY)
    return Created(encoded(post(row)).decode(), f"/api/posts/{new.id}")


def post(row: PostRow) -> dict[str, object]:
    """What `PostOut` says of it."""
    address = f"/api/posts/{row.id}"
    return {
        "id": row.id,
        "body": row.body,
        "created_at": time(row.created_at),
        "edited_at": None if row.edited_at is None else time(row.edited_at),
        "language": row.language,
        "author": _person(row.author_id, row.author_username, row.author_key, row.author_name, row.author_avatar),
        "reply_to": row.reply_to,
        "reply_to_author": row.reply_to_author,
        "counts": {"replies": row.replies, "likes": row.likes, "reposts": row.reposts},
        "mine": {
            "liked": row.liked is not None,
            "reposted": row.reposted is not None,
            "bookmarked": row.bookmarked is not None,
        },
        "_links": {"self": address, "author": f"/api/users/{row.author_id}", "thread": f"{address}/thread"},
    }


def _entry(row: PostRow) -> dict[str, object]:
    return {
        **post(row),
        "entry_id": f"e{row.entry_id}",
        "cursor": cursor_of(row.at, row.entry_id),
        "order": order_of(row.at, row.entry_id),
        "reposted_by": None
        if row.reposter_id is None
        else _person(
            row.reposter_id,
            row.reposter_username or "",
            row.reposter_key or "",
            row.reposter_name or "",
            row.reposter_avatar,
        ),
    }


def time(count: int) -> str:
    moment = from_microseconds(count)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


@functools.lru_cache(maxsize=10_000)
def _person(id: int, username: str, key: str, name: str, avatar: str | None) -> dict[str, object]:
    version = avatar or Portrait.of(key, name).version
    return {
        "id": id,
        "username": username,
        "name": name or username,
        "avatar": f"/api/users/{id}/avatar?s=128&v={version}",
    }

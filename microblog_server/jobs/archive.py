"""Everything that one person wrote, as JSON in a ZIP, batch by batch: memory does not grow with it."""

from __future__ import annotations

import asyncio
import json
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import IO, BinaryIO

from sqlalchemy import func, literal, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from microblog_server.cursors import Position
from microblog_server.db.models import Bookmark, Conversation, Entry, Follow, Message, Person, Post
from microblog_server.db.session import Database
from microblog_server.db.types import Moment, WholeNumber
from microblog_server.services.messages import is_there
from microblog_server.services.postings import POST

_ROWS = 500

Rows = Sequence[dict[str, object]]
Told = Callable[[int], Awaitable[None]]


async def count_rows(session: AsyncSession, person: Person) -> int:
    """About how much there is to write."""
    either = or_(Message.sender_id == person.id, Message.recipient_id == person.id)
    messages = await session.execute(select(func.count()).select_from(Message).where(either))
    return person.post_count + person.follower_count + person.following_count + messages.scalar_one()


async def write(database: Database, person: Person, file: BinaryIO, told: Told) -> None:
    """`told` hears after each batch how many rows were written since the last; what it raises ends the work."""
    lists = {
        "posts.json": _posts(database, person.id),
        "bookmarks.json": _bookmarks(database, person.id),
        "messages.json": _messages(database, person.id),
        "following.json": _follows(database, Follow.follower_id, Follow.followed_id, person.id),
        "followers.json": _follows(database, Follow.followed_id, Follow.follower_id, person.id),
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr("profile.json", _text(_profile(person)))
        for name, batches in lists.items():
            with archive.open(name, "w", force_zip64=True) as entry:
                await _write_list(entry, batches, told)


async def _write_list(entry: IO[bytes], batches: AsyncIterator[Rows], told: Told) -> None:
    before = "[\n"
    async for rows in batches:
        text = before + ",\n".join(_text(row) for row in rows)
        await asyncio.to_thread(entry.write, text.encode("utf-8"))
        before = ",\n"
        await told(len(rows))
    entry.write(b"[]\n" if before == "[\n" else b"\n]\n")


async def _posts(database: Database, person_id: int) -> AsyncIterator[Rows]:
    place: Position | None = None
    while True:
        statement = (
            select(Entry.published_at, Entry.id, Post)
            .join(Post, Post.id == Entry.post_id)
            .where(Entry.person_id == person_id, Entry.kind == POST)
            .order_by(Entry.published_at, Entry.id)
            .limit(_ROWS)
        )
        if place is not None:
            statement = statement.where(tuple_(Entry.published_at, Entry.id) > _edge(place))
        async with database.reading() as session:
            found = (await session.execute(statement)).all()
        if not found:
            return
        yield [_post(post) for _, _, post in found]
        place = Position(found[-1][0], found[-1][1])


async def _bookmarks(database: Database, person_id: int) -> AsyncIterator[Rows]:
    place: Position | None = None
    while True:
        statement = (
            select(Bookmark.created_at, Post, Person.username)
            .join(Post, Post.id == Bookmark.post_id)
            .join(Person, Person.id == Post.author_id)
            .where(Bookmark.person_id == person_id)
            .order_by(Bookmark.created_at, Bookmark.post_id)
            .limit(_ROWS)
        )
        if place is not None:
            statement = statement.where(tuple_(Bookmark.created_at, Bookmark.post_id) > _edge(place))
        async with database.reading() as session:
            found = (await session.execute(statement)).all()
        if not found:
            return
        yield [{"bookmarked_at": _time(at), "author": author, **_post(post)} for at, post, author in found]
        place = Position(found[-1][0], found[-1][1].id)


async def _messages(database: Database, person_id: int) -> AsyncIterator[Rows]:
    """Conversation by conversation, each from its beginning."""
    other_id = 0
    while True:
        following = (
            select(Conversation.other_id, Person.username)
            .join(Person, Person.id == Conversation.other_id)
            .where(Conversation.owner_id == person_id, Conversation.other_id > other_id)
            .order_by(Conversation.other_id)
            .limit(1)
        )
        async with database.reading() as session:
            row = (await session.execute(following)).one_or_none()
        if row is None:
            return
        other_id, username = row
        async for rows in _conversation(database, person_id, other_id, username):
            yield rows


async def _conversation(database: Database, person_id: int, other_id: int, username: str) -> AsyncIterator[Rows]:
    first, second = sorted((person_id, other_id))
    place: Position | None = None
    while True:
        statement = (
            select(Message)
            .where(Message.first_id == first, Message.second_id == second, is_there(person_id, first))
            .order_by(Message.created_at, Message.id)
            .limit(_ROWS)
        )
        if place is not None:
            statement = statement.where(tuple_(Message.created_at, Message.id) > _edge(place))
        async with database.reading() as session:
            found = (await session.scalars(statement)).all()
        if not found:
            return
        yield [_message(message, person_id, username) for message in found]
        place = Position(found[-1].created_at, found[-1].id)


async def _follows(
    database: Database, own: InstrumentedAttribute[int], other: InstrumentedAttribute[int], person_id: int
) -> AsyncIterator[Rows]:
    other_id = 0
    while True:
        statement = (
            select(Person.id, Person.username, Follow.created_at)
            .join(Follow, other == Person.id)
            .where(own == person_id, other > other_id)
            .order_by(other)
            .limit(_ROWS)
        )
        async with database.reading() as session:
            found = (await session.execute(statement)).all()
        if not found:
            return
        yield [{"id": id, "username": username, "since": _time(since)} for id, username, since in found]
        other_id = found[-1][0]


def _profile(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "username": person.username,
        "email": person.email,
        "name": person.name,
        "about_me": person.about_me,
        "created_at": _time(person.created_at),
    }


def _post(post: Post) -> dict[str, object]:
    return {
        "id": post.id,
        "body": post.body,
        "created_at": _time(post.created_at),
        "edited_at": _time(post.edited_at),
        "language": post.language,
        "reply_to": post.reply_to_id,
    }


def _message(message: Message, person_id: int, other: str) -> dict[str, object]:
    return {
        "id": message.id,
        "with": other,
        "sent": message.sender_id == person_id,
        "body": message.body,
        "created_at": _time(message.created_at),
        "read_at": _time(message.read_at),
    }


def _time(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _text(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False)


def _edge(place: Position) -> object:
    return tuple_(literal(place.at, Moment), literal(place.id, WholeNumber))

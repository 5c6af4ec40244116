"""Whom one might follow, and what people talk about today."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from microblog_server.db.models import Entry, Follow, Person, Post
from microblog_server.search.words import tags_of
from microblog_server.services import clock
from microblog_server.services.postings import POST

# Whose follows are looked at: more would take ever longer and hardly change who comes first.
_FRIENDS_LOOKED_AT = 200
_TAGS_OF = timedelta(days=1)
_POSTS_LOOKED_AT = 20_000
_COUNTED_AGAIN_AFTER_S = 60.0
_TAGS_KEPT = 50


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody the reader does not follow; `followed_by` of those whom the reader follows do."""

    person: Person
    followed_by: int


@dataclass(frozen=True, slots=True)
class Trend:
    """A tag as it was first written, and how many posts of how many people have it."""

    tag: str
    posts: int
    people: int


async def suggestions(session: AsyncSession, reader_id: int, limit: int) -> Sequence[Suggestion]:
    """People followed by those the reader follows, most of them first; then those whom most people follow."""
    theirs = aliased(Follow)
    friends = select(Follow.followed_id).where(Follow.follower_id == reader_id)
    looked_at = friends.order_by(Follow.created_at.desc()).limit(_FRIENDS_LOOKED_AT).subquery()
    count = func.count().label("followed_by")
    found = (
        select(Person, count)
        .join(theirs, theirs.followed_id == Person.id)
        .join(looked_at, looked_at.c.followed_id == theirs.follower_id)
        .where(Person.id != reader_id, Person.disabled_at.is_(None), Person.id.not_in(friends))
        .group_by(Person.id)
        .order_by(count.desc(), Person.follower_count.desc(), Person.id)
        .limit(limit)
    )
    suggested = [Suggestion(person, number) for person, number in await session.execute(found)]
    missing = limit - len(suggested)
    if missing:
        known = [reader_id, *(one.person.id for one in suggested)]
        popular = select(Person).where(Person.id.not_in(known), Person.disabled_at.is_(None), Person.id.not_in(friends))
        popular = popular.order_by(Person.follower_count.desc(), Person.id).limit(missing)
        suggested += [Suggestion(person, 0) for person in await session.scalars(popular)]
    return suggested


class Trends:
    """The tags of the last day, counted anew at most once a minute."""

    def __init__(self, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._clock_s = clock_s
        self._counted_at: float | None = None
        self._trends: Sequence[Trend] = ()

    async def newest(self, session: AsyncSession, limit: int) -> Sequence[Trend]:
        """Those first that most people use; who writes the same tag a hundred times counts once."""
        now = self._clock_s()
        if self._counted_at is None or now - self._counted_at > _COUNTED_AGAIN_AFTER_S:
            self._trends, self._counted_at = await _count(session), now
        return self._trends[:limit]


async def _count(session: AsyncSession) -> Sequence[Trend]:
    newest = select(Entry.post_id).where(Entry.kind == POST, Entry.published_at >= clock.now() - _TAGS_OF)
    newest = newest.order_by(Entry.published_at.desc(), Entry.id.desc()).limit(_POSTS_LOOKED_AT)
    recent = select(Post.author_id, Post.body).where(Post.id.in_(newest)).order_by(Post.id)
    posts: defaultdict[str, int] = defaultdict(int)
    people: defaultdict[str, set[int]] = defaultdict(set)
    written: dict[str, str] = {}
    for author_id, body in await session.execute(recent):
        for key, tag in tags_of(body).items():
            posts[key] += 1
            people[key].add(author_id)
            written.setdefault(key, tag)
    ranked = sorted(written, key=lambda key: (-len(people[key]), -posts[key], key))
    return [Trend(written[key], posts[key], len(people[key])) for key in ranked[:_TAGS_KEPT]]

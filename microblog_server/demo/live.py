"""A little life: every few seconds somebody of the made-up community posts, follows or writes to susan."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Follow, Person
from microblog_server.demo.data import community
from microblog_server.demo.model import LiveLine
from microblog_server.services import following, messages, posts
from microblog_server.web.context import Context

_READER = "susan"
_BETWEEN_S = (4.0, 9.0)


@contextlib.asynccontextmanager
async def live_activity(context: Context, activity: Activity | None = None) -> AsyncIterator[None]:
    """Somebody does something every few seconds until the block ends."""
    is_over = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(_live(context, activity or Activity(community().live_lines, random.Random()), is_over))
        try:
            yield
        finally:
            # Not cancelled: what is being written is written to the end.
            is_over.set()


async def _live(context: Context, activity: Activity, is_over: asyncio.Event) -> None:
    while not is_over.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(is_over.wait(), activity.pause_s())
            return
        async with context.database.writing() as session:
            await activity.happen(session)


class Activity:
    """Draws what happens next from the lines of the community."""

    def __init__(
        self, lines: Sequence[LiveLine], chance: random.Random, between_s: tuple[float, float] = _BETWEEN_S
    ) -> None:
        self._lines = lines
        self._chance = chance
        self._between_s = between_s

    def pause_s(self) -> float:
        return self._chance.uniform(*self._between_s)

    async def happen(self, session: AsyncSession) -> None:
        """One thing; nothing where the community is not in this database."""
        people = await self._people(session)
        lines = [line for line in self._lines if line.author in people]
        reader_id = people.get(_READER)
        if reader_id is None or not lines:
            return
        line = self._chance.choice(lines)
        match self._chance.choices(("post", "message", "follow"), weights=(70, 22, 8))[0]:
            case "message" if line.author != _READER:
                await messages.send(session, people[line.author], reader_id, line.body)
            case "follow":
                await self._follow(session, reader_id)
            case _:
                await posts.create(session, people[line.author], line.body, None)

    async def _follow(self, session: AsyncSession, reader_id: int) -> None:
        """Somebody who does not follow the reader yet begins to; who is out of new people unfollows one."""
        followers = select(Follow.follower_id).where(Follow.followed_id == reader_id)
        strangers = select(Person.id).where(Person.id != reader_id, Person.id.not_in(followers))
        ids = (await session.scalars(strangers.limit(100))).all()
        if ids:
            await following.follow(session, self._chance.choice(ids), reader_id)
        else:
            known = (await session.scalars(followers.limit(100))).all()
            await following.unfollow(session, self._chance.choice(known), reader_id)

    async def _people(self, session: AsyncSession) -> dict[str, int]:
        names = {_READER, *(line.author for line in self._lines)}
        rows = await session.execute(select(Person.username, Person.id).where(Person.username.in_(names)))
        return dict(rows.all())

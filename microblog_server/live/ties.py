"""What the hub asks the database: who of those who are connected follows whom, and which tokens are still good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Follow, Person, Token

# Databases limit the values of one statement.
_AT_ONCE = 500


async def connected_followers(
    session: AsyncSession, people: Collection[int], connected: Collection[int]
) -> dict[int, list[int]]:
    """Costs no more than the smaller of both: somebody's followers, or those who are connected."""
    found: dict[int, list[int]] = defaultdict(list)
    for some in _parts(people):
        counts = select(Person.id, Person.follower_count).where(Person.id.in_(some))
        by_id: dict[int, int] = dict((await session.execute(counts)).all())
        few = [id for id, count in by_id.items() if 0 < count <= len(connected)]
        many = [id for id, count in by_id.items() if count > len(connected)]
        follows = select(Follow.followed_id, Follow.follower_id)
        if few:
            for followed, follower in await session.execute(follows.where(Follow.followed_id.in_(few))):
                if follower in connected:
                    found[followed].append(follower)
        for readers in _parts(connected) if many else ():
            statement = follows.where(Follow.follower_id.in_(readers), Follow.followed_id.in_(many))
            for followed, follower in await session.execute(statement):
                found[followed].append(follower)
    return found


async def followed_among(session: AsyncSession, reader_id: int, people: Collection[int]) -> set[int]:
    found: set[int] = set()
    for some in _parts(people):
        statement = select(Follow.followed_id).where(Follow.follower_id == reader_id, Follow.followed_id.in_(some))
        found.update(await session.scalars(statement))
    return found


async def good_tokens(session: AsyncSession, ids: Collection[int], used_since: datetime) -> set[int]:
    found: set[int] = set()
    for some in _parts(ids):
        statement = select(Token.id).where(Token.id.in_(some), Token.last_used_at >= used_since)
        found.update(await session.scalars(statement))
    return found


def _parts(ids: Collection[int]) -> Iterator[Sequence[int]]:
    every = list(ids)
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]

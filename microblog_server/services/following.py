"""Follow and unfollow; the follower's home timeline changes in the same transaction."""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Follow, Person
from microblog_server.errors import BadRequestError
from microblog_server.live import events
from microblog_server.live.announcing import announce
from microblog_server.services import clock, notifications, people, timelines


async def follow(session: AsyncSession, follower_id: int, followed_id: int) -> None:
    """Nothing changes if it is so already."""
    await people.get(session, followed_id)
    if follower_id == followed_id:
        raise BadRequestError("You cannot follow yourself.")
    moment = await clock.next_moment(session)
    if await session.get(Follow, (follower_id, followed_id)) is not None:
        return
    session.add(Follow(follower_id=follower_id, followed_id=followed_id, created_at=moment))
    await session.flush()
    await _count(session, follower_id, followed_id, by=1)
    await timelines.add_person(session, reader_id=follower_id, person_id=followed_id)
    announce(session, events.home_rebuilt(), people=(follower_id,))
    await notifications.tell_follow(session, followed_id, actor_id=follower_id, moment=moment)


async def unfollow(session: AsyncSession, follower_id: int, followed_id: int) -> None:
    """Nothing changes if it is so already."""
    await people.get(session, followed_id)
    gone = delete(Follow).where(Follow.follower_id == follower_id, Follow.followed_id == followed_id)
    if (await session.execute(gone.returning(Follow.followed_id))).one_or_none() is None:
        return
    await _count(session, follower_id, followed_id, by=-1)
    await timelines.remove_person(session, reader_id=follower_id, person_id=followed_id)
    announce(session, events.home_rebuilt(), people=(follower_id,))
    await notifications.take_back_follow(session, followed_id, actor_id=follower_id)


async def _count(session: AsyncSession, follower_id: int, followed_id: int, *, by: int) -> None:
    changes = (
        update(Person).where(Person.id == follower_id).values(following_count=Person.following_count + by),
        update(Person).where(Person.id == followed_id).values(follower_count=Person.follower_count + by),
    )
    for change in changes:
        await session.execute(change, execution_options={"synchronize_session": False})

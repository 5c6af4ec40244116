"""What happened to a person: follows, mentions, replies, likes, reposts, messages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Delete, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.cursors import Position
from microblog_server.db.models import Conversation, Notification, Person, Post
from microblog_server.errors import NotFoundError
from microblog_server.live import events
from microblog_server.live.announcing import announce
from microblog_server.services import clock
from microblog_server.services.postings import REPOST, PostView, views
from microblog_server.services.windows import Page, Window, read_page, up_to
from microblog_server.text import mentioned

FOLLOW, MENTION, REPLY, LIKE, MESSAGE = "follow", "mention", "reply", "like", "message"
# A repost is told of by the name of what it publishes.
__all__ = ["FOLLOW", "LIKE", "MENTION", "MESSAGE", "REPLY", "REPOST"]
_UNSYNCHRONISED = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class NotificationView:
    notification: Notification
    actor: Person
    post: PostView | None


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post that people are to be told of; `answered_author_id` wrote what it answers."""

    id: int
    author_id: int
    body: str
    moment: datetime
    answered_author_id: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Unread ones. Notifications of messages are not counted: the messages are."""

    messages: int
    notifications: int


async def tell_posts(session: AsyncSession, posts: Sequence[NewPost]) -> None:
    """Tell whom new posts answer and whom they mention, each person once of each."""
    named = {post.id: mentioned(post.body) for post in posts}
    people = await _named(session, {name for names in named.values() for name in names})
    for post in posts:
        told = {post.author_id}
        if post.answered_author_id is not None and post.answered_author_id != post.author_id:
            _add(session, REPLY, post.answered_author_id, post.author_id, post.moment, post_id=post.id)
            told.add(post.answered_author_id)
        for id in sorted({people[name] for name in named[post.id] if name in people} - told):
            _add(session, MENTION, id, post.author_id, post.moment, post_id=post.id)
    await session.flush()


async def _named(session: AsyncSession, names: Collection[str]) -> dict[str, int]:
    """The people who are called so, by the folded names."""
    if not names:
        return {}
    return dict(
        (await session.execute(select(Person.username_key, Person.id).where(Person.username_key.in_(names)))).all()
    )


async def tell_mentions(session: AsyncSession, post: Post, names: Sequence[str], moment: datetime) -> None:
    """Whoever was told of this post by its author is not told again, however often it is edited."""
    if not names:
        return
    told = select(Notification.person_id).where(
        Notification.post_id == post.id,
        Notification.kind.in_((MENTION, REPLY)),
        Notification.actor_id == post.author_id,
    )
    new = select(Person.id).where(Person.username_key.in_(names), Person.id != post.author_id, Person.id.not_in(told))
    for id in (await session.scalars(new.order_by(Person.id))).all():
        _add(session, MENTION, id, post.author_id, moment, post_id=post.id)
    await session.flush()


async def tell_reaction(session: AsyncSession, kind: str, post: Post, *, actor_id: int, moment: datetime) -> None:
    """`kind` is `LIKE` or `REPOST`."""
    if post.author_id != actor_id:
        _add(session, kind, post.author_id, actor_id, moment, post_id=post.id)
        await session.flush()


async def take_back_reaction(session: AsyncSession, kind: str, post: Post, *, actor_id: int) -> None:
    told = _told(kind, post.author_id, actor_id).where(Notification.post_id == post.id)
    await _take_back(session, post.author_id, told)


async def post_goes(session: AsyncSession, post_id: int) -> None:
    """The database removes the notifications with the post; who had some must look again."""
    readers = select(Notification.person_id).where(Notification.post_id == post_id).distinct()
    for id in (await session.scalars(readers)).all():
        _changed(session, id)


async def tell_follow(session: AsyncSession, person_id: int, *, actor_id: int, moment: datetime) -> None:
    _add(session, FOLLOW, person_id, actor_id, moment)
    await session.flush()


async def take_back_follow(session: AsyncSession, person_id: int, *, actor_id: int) -> None:
    """Who follows and unfollows ten times is not told of ten times."""
    await _take_back(session, person_id, _told(FOLLOW, person_id, actor_id))


async def tell_message(
    session: AsyncSession, person_id: int, *, actor_id: int, message_id: int, moment: datetime
) -> None:
    """Only the newest unread message of somebody is told of."""
    earlier = _told(MESSAGE, person_id, actor_id).where(Notification.read_at.is_(None))
    await session.execute(earlier, execution_options=_UNSYNCHRONISED)
    _add(session, MESSAGE, person_id, actor_id, moment, message_id=message_id)
    await session.flush()


async def messages_were_read(session: AsyncSession, person_id: int, *, actor_id: int, moment: datetime) -> None:
    statement = update(Notification).where(
        Notification.actor_id == actor_id,
        Notification.person_id == person_id,
        Notification.kind == MESSAGE,
        Notification.read_at.is_(None),
    )
    await session.execute(statement.values(read_at=moment), execution_options=_UNSYNCHRONISED)
    _changed(session, person_id)


async def listing(session: AsyncSession, person_id: int, window: Window) -> Page[NotificationView]:
    statement = (
        select(Notification, Person)
        .join(Person, Person.id == Notification.actor_id)
        .where(Notification.person_id == person_id)
    )
    page = await read_page(session, statement, (Notification.created_at, Notification.id), window)
    posts = await views(session, [one.post_id for one, _ in page.items if one.post_id is not None], person_id)
    items = [NotificationView(one, actor, posts.get(one.post_id or 0)) for one, actor in page.items]
    return Page(items, page.has_more)


async def mark_read(session: AsyncSession, person_id: int, notification_id: int) -> None:
    last = await session.get(Notification, notification_id)
    if last is None or last.person_id != person_id:
        raise NotFoundError("There is no such notification.")
    statement = update(Notification).where(
        Notification.person_id == person_id,
        Notification.read_at.is_(None),
        up_to((Notification.created_at, Notification.id), Position(last.created_at, last.id)),
    )
    await session.execute(statement.values(read_at=clock.now()), execution_options=_UNSYNCHRONISED)
    _changed(session, person_id)


async def counts(session: AsyncSession, person_id: int) -> Counts:
    unread = select(func.coalesce(func.sum(Conversation.unread), 0)).where(
        Conversation.owner_id == person_id, Conversation.unread > 0
    )
    untold = select(func.count()).where(
        Notification.person_id == person_id, Notification.read_at.is_(None), Notification.kind != MESSAGE
    )
    return Counts(
        messages=int((await session.execute(unread)).scalar_one()),
        notifications=(await session.execute(untold)).scalar_one(),
    )


def _add(
    session: AsyncSession,
    kind: str,
    person_id: int,
    actor_id: int,
    moment: datetime,
    *,
    post_id: int | None = None,
    message_id: int | None = None,
) -> None:
    session.add(
        Notification(
            kind=kind,
            person_id=person_id,
            actor_id=actor_id,
            created_at=moment,
            post_id=post_id,
            message_id=message_id,
        )
    )
    _changed(session, person_id)


def _told(kind: str, person_id: int, actor_id: int) -> Delete:
    return delete(Notification).where(
        Notification.actor_id == actor_id, Notification.person_id == person_id, Notification.kind == kind
    )


async def _take_back(session: AsyncSession, person_id: int, told: Delete) -> None:
    await session.execute(told, execution_options=_UNSYNCHRONISED)
    _changed(session, person_id)


def _changed(session: AsyncSession, person_id: int) -> None:
    announce(session, events.notifications_changed(), people=(person_id,))
    announce(session, events.counts_changed(), people=(person_id,))

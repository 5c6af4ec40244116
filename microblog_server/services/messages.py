"""Private messages between two people, and how far each has read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.cursors import Position
from microblog_server.db.models import Conversation, Message, Person
from microblog_server.errors import BadRequestError, NotFoundError
from microblog_server.live import events
from microblog_server.live.announcing import announce
from microblog_server.services import clock, notifications, people
from microblog_server.services.windows import Page, Window, read_page, up_to

_PLACE = (Message.created_at, Message.id)


@dataclass(frozen=True, slots=True)
class ConversationView:
    conversation: Conversation
    person: Person
    latest: Message


@dataclass(frozen=True, slots=True)
class MessagesPage:
    """`read_up_to`: the latest of the reader's messages that the other has read."""

    page: Page[Row[Message]]
    read_up_to: int | None


async def send(session: AsyncSession, sender_id: int, recipient_id: int, body: str) -> Message:
    await people.get(session, recipient_id)
    if sender_id == recipient_id:
        raise BadRequestError("You cannot write a message to yourself.")
    moment = await clock.next_moment(session)
    first, second = sorted((sender_id, recipient_id))
    message = Message(
        sender_id=sender_id,
        recipient_id=recipient_id,
        first_id=first,
        second_id=second,
        body=body,
        created_at=moment,
    )
    session.add(message)
    await session.flush()
    await _move_up(session, sender_id, recipient_id, message)
    theirs = await _move_up(session, recipient_id, sender_id, message)
    theirs.unread += 1
    await notifications.tell_message(session, recipient_id, actor_id=sender_id, message_id=message.id, moment=moment)
    _tell_both(session, sender_id, recipient_id)
    return message


async def listing(session: AsyncSession, reader_id: int, window: Window) -> Page[ConversationView]:
    statement = (
        select(Conversation, Person, Message)
        .join(Person, Person.id == Conversation.other_id)
        .join(Message, Message.id == Conversation.latest_id)
        .where(Conversation.owner_id == reader_id)
        .where(case((Message.first_id == reader_id, Message.gone_for_first), else_=Message.gone_for_second).is_(False))
    )
    page = await read_page(session, statement, (Conversation.latest_at, Conversation.latest_id), window)
    return Page([ConversationView(*row) for row in page.items], page.has_more)


async def between(session: AsyncSession, reader_id: int, other_id: int, window: Window) -> MessagesPage:
    await people.get(session, other_id)
    first, second = sorted((reader_id, other_id))
    statement = select(Message).where(
        Message.first_id == first, Message.second_id == second, is_there(reader_id, first)
    )
    page = await read_page(session, statement, _PLACE, window)
    theirs = await session.get(Conversation, (other_id, reader_id))
    return MessagesPage(page, theirs.read_up_to_id if theirs else None)


async def mark_read(session: AsyncSession, reader_id: int, other_id: int, message_id: int) -> None:
    """Read everything that the other wrote up to this message of the conversation; never goes back."""
    last = await session.get(Message, message_id)
    mine = await session.get(Conversation, (reader_id, other_id))
    if last is None or mine is None or {last.sender_id, last.recipient_id} != {reader_id, other_id}:
        raise NotFoundError("There is no such message.")
    moment = clock.now()
    received = (Message.recipient_id == reader_id, Message.sender_id == other_id)
    until = up_to(_PLACE, Position(last.created_at, last.id))
    now_read = update(Message).where(*received, Message.read_at.is_(None), until).values(read_at=moment)
    await session.execute(now_read, execution_options={"synchronize_session": False})
    await _move_mark(session, mine, last)
    left = select(func.count()).where(*received, Message.read_at.is_(None), is_there(reader_id, last.first_id))
    mine.unread = (await session.execute(left)).scalar_one()
    if mine.unread == 0:
        await notifications.messages_were_read(session, reader_id, actor_id=other_id, moment=moment)
    await session.flush()
    announce(session, events.counts_changed(), people=(reader_id,))
    _tell_both(session, reader_id, other_id)


async def delete_for(session: AsyncSession, reader_id: int, other_id: int, message_id: int) -> None:
    """Take a message from the reader's side of the conversation; the other keeps it. Nothing changes if it is so."""
    message = await session.get(Message, message_id)
    if message is None or {message.sender_id, message.recipient_id} != {reader_id, other_id}:
        raise NotFoundError("There is no such message.")
    if reader_id == message.first_id:
        message.gone_for_first = True
    else:
        message.gone_for_second = True
    await session.flush()
    mine = await session.get(Conversation, (reader_id, other_id))
    if mine is not None:
        await _look_again(session, mine)
    announce(session, events.counts_changed(), people=(reader_id,))
    announce(session, events.message(other_id), people=(reader_id,))


async def _look_again(session: AsyncSession, mine: Conversation) -> None:
    """What is now the latest message of a side, and how many of it wait."""
    first, second = sorted((mine.owner_id, mine.other_id))
    there = (Message.first_id == first, Message.second_id == second, is_there(mine.owner_id, first))
    newest = select(Message).where(*there).order_by(Message.created_at.desc(), Message.id.desc()).limit(1)
    latest = (await session.scalars(newest)).one_or_none()
    if latest is not None:
        mine.latest_at, mine.latest_id = latest.created_at, latest.id
    # Without a message that is there it is not listed; it still knows how far it was read.
    unread = select(func.count()).where(*there, Message.recipient_id == mine.owner_id, Message.read_at.is_(None))
    mine.unread = (await session.execute(unread)).scalar_one()
    if mine.unread == 0:
        await notifications.messages_were_read(session, mine.owner_id, actor_id=mine.other_id, moment=clock.now())
    await session.flush()


def is_there(reader_id: int, first_id: int) -> ColumnElement[bool]:
    """The messages of a conversation that the reader has not deleted."""
    return (Message.gone_for_first if reader_id == first_id else Message.gone_for_second).is_(False)


def _tell_both(session: AsyncSession, one_id: int, other_id: int) -> None:
    """Each on all devices: also the sender's others show the message, and the recipient's how far it is read."""
    announce(session, events.message(other_id), people=(one_id,))
    announce(session, events.message(one_id), people=(other_id,))


async def _move_mark(session: AsyncSession, mine: Conversation, last: Message) -> None:
    """The mark stands at the newest message of the other that is not newer than `last`; it never goes back."""
    theirs = (
        select(Message)
        .where(Message.first_id == last.first_id, Message.second_id == last.second_id)
        .where(Message.sender_id == mine.other_id, up_to(_PLACE, Position(last.created_at, last.id)))
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(1)
    )
    newest = (await session.scalars(theirs)).one_or_none()
    marked = await session.get(Message, mine.read_up_to_id) if mine.read_up_to_id else None
    if newest and (marked is None or (newest.created_at, newest.id) > (marked.created_at, marked.id)):
        mine.read_up_to_id = newest.id


async def _move_up(session: AsyncSession, owner_id: int, other_id: int, message: Message) -> Conversation:
    conversation = await session.get(Conversation, (owner_id, other_id))
    if conversation is None:
        conversation = Conversation(owner_id=owner_id, other_id=other_id, unread=0)
        session.add(conversation)
    latest: datetime = message.created_at
    conversation.latest_at = latest
    conversation.latest_id = message.id
    return conversation

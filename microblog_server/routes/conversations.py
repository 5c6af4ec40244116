"""Private messages."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.schemas.messages import (
    ConversationOut,
    MessageOut,
    Messages,
    MessagesMeta,
    NewMessage,
    ReadUpTo,
    conversation_out,
    message_out,
)
from microblog_server.schemas.wire import WindowPage
from microblog_server.services import messages
from microblog_server.services.idempotency import Created
from microblog_server.web.context import Here
from microblog_server.web.creation import answer_once, key_of
from microblog_server.web.parameters import Asked, Id, KeyHeader, window_links, window_meta
from microblog_server.web.signed_in import SignedIn

router = APIRouter(prefix="/api/conversations", tags=["messages"])


@router.get("")
async def list_conversations(
    request: Request, context: Here, reader: SignedIn, window: Asked
) -> WindowPage[ConversationOut]:
    """One for each person, the one with the latest message first."""
    async with context.database.reading() as session:
        page = await messages.listing(session, reader.person_id, window)
    items = [conversation_out(view) for view in page.items]
    return WindowPage(items=items, meta=window_meta(window, page), links=window_links(request, window, items, page))


@router.get("/{user_id}/messages")
async def read_messages(request: Request, context: Here, reader: SignedIn, user_id: Id, window: Asked) -> Messages:
    async with context.database.reading() as session:
        found = await messages.between(session, reader.person_id, user_id, window)
    items = [message_out(message) for (message,) in found.page.items]
    return Messages(
        items=items,
        meta=MessagesMeta(limit=window.limit, has_more=found.page.has_more, read_up_to=found.read_up_to),
        links=window_links(request, window, items, found.page),
    )


@router.post("/{user_id}/messages", status_code=status.HTTP_201_CREATED, response_model=MessageOut)
async def send_message(
    context: Here, reader: SignedIn, user_id: Id, new: NewMessage, key: KeyHeader = None
) -> Response:
    path = f"/api/conversations/{user_id}/messages"

    async def create(session: AsyncSession) -> Created:
        sent = await messages.send(session, reader.person_id, user_id, new.body)
        return Created(message_out(sent).model_dump_json(by_alias=True))

    return await answer_once(context, key_of(reader, key, path, new), create)


@router.put("/{user_id}/read", status_code=status.HTTP_204_NO_CONTENT)
async def mark_messages_read(context: Here, reader: SignedIn, user_id: Id, read: ReadUpTo) -> None:
    """Everything up to this message is read."""
    async with context.database.writing() as session:
        await messages.mark_read(session, reader.person_id, user_id, read.up_to)


@router.delete("/{user_id}/messages/{id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_message(context: Here, reader: SignedIn, user_id: Id, id: Id) -> None:
    """Delete a message for yourself; the other person keeps it."""
    async with context.database.writing() as session:
        await messages.delete_for(session, reader.person_id, user_id, id)

"""Answer a request that creates, once for each Idempotency-Key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Response
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.services.idempotency import Created, Key, create_once, fingerprint, scope_of
from microblog_server.services.tokens import Reader
from microblog_server.web.context import Context


async def answer_once(
    context: Context, key: Key | None, create: Callable[[AsyncSession], Awaitable[Created]]
) -> Response:
    return answer(await create_once(context.database, key, create))


def answer(created: Created) -> Response:
    headers = {"Location": created.location} if created.location else None
    return Response(created.body, created.status, headers, media_type="application/json")


def key_of(reader: Reader, key: str | None, path: str, content: BaseModel) -> Key | None:
    if key is None:
        return None
    return Key(scope_of(reader.person_id), key, fingerprint(path, content.model_dump(mode="json")))

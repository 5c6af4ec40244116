"""Whoever wants to write while another writes waits; all who wait write together, in one transaction.

Nothing is held back for others to come: alone, a post is written at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.session import Database
from microblog_server.errors import ApiError
from microblog_server.services import idempotency
from microblog_server.services.idempotency import Created, Key
from microblog_server.services.together.drafts import Draft, WrittenPost, write

_MOST = 64


@dataclass(frozen=True, slots=True)
class _Wish:
    draft: Draft
    key: Key | None
    answer: asyncio.Future[Created]


class Together:
    """Creates posts, each once for its key. `shown` makes the answer of a new post."""

    def __init__(self, database: Database, shown: Callable[[WrittenPost], Created]) -> None:
        self._database = database
        self._shown = shown
        self._waiting: list[_Wish] = []
        self._turn = asyncio.Lock()

    async def create(self, draft: Draft, key: Key | None) -> Created:
        """Return when it is committed. Raises what `write` refuses, and `KeyReusedError`."""
        wish = _Wish(draft, key, asyncio.get_running_loop().create_future())
        self._waiting.append(wish)
        async with self._turn:
            if not wish.answer.done():
                wishes, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                await self._grant(wishes)
        return await wish.answer

    async def _grant(self, wishes: Sequence[_Wish]) -> None:
        try:
            answers = await self._write(wishes)
        except SQLAlchemyError as error:
            if len(wishes) == 1:
                wishes[0].answer.set_exception(error)
                return
            # One of them cannot be written: the others shall not suffer for it.
            for wish in wishes:
                await self._grant([wish])
            return
        for wish, answer in zip(wishes, answers, strict=True):
            if isinstance(answer, Created):
                wish.answer.set_result(answer)
            else:
                wish.answer.set_exception(answer)

    async def _write(self, wishes: Sequence[_Wish]) -> list[Created | ApiError]:
        async with self._database.writing() as session:
            keys = {(wish.key.scope, wish.key.key): wish.key for wish in reversed(wishes) if wish.key is not None}
            first = await idempotency.first_answers(session, list(keys.values()))
            # Of two with one key that came at once, the first creates and the second is given its answer.
            creating = [wish for wish in wishes if _creates(wish, first, keys)]
            made = await self._create(session, creating)
            await idempotency.keep(session, [(wish.key, one) for wish, one in zip(creating, made, strict=True)])
        answers = {id(wish): one for wish, one in zip(creating, made, strict=True)}
        by_key = {
            (wish.key.scope, wish.key.key): (wish.key, answers[id(wish)]) for wish in creating if wish.key is not None
        }
        return [answers[id(wish)] if id(wish) in answers else _again(wish.key, first | by_key) for wish in wishes]

    async def _create(self, session: AsyncSession, wishes: Sequence[_Wish]) -> list[Created | ApiError]:
        written = await write(session, [wish.draft for wish in wishes]) if wishes else []
        return [self._shown(one) if isinstance(one, WrittenPost) else one for one in written]


_Answers = dict[tuple[str, str], tuple[Key, "Created | ApiError"]]


def _creates(wish: _Wish, first: _Answers, keys: dict[tuple[str, str], Key]) -> bool:
    if wish.key is None:
        return True
    name = (wish.key.scope, wish.key.key)
    return name not in first and keys[name] is wish.key


def _again(key: Key | None, answers: _Answers) -> Created | ApiError:
    assert key is not None
    earlier, answer = answers[key.scope, key.key]
    return answer if earlier.fingerprint == key.fingerprint else idempotency.reused()

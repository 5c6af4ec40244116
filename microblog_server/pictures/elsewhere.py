"""Addresses of pictures that other services keep: Gravatar by e-mail, EVE Online by character.

EVE Online knows its characters by number. A user name that is a number is taken
for one; any other is looked up once by its name (docs/server.md), as a job.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Person
from microblog_server.db.session import Database
from microblog_server.db.work_tables import EveCharacter
from microblog_server.jobs import outbox
from microblog_server.jobs.kinds import EVE_CHARACTER, Kind
from microblog_server.jobs.outbox import Claim
from microblog_server.jobs.worker import TryLaterError
from microblog_server.services import clock

_GRAVATAR = "https://www.gravatar.com/avatar"
_EVE_IMAGES = "https://images.evetech.net"
_EVE_SIDES = (32, 64, 128, 256, 512, 1024)
_TIMEOUT_S = 10
# Somebody may call a character so later.
_ASKED_AGAIN = timedelta(days=7)
_MOST_BYTES = 64 * 1024


def gravatar(email: str, side: int) -> str:
    digest = hashlib.sha256(email.strip().lower().encode("utf-8")).hexdigest()
    return f"{_GRAVATAR}/{digest}?{urlencode({'s': side, 'd': 'identicon'})}"


def eve_portrait(character_id: int, side: int) -> str:
    """EVE Online has portraits of a few sizes: the next larger one."""
    size = next((known for known in _EVE_SIDES if known >= side), _EVE_SIDES[-1])
    return f"{_EVE_IMAGES}/characters/{character_id}/portrait?size={size}"


async def known_character(session: AsyncSession, person: Person) -> tuple[int | None, bool]:
    """The person's character, and whether that is still to be asked."""
    name = person.username
    if name.isascii() and name.isdigit() and len(name) <= 18:
        return int(name), False
    known = await session.get(EveCharacter, person.username_key)
    if known is None:
        return None, True
    return known.character_id, known.character_id is None and known.asked_at < clock.now() - _ASKED_AGAIN


async def ask_for_character(session: AsyncSession, person: Person) -> bool:
    """Note that the name is asked for now; the job fills in what is answered. False: somebody else was quicker."""
    _, is_unknown = await known_character(session, person)
    if not is_unknown:
        return False
    names = dict.fromkeys((person.username.replace("_", " "), person.name, person.username))
    await session.merge(EveCharacter(name_key=person.username_key, character_id=None, asked_at=clock.now()))
    await outbox.add(
        session, EVE_CHARACTER, {"name_key": person.username_key, "names": [name for name in names if name]}
    )
    return True


@dataclass(frozen=True, slots=True)
class EveCharacterJob:
    """The job: ask EVE Online's public interface which character has one of the names."""

    database: Database
    service: str
    kind: Kind = EVE_CHARACTER

    async def do(self, claim: Claim) -> None:
        names = claim.payload["names"]
        assert isinstance(names, list)
        character_id = await self._ask([str(name) for name in names])
        async with self.database.writing() as session:
            await outbox.finish(session, claim)
            await session.merge(
                EveCharacter(name_key=str(claim.payload["name_key"]), character_id=character_id, asked_at=clock.now())
            )

    async def give_up(self, session: AsyncSession, claim: Claim) -> None:
        """The drawn picture stays."""

    async def _ask(self, names: list[str]) -> int | None:
        try:
            async with httpx.AsyncClient(timeout=_TIMEOUT_S) as http:
                answer = await http.post(f"{self.service}/latest/universe/ids/", json=names)
            if answer.status_code != 200 or len(answer.content) > _MOST_BYTES:
                raise TryLaterError(f"EVE Online's interface answers {answer.status_code}")
            return character_of(answer.json(), names)
        except (httpx.HTTPError, ValueError) as error:
            raise TryLaterError(f"EVE Online's interface cannot be read ({type(error).__name__})") from None


def character_of(answer: object, names: list[str]) -> int | None:
    """The first of the names that a character has, ignoring case, as EVE Online does."""
    found: dict[str, int] = {}
    characters = answer.get("characters", []) if isinstance(answer, Mapping) else []
    for character in characters if isinstance(characters, list) else []:
        if isinstance(character, Mapping):
            id, name = character.get("id"), character.get("name")
            if isinstance(id, int) and isinstance(name, str):
                found[name.casefold()] = id
    return next((found[name.casefold()] for name in names if name.casefold() in found), None)

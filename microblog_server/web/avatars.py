"""Which picture somebody has: what was uploaded, one kept elsewhere, or a drawn one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from microblog_server import avatars
from microblog_server.jobs.kinds import LOOKUPS
from microblog_server.pictures import decoding, elsewhere, stored
from microblog_server.schemas import people as schema
from microblog_server.services import people
from microblog_server.web.context import Context


@dataclass(frozen=True, slots=True)
class Avatar:
    """An image, or the address of one elsewhere."""

    image: bytes = b""
    kind: str = ""
    version: str = ""
    tag: str = ""
    elsewhere: str = ""


async def avatar_of(context: Context, person_id: int, side: int) -> Avatar:
    provider = context.settings.avatar_provider
    async with context.database.reading() as session:
        person = await people.get(session, person_id)
        picture = await stored.get(session, person_id) if person.avatar_version else None
        character, is_unknown = None, False
        if picture is None and provider == "evetech":
            character, is_unknown = await elsewhere.known_character(session, person)
    if picture is not None:
        image = await asyncio.to_thread(decoding.resized, picture.image, side)
        return Avatar(image, "image/webp", picture.version, f"{picture.version}-{side}")
    if provider == "gravatar":
        return Avatar(elsewhere=elsewhere.gravatar(person.email, side))
    if character is not None:
        return Avatar(elsewhere=elsewhere.eve_portrait(character, side))
    if is_unknown:
        async with context.database.writing() as session:
            is_asked = await elsewhere.ask_for_character(session, person)
        if is_asked:
            await context.bell.ring(LOOKUPS)
    portrait = schema.portrait(person)
    image = await asyncio.to_thread(avatars.draw, portrait, side)
    # Until the answer is there nobody may keep the drawn one for ever.
    version = portrait.version if provider == "drawn" else "for a while"
    return Avatar(image, "image/png", version, f"{portrait.version}-{side}")

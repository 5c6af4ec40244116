"""Sign in, sign out, and the devices that are signed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Request, status

from microblog_server.schemas import people as schema
from microblog_server.services import people, tokens
from microblog_server.text import folded
from microblog_server.web.context import Here
from microblog_server.web.guard import address_of
from microblog_server.web.parameters import Id
from microblog_server.web.signed_in import SignedIn, Typed, wrong_credentials

router = APIRouter(tags=["sign-in"])


@router.post("/api/tokens")
async def sign_in(
    request: Request, context: Here, typed: Typed, user_agent: Annotated[str, Header()] = ""
) -> schema.SignedIn:
    """Sign in with user name or e-mail address and password (HTTP Basic). The device is named by its User-Agent."""
    context.rates.sign_in(address_of(request.scope), folded(typed.name))
    async with context.database.reading() as session:
        person = await people.find(session, typed.name)
    if not await context.passwords.is_right(typed.password, person.password_hash if person else None):
        raise wrong_credentials()
    assert person is not None
    async with context.database.writing() as session:
        token = await tokens.issue(session, person.id, user_agent, context.token_life)
        await people.seen(session, person.id)
    return schema.SignedIn(token=token, person=schema.me(person))


@router.delete("/api/tokens", status_code=status.HTTP_204_NO_CONTENT)
async def sign_out(context: Here, reader: SignedIn) -> None:
    """End this token."""
    async with context.database.writing() as session:
        await tokens.revoke(session, reader.person_id, reader.token_id)


@router.get("/api/me/tokens")
async def list_devices(context: Here, reader: SignedIn) -> schema.Devices:
    """The devices that are signed in, the last used first."""
    async with context.database.reading() as session:
        found = await tokens.listing(session, reader.person_id, context.token_life)
    return schema.Devices(items=[schema.device(token, context.token_life, reader.token_id) for token in found])


@router.delete("/api/me/tokens/{id}", status_code=status.HTTP_204_NO_CONTENT)
async def end_device(context: Here, reader: SignedIn, id: Id) -> None:
    async with context.database.writing() as session:
        await tokens.revoke(session, reader.person_id, id)

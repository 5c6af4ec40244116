"""Sign in, sign out, and the devices that are signed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, status

from microblog_server.errors import BadRequestError, NotFoundError
from microblog_server.jobs import resets
from microblog_server.jobs.kinds import MAIL
from microblog_server.jobs.letters import preferred
from microblog_server.schemas import people as schema
from microblog_server.services import people, tokens
from microblog_server.text import folded
from microblog_server.web.context import Here
from microblog_server.web.guard import address_of
from microblog_server.web.parameters import Id
from microblog_server.web.signed_in import SignedIn, Typed, wrong_credentials

router = APIRouter(tags=["sign-in"])

_NOT_THE_PASSWORD = "is not your password"


@router.post("/api/tokens")
async def sign_in(
    request: Request,
    context: Here,
    typed: Typed,
    user_agent: Annotated[str, Header()] = "",
    accept_language: Annotated[str, Header()] = "",
) -> schema.SignedIn:
    """Sign in with user name or e-mail address and password (HTTP Basic). The device is named by its User-Agent."""
    await context.rates.sign_in(address_of(request.scope), folded(typed.name))
    async with context.database.reading() as session:
        person = await people.find(session, typed.name)
    if not await context.passwords.is_right(typed.password, person.password_hash if person else None):
        await context.rates.wrong_password(folded(typed.name))
        raise wrong_credentials()
    assert person is not None
    async with context.database.writing() as session:
        await people.refuse_disabled(session, person.id)
        token = await tokens.issue(session, person.id, user_agent, context.token_life)
        await people.seen(session, person.id)
        await people.speaks(session, person.id, preferred(accept_language))
    return schema.SignedIn(token=token, person=schema.me(person))


@router.post("/api/password-resets", status_code=status.HTTP_202_ACCEPTED)
async def ask_for_password_reset(
    request: Request, context: Here, asked: schema.PasswordReset, accept_language: Annotated[str, Header()] = ""
) -> None:
    """Have a token mailed to this address, if somebody here has it; the answer is the same for every address."""
    if not context.settings.mail_host:
        raise NotFoundError("This server sends no mail.")
    await context.rates.password_reset(address_of(request.scope), folded(asked.email))
    async with context.database.writing() as session:
        await resets.ask(session, asked.email, preferred(accept_language))
    await context.bell.ring(MAIL)


@router.put("/api/password-resets/{token}", status_code=status.HTTP_204_NO_CONTENT)
async def reset_password(context: Here, token: Annotated[str, Path(max_length=100)], new: schema.NewPassword) -> None:
    """Set a new password with a token that was mailed, once; every device is signed out."""
    async with context.database.reading() as session:
        if not await resets.is_good(session, token):
            raise resets.unknown_token()
    hashed = await context.passwords.hash(new.password.get_secret_value())
    async with context.database.writing() as session:
        await resets.redeem(session, token, hashed)


@router.put("/api/me/password", status_code=status.HTTP_204_NO_CONTENT)
async def change_password(request: Request, context: Here, reader: SignedIn, change: schema.PasswordChange) -> None:
    """Set another password; every other device is signed out."""
    async with context.database.reading() as session:
        person = await people.get(session, reader.person_id)
    # Whoever found an open device must not be able to try passwords here.
    await context.rates.sign_in(address_of(request.scope), person.username_key)
    if not await context.passwords.is_right(change.current.get_secret_value(), person.password_hash):
        await context.rates.wrong_password(person.username_key)
        raise BadRequestError(_NOT_THE_PASSWORD, fields={"current": _NOT_THE_PASSWORD})
    hashed = await context.passwords.hash(change.password.get_secret_value())
    async with context.database.writing() as session:
        await people.set_password(session, reader.person_id, hashed)
        await tokens.revoke_others(session, reader.person_id, reader.token_id)


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

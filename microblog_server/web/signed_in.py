"""Who asks: HTTP Basic for signing in, a Bearer token for everything else."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.http import HTTPBase

from microblog_server.errors import SignInNeededError
from microblog_server.services import people, tokens
from microblog_server.services.tokens import Reader
from microblog_server.web.context import Here

_BASIC_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Authentication Required"'}

_bearer = HTTPBearer(auto_error=False, description="A token from POST /api/tokens.")
_basic = HTTPBase(scheme="basic", auto_error=False, description="User name or e-mail address, and password (UTF-8).")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody typed."""

    name: str
    password: str = field(repr=False)


async def _reader(context: Here, bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> Reader:
    if bearer is None:
        raise SignInNeededError("Please sign in.")
    reader = await tokens.recognise(context.database, bearer.credentials, context.token_life)
    if reader is None:
        raise SignInNeededError("Your sign-in has ended. Please sign in again.")
    if reader.is_due:
        async with context.database.noting() as session:
            await tokens.used(session, reader.token_id)
            await people.seen(session, reader.person_id)
    return reader


async def _reader_if_any(
    context: Here, bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Reader | None:
    return None if bearer is None else await _reader(context, bearer)


async def _credentials(
    request: Request, basic: Annotated[HTTPAuthorizationCredentials | None, Depends(_basic)]
) -> Credentials:
    if basic is None or basic.scheme.lower() != "basic":
        raise wrong_credentials()
    try:
        text = base64.b64decode(basic.credentials.encode("ascii"), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeError):
        raise wrong_credentials() from None
    name, _, password = text.partition(":")
    return Credentials(name, password)


def wrong_credentials() -> SignInNeededError:
    """The same for an unknown name and a wrong password: nobody learns who has an account."""
    return SignInNeededError("The user name or the password is wrong.", headers=_BASIC_CHALLENGE)


SignedIn = Annotated[Reader, Depends(_reader)]
PerhapsSignedIn = Annotated[Reader | None, Depends(_reader_if_any)]
Typed = Annotated[Credentials, Depends(_credentials)]

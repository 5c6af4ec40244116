"""A new password for who forgot it: asked for by e-mail address, proven by a token that went there.

Asking writes one row, whoever is asked for: only the worker looks whether there
is such a person. The token is made when the mail is written and kept as a hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from sqlalchemy import Select, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Person, Token
from microblog_server.db.session import Database
from microblog_server.db.work_tables import MailedToken
from microblog_server.errors import NotFoundError
from microblog_server.jobs import letters, outbox
from microblog_server.jobs.kinds import PASSWORD_RESET, Kind
from microblog_server.jobs.mail import Mailer
from microblog_server.jobs.outbox import Claim
from microblog_server.live.announcing import announce
from microblog_server.live.events import END, Event
from microblog_server.security import new_token, token_hash
from microblog_server.services import clock
from microblog_server.settings import Settings
from microblog_server.text import folded

_LIFE = timedelta(minutes=15)
_AS_IT_IS = {"synchronize_session": False}


async def ask(session: AsyncSession, email: str, language: str | None) -> None:
    await outbox.add(session, PASSWORD_RESET, {"email_key": folded(email), "language": language})


async def is_good(session: AsyncSession, token: str) -> bool:
    return (await session.scalars(_good(token))).one_or_none() is not None


async def redeem(session: AsyncSession, token: str, password_hash: str) -> None:
    """Set the password, use up the token, and sign out everything that is signed in."""
    person_id = (await session.scalars(_good(token))).one_or_none()
    if person_id is None:
        raise unknown_token()
    unused = (MailedToken.person_id == person_id, MailedToken.export_id.is_(None))
    await session.execute(delete(MailedToken).where(*unused), execution_options=_AS_IT_IS)
    ended = delete(Token).where(Token.person_id == person_id).returning(Token.id)
    for token_id in await session.scalars(ended):
        announce(session, Event(END, str(token_id)), people=(person_id,))
    changed = update(Person).where(Person.id == person_id).values(password_hash=password_hash)
    await session.execute(changed, execution_options=_AS_IT_IS)


def unknown_token() -> NotFoundError:
    return NotFoundError("This token was used, or is older than 15 minutes. Please ask for a new one.")


def _good(token: str) -> Select[int]:
    return select(MailedToken.person_id).where(
        MailedToken.token_hash == token_hash(token),
        MailedToken.export_id.is_(None),
        MailedToken.expires_at > clock.now(),
    )


@dataclass(frozen=True, slots=True)
class PasswordResetMail:
    """The job: find the person, make a token, send it."""

    settings: Settings
    database: Database
    mailer: Mailer
    kind: Kind = PASSWORD_RESET

    async def do(self, claim: Claim) -> None:
        person = await self._person(str(claim.payload["email_key"]))
        if person is not None:
            token = new_token()
            async with self.database.writing() as session:
                await outbox.hold(session, claim)
                expires_at = clock.now() + _LIFE
                kept = MailedToken(token_hash=token_hash(token), person_id=person.id, expires_at=expires_at)
                session.add(kept)
            language = person.language or claim.payload["language"]
            envelope = letters.Envelope(self.settings.mail_from, self.settings.name, person.email, claim.name)
            server = self.settings.address_for_people
            link = f"microblog://password-reset?{urlencode({'server': server, 'token': token})}"
            places = {"username": person.username, "link": link, "token": token}
            message = letters.write(
                letters.PASSWORD_RESET, language if isinstance(language, str) else None, envelope, **places
            )
            await self.mailer.send(message, person.email)
        async with self.database.writing() as session:
            await outbox.finish(session, claim)

    async def give_up(self, session: AsyncSession, claim: Claim) -> None:
        """Nobody waits for it any more."""

    async def _person(self, email_key: str) -> Person | None:
        async with self.database.reading() as session:
            found = select(Person).where(Person.email_key == email_key, Person.disabled_at.is_(None))
            return (await session.scalars(found)).one_or_none()

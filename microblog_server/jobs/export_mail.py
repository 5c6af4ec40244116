"""Tell somebody by mail that their export is ready, with a link that works without signing in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Person
from microblog_server.db.session import Database
from microblog_server.db.work_tables import Export, MailedToken
from microblog_server.jobs import letters, outbox
from microblog_server.jobs.exports import DONE
from microblog_server.jobs.kinds import EXPORT_MAIL, Kind
from microblog_server.jobs.mail import Mailer
from microblog_server.jobs.outbox import Claim
from microblog_server.security import new_token, token_hash
from microblog_server.settings import Settings


@dataclass(frozen=True, slots=True)
class ExportMail:
    """The job. Each try has a key of its own; all of them end with the file."""

    settings: Settings
    database: Database
    mailer: Mailer
    kind: Kind = EXPORT_MAIL

    async def do(self, claim: Claim) -> None:
        key = new_token()
        async with self.database.writing() as session:
            await outbox.hold(session, claim)
            found = select(Export, Person).join(Person, Person.id == Export.person_id)
            row = (await session.execute(found.where(Export.id == claim.payload["export_id"]))).one_or_none()
            if row is None or row[0].state != DONE or row[0].expires_at is None:
                await outbox.finish(session, claim)
                return
            export, person = row
            expires_at = row[0].expires_at
            session.add(
                MailedToken(token_hash=token_hash(key), person_id=person.id, export_id=export.id, expires_at=expires_at)
            )
        link = f"{self.settings.address_for_people}/api/exports/{export.id}/file?key={key}"
        envelope = letters.Envelope(self.settings.mail_from, self.settings.name, person.email, claim.name)
        places = {"username": person.username, "link": link, "until": f"{expires_at:%Y-%m-%d}"}
        message = letters.write(letters.EXPORT_READY, person.language, envelope, **places)
        await self.mailer.send(message, person.email)
        async with self.database.writing() as session:
            await outbox.finish(session, claim)

    async def give_up(self, session: AsyncSession, claim: Claim) -> None:
        """The file is there all the same."""

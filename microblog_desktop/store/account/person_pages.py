"""When a profile was read whole, and one's own e-mail address."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.account.people import PeopleStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.sqlite.columns import micros, moment, text_or_none
from microblog_desktop.store.sqlite.database import Database


class PersonPageStore:
    """What is known of a person only from their own page."""

    def __init__(self, db: Database, people: PeopleStore, clock: Clock) -> None:
        self._db = db
        self._people = people
        self._clock = clock

    def save(self, person: Person) -> None:
        """The server told all of a person just now."""
        self._people.save(person)
        self._db.write(
            "INSERT INTO profile (person, read_at, email) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
            "read_at = excluded.read_at, email = coalesce(excluded.email, email)",
            (person.id, micros(self._clock()), person.email),
        )
        self._db.note(ChangeSet(people=frozenset({person.id})))

    def read_at(self, person: PersonId) -> datetime | None:
        """How old what is shown of a person is; None if their page was never read."""
        row = self._db.row("SELECT read_at FROM profile WHERE person = ?", (person,))
        return None if row is None else moment(row[0])

    def email(self, person: PersonId) -> str | None:
        """One's own address; of others nobody is told."""
        row = self._db.row("SELECT email FROM profile WHERE person = ?", (person,))
        return None if row is None else text_or_none(row[0])

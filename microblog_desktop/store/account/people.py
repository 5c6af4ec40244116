"""People as the server told us of them, piece by piece."""

from __future__ import annotations

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.sqlite.columns import (
    Row,
    Value,
    flag_or_none,
    micros_or_none,
    moment_or_none,
    text,
    text_or_none,
    whole_or_none,
)
from microblog_desktop.store.sqlite.database import Database

FIELDS = (
    "id", "username", "name", "avatar_url", "about_me", "posts", "followers", "following",
    "created_at", "last_seen", "you_follow", "follows_you",
)  # fmt: skip

MAY_BE_UNKNOWN = FIELDS[3:]
UPSERT = (
    f"INSERT INTO person ({', '.join(FIELDS)}) VALUES ({', '.join('?' * len(FIELDS))}) ON CONFLICT (id) DO UPDATE SET "
    "username = excluded.username, name = excluded.name, "
    + ", ".join(f"{name} = coalesce(excluded.{name}, {name})" for name in MAY_BE_UNKNOWN)
    + " WHERE excluded.username COLLATE BINARY <> username OR excluded.name <> name OR "
    + " OR ".join(f"coalesce(excluded.{name}, {name}) IS NOT {name}" for name in MAY_BE_UNKNOWN)
)

# What was asked of the server and is still on its way wins over what it last said.
ASKED = (
    "(SELECT kind FROM job WHERE job.person = person.id AND job.state <> 'refused' "
    f"AND kind IN ('{JobKind.FOLLOW.value}', '{JobKind.UNFOLLOW.value}') ORDER BY id DESC LIMIT 1)"
)
EFFECTIVE_YOU_FOLLOW = (
    f"CASE {ASKED} WHEN '{JobKind.FOLLOW.value}' THEN 1 WHEN '{JobKind.UNFOLLOW.value}' THEN 0 ELSE you_follow END"
)
SELECT = f"SELECT {', '.join(FIELDS[:10])}, {EFFECTIVE_YOU_FOLLOW}, follows_you FROM person"


def person_columns(alias: str) -> str:
    """The columns that `person_from` reads, of a person joined as `alias`."""
    return ", ".join(f"{alias}.{name}" for name in FIELDS)


def person_from(row: Row) -> Person:
    return Person(
        id=PersonId(text(row[0])),
        username=text(row[1]),
        name=text(row[2]),
        avatar_url=text_or_none(row[3]),
        about_me=text_or_none(row[4]),
        posts=whole_or_none(row[5]),
        followers=whole_or_none(row[6]),
        following=whole_or_none(row[7]),
        created_at=moment_or_none(row[8]),
        last_seen=moment_or_none(row[9]),
        you_follow=flag_or_none(row[10]),
        follows_you=flag_or_none(row[11]),
    )


class PeopleStore:
    """Everybody this account has met."""

    def __init__(self, db: Database, me: PersonId) -> None:
        self._db = db
        self._me = me

    def save(self, person: Person) -> None:
        """Remember what is new; a field that this answer did not hold keeps its value."""
        values: tuple[Value, ...] = (
            person.id,
            person.username,
            person.name,
            person.avatar_url,
            person.about_me,
            person.posts,
            person.followers,
            person.following,
            micros_or_none(person.created_at),
            micros_or_none(person.last_seen),
            person.you_follow,
            person.follows_you,
        )
        if self._db.write(UPSERT, values):
            self._db.note(ChangeSet(people=frozenset({person.id})))

    def set_you_follow(self, person: PersonId, you_follow: bool) -> None:  # noqa: FBT001 - data, not behaviour
        """What the server knows after it took a follow or unfollow."""
        self._db.write("UPDATE person SET you_follow = ? WHERE id = ?", (you_follow, person))
        self._db.note(ChangeSet(people=frozenset({person})))

    def get(self, person: PersonId) -> Person | None:
        row = self._db.row(f"{SELECT} WHERE id = ?", (person,))
        return None if row is None else person_from(row)

    def asked_to_follow(self) -> dict[PersonId, bool]:
        """Whom I asked to follow or no longer to follow, where the server has not answered yet."""
        rows = self._db.rows(
            "SELECT person, kind FROM job WHERE state <> 'refused' AND kind IN (?, ?) ORDER BY id",
            (JobKind.FOLLOW.value, JobKind.UNFOLLOW.value),
        )
        return {PersonId(text(row[0])): text(row[1]) == JobKind.FOLLOW.value for row in rows}

    def by_username(self, username: str) -> Person | None:
        row = self._db.row(f"{SELECT} WHERE username = ?", (username,))
        return None if row is None else person_from(row)

    def server_says_you_follow(self, person: PersonId) -> bool | None:
        """The server's last word, whatever is on its way."""
        row = self._db.row("SELECT you_follow FROM person WHERE id = ?", (person,))
        return None if row is None else flag_or_none(row[0])

    def suggestions(self, limit: int) -> list[Person]:
        """People to follow, the most followed first; nobody who is followed or asked for already."""
        rows = self._db.rows(
            f"{SELECT} WHERE you_follow = 0 AND id <> ? AND {ASKED} IS NULL ORDER BY followers DESC, username LIMIT ?",
            (self._me, limit),
        )
        return [person_from(row) for row in rows]

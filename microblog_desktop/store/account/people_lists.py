"""Lists of people as the server sends them, page by page; and the tags of the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.people.lists import PeopleKey, Suggestion, Trend
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account.people import EFFECTIVE_YOU_FOLLOW, FIELDS, PeopleStore, person_from
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.sqlite.columns import flag, for_like, micros, moment, text, whole, whole_or_none
from microblog_desktop.store.sqlite.database import Database

TRENDS = "trends"
"""What `ChangeSet.lists` calls the tags of the day."""

SELECT = (
    f"SELECT {', '.join(f'person.{name}' for name in FIELDS[:10])}, {EFFECTIVE_YOU_FOLLOW}, person.follows_you, "
    "people_list.followed_by FROM people_list JOIN person ON person.id = people_list.person "
)
IN_ORDER = "WHERE people_list.scope = ? ORDER BY people_list.place LIMIT ?"
# Typed beginnings are looked for in names that are read from left to right; a list is walked, never the table.
NAMED = (
    "WHERE people_list.scope = ?1 AND (person.username LIKE ?2 ESCAPE '!' OR person.name LIKE ?2 ESCAPE '!' "
    "OR person.name LIKE '% ' || ?2 ESCAPE '!') ORDER BY people_list.place LIMIT ?3"
)


@dataclass(frozen=True, slots=True)
class PeopleListState:
    """How much of a list is here: so many pages, whether the server has more, how many people it counts."""

    pages: int
    has_more: bool
    total: int | None
    read_at: datetime


class PeopleListStore:
    """Each list holds what its pages said last; whoever is in it is known in `PeopleStore`."""

    def __init__(self, db: Database, people: PeopleStore, clock: Clock) -> None:
        self._db = db
        self._people = people
        self._clock = clock

    def save_first_page(
        self, key: PeopleKey, people: Sequence[Person | Suggestion], *, has_more: bool, total: int | None
    ) -> None:
        """Begin a list anew: what further pages said may be elsewhere by now."""
        self._db.write("DELETE FROM people_list WHERE scope = ?", (key,))
        self._add(key, people, 0)
        self._write_state(key, 1, has_more=has_more, total=total)

    def save_next_page(self, key: PeopleKey, people: Sequence[Person], *, has_more: bool, total: int | None) -> None:
        """Put one more page behind what is there; who is in the list already keeps their place."""
        state = self.state(key)
        row = self._db.row("SELECT max(place) FROM people_list WHERE scope = ?", (key,))
        last = -1 if row is None else whole_or_none(row[0])
        self._add(key, people, 0 if last is None else last + 1)
        self._write_state(key, 1 if state is None else state.pages + 1, has_more=has_more, total=total)

    def people(self, key: PeopleKey, limit: int, beginning: str = "") -> list[Suggestion]:
        """Who stands in a list, in its order; only those whose name or user name begins so, if anything is typed."""
        wanted = beginning.strip().removeprefix("@")
        if wanted:
            rows = self._db.rows(SELECT + NAMED, (key, f"{for_like(wanted)}%", limit))
        else:
            rows = self._db.rows(SELECT + IN_ORDER, (key, limit))
        return [Suggestion(person_from(row), whole(row[len(FIELDS)])) for row in rows]

    def state(self, key: PeopleKey) -> PeopleListState | None:
        """None for a list that was never read."""
        row = self._db.row("SELECT pages, has_more, total, read_at FROM people_list_state WHERE scope = ?", (key,))
        if row is None:
            return None
        return PeopleListState(whole(row[0]), flag(row[1]), whole_or_none(row[2]), moment(row[3]))

    def save_trends(self, trends: Sequence[Trend]) -> None:
        self._db.write("DELETE FROM trend", ())
        for place, trend in enumerate(trends):
            values = (place, trend.tag, trend.posts, trend.people)
            self._db.write("INSERT INTO trend (place, tag, posts, people) VALUES (?, ?, ?, ?)", values)
        self._db.note(ChangeSet(lists=frozenset({TRENDS})))

    def trends(self) -> list[Trend]:
        rows = self._db.rows("SELECT tag, posts, people FROM trend ORDER BY place", ())
        return [Trend(text(row[0]), whole(row[1]), whole(row[2])) for row in rows]

    def _add(self, key: PeopleKey, people: Sequence[Person | Suggestion], first: int) -> None:
        for place, one in enumerate(people, start=first):
            person, followed_by = (one.person, one.followed_by) if isinstance(one, Suggestion) else (one, 0)
            self._people.save(person)
            self._db.write(
                "INSERT INTO people_list (scope, place, person, followed_by) VALUES (?, ?, ?, ?) "
                "ON CONFLICT DO NOTHING",
                (key, place, person.id, followed_by),
            )
        self._db.note(ChangeSet(lists=frozenset({key})))

    def _write_state(self, key: PeopleKey, pages: int, *, has_more: bool, total: int | None) -> None:
        self._db.write(
            "INSERT INTO people_list_state (scope, pages, has_more, total, read_at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET (pages, has_more, total, read_at) = "
            "(excluded.pages, excluded.has_more, excluded.total, excluded.read_at)",
            (key, pages, has_more, total, micros(self._clock())),
        )

"""People that were found: those of this computer, and those that only the server found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.search import FoundPerson
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.search.rows import FoundPersonRow, person_row
from microblog_desktop.viewmodels.timeline.rows import Offers


class FoundPeople:
    """As they are in the store when `read` was last called."""

    def __init__(self, store: AccountStore, offers: Offers) -> None:
        self._store = store
        self._offers = offers
        self._here: tuple[FoundPerson, ...] = ()
        self._there: tuple[FoundPerson, ...] = ()
        self._most: int | None = None
        self._rows_here: list[FoundPersonRow] = []
        self._rows_there: list[FoundPersonRow] = []

    @property
    def rows_here(self) -> Sequence[FoundPersonRow]:
        return self._rows_here

    @property
    def rows_there(self) -> Sequence[FoundPersonRow]:
        """Those that only the server found."""
        return self._rows_there

    @property
    def count(self) -> int:
        """How many are known, whether or not they are shown."""
        return len(self._here) + len(self._there)

    def begin(self, found: tuple[FoundPerson, ...], most: int | None) -> None:
        """Other results, of which `most` of this computer are shown."""
        self._here, self._there, self._most = found, (), most
        self.read()

    def add_from_server(self, people: Iterable[PersonId]) -> None:
        """Each once in all."""
        known = {one.person for one in self._here}
        there = tuple(FoundPerson(person, (), (), None) for person in people if person not in known)
        if there != self._there:
            self._there = there
            self.read()

    def read(self) -> None:
        """Make the rows anew from what stands in the store now."""
        self._rows_here, self._rows_there = self._rows(self._here[: self._most]), self._rows(self._there)

    def _rows(self, found: Sequence[FoundPerson]) -> list[FoundPersonRow]:
        if not found:
            return []
        asked = self._store.people.asked_to_follow()
        people = ((one, self._store.people.get(one.person)) for one in found)
        return [
            person_row(one, person, self._offers, self._store.me, asked_to_follow=asked.get(person.id))
            for one, person in people
            if person is not None
        ]

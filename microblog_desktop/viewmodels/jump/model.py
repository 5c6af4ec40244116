"""Places to jump to as one types: where one was lately and the pages, then what fits, best first.

All of it is on this computer, and there at once; people are found by the index of the search, in a thread.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.rules.jumping import LONGEST, Fit, fit, typed
from microblog_desktop.domain.rules.search_query import parse
from microblog_desktop.domain.search import Findings
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.errors import StoreError
from microblog_desktop.viewmodels.arrival import Arrival
from microblog_desktop.viewmodels.jump.rows import JumpKind, JumpPlace, JumpRow
from microblog_desktop.viewmodels.jump.sources import JumpSources
from microblog_desktop.viewmodels.jump.visits import note_visit
from microblog_desktop.viewmodels.lists.row_list import RowList

MOST_ROWS = 50
MOST_VISITED = 8
_FEW = 3
"""So many that fit well, and what fits loosely is not shown."""

# A search or a link is no place that one comes back to.
_PASSING = frozenset({JumpKind.LINK, JumpKind.SEARCH, JumpKind.NAME})


class _Ranked(NamedTuple):
    """A place and what its rank is made of: the lowest first."""

    fit: Fit
    visit: int
    kind: JumpKind
    number: int
    place: JumpPlace

    @property
    def rank(self) -> tuple[int, ...]:
        return self[:4]


class JumpModel(RowList[JumpRow]):
    """`changed` after each key, and when people were found. Close it when nobody jumps any more."""

    changed = Signal()

    def __init__(
        self,
        store: AccountStore,
        sources: JumpSources,
        here: Callable[[], str] = str,
        parent: QObject | None = None,
    ) -> None:
        """`here` tells the key of the place where one is already."""
        super().__init__(parent)
        self._store = store
        self._sources = sources
        self._here = here
        self._text = ""
        self._typed = typed("")
        self._turn = 0
        self._is_waiting = False
        self._all: list[JumpPlace] | None = None
        self._people: list[JumpPlace] = []
        self._ways: dict[str, JumpPlace] = {}
        self._visits: dict[str, int] = {}
        self._arrival = Arrival()
        self._arrival.arrived.connect(self._take)
        self.reread()

    @property
    def is_waiting(self) -> bool:
        """Whether people are still being looked for."""
        return self._is_waiting

    def reread(self) -> None:
        """Read everything anew: the language is another one, or something was done."""
        self._visits = {key: number for number, key in enumerate(self._store.search.visited.all())}
        self._all = None
        self._read()

    def prepare(self) -> None:
        """Read what the first letter needs, while nobody waits for it."""
        if self._all is None:
            self._all = self._sources.everything()

    def type(self, text: str) -> None:
        """The field holds `text` now."""
        text = " ".join(text[:LONGEST].split())
        if text == self._text:
            return
        self._text, self._typed = text, typed(text)
        self._turn += 1
        query = parse(text.removeprefix("@"))
        self._is_waiting = bool(query.terms) and not query.authors
        if self._is_waiting:
            self._store.search.find_people(query, functools.partial(self._arrival.arrived.emit, self._turn))
        else:
            self._store.search.forget_people()
            self._people = []
        self._read()

    def way(self, key: str) -> Callable[[], object] | None:
        """Remember that one goes there, and how one does; None if there is no such place."""
        found = self._ways.get(key)
        if found is None:
            return None
        if found.row.kind not in _PASSING:
            note_visit(self._store, key)
        return found.go

    def close(self) -> None:
        self._turn += 1
        self._store.search.forget_people()

    # Inside.

    def _take(self, turn: int, found: Findings | StoreError) -> None:
        if turn != self._turn:
            return
        self._is_waiting = False
        people = () if isinstance(found, StoreError) else found.people
        known = (self._store.people.get(one.person) for one in people)
        self._people = [self._sources.person(one) for one in known if one is not None and one.id != self._store.me]
        self._read()

    def _read(self) -> None:
        places = self._fitting() if self._typed.words else self._first()
        self._ways = {place.row.key: place for place in places}
        self.show([place.row for place in self._ways.values()])
        self.changed.emit()

    def _first(self) -> list[JumpPlace]:
        """Where one was lately, then all pages."""
        pages = {place.row.key: place for place in self._sources.pages()}
        here = self._here()
        lately: list[JumpPlace] = []
        for key in self._visits:
            found = pages.get(key) or self._sources.visited(key)
            if found is not None and key != here and len(lately) < MOST_VISITED:
                lately.append(found)
        return [*lately, *pages.values()]

    def _fitting(self) -> list[JumpPlace]:
        self.prepare()
        assert self._all is not None
        ranked = [*self._ranked(self._all), *self._ranked_people()]
        well = [one for one in ranked if one.fit < Fit.LOOSE]
        best = sorted(well if len(well) >= _FEW else ranked, key=lambda one: one.rank)
        link = self._sources.link(self._text)
        # The words of a link are no words.
        last = self._last() if link is None else []
        places = [*([link] if link is not None else []), *(one.place for one in best)]
        return [*places[: MOST_ROWS - len(last)], *last]

    def _ranked(self, places: Sequence[JumpPlace]) -> list[_Ranked]:
        found = ((number, place, fit(self._typed, place.known)) for number, place in enumerate(places))
        return [self._rank(how, number, place) for number, place, how in found if how is not None]

    def _ranked_people(self) -> list[_Ranked]:
        """The index knows better than we whether they fit; while it looks, those of before who still do stay."""
        ranked = self._ranked(self._people)
        if self._is_waiting:
            return ranked
        known = {one.number for one in ranked}
        others = (one for one in enumerate(self._people) if one[0] not in known)
        return [*ranked, *(self._rank(Fit.ABOUT, number, place) for number, place in others)]

    def _rank(self, how: Fit, number: int, place: JumpPlace) -> _Ranked:
        visit = self._visits.get(place.row.key, len(self._visits))
        return _Ranked(how, visit, place.row.kind, number, place)

    def _last(self) -> list[JumpPlace]:
        """What can be done with any words; who types an @ means somebody."""
        search, name = self._sources.search(self._text), self._sources.name(self._text)
        if name is None:
            return [search]
        return [name, search] if self._text.startswith("@") else [search, name]

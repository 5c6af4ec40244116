"""A list of people: from the store at once, further pages as one reads on, narrowed down as one types."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import PeopleKey, Suggestion
from microblog_desktop.store.account.people_lists import PeopleListState
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.viewmodels.lists.instead import Instead
from microblog_desktop.viewmodels.lists.list_state import ListState, list_state
from microblog_desktop.viewmodels.lists.row_list import RowList
from microblog_desktop.viewmodels.note import Note
from microblog_desktop.viewmodels.people.page_note import page_note
from microblog_desktop.viewmodels.people.person_row import PersonRow, person_row
from microblog_desktop.viewmodels.people.state_row import nobody_found
from microblog_desktop.viewmodels.ports import PeopleSyncPort
from microblog_desktop.viewmodels.timeline.rows import Offers

PAGE = 100
_ENOUGH_FOUND = 20
_MOST_PAGES_FOR_A_SEARCH = 10


class PeopleListModel(RowList[PersonRow]):
    """The people of one list, in the server's order."""

    state_changed = Signal()
    note_changed = Signal()

    def __init__(
        self,
        store: AccountStore,
        key: PeopleKey,
        sync: PeopleSyncPort,
        offers: Offers,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._key = key
        self._sync = sync
        self._offers = offers
        self._limit = PAGE
        self._typed = ""
        self._is_closed = False
        self._pages_for_search = 0
        self._made: dict[PersonId, tuple[Suggestion, PersonRow]] = {}
        self._read()
        self._state = self._find_state()
        self._note = self._find_note()
        self._unsubscribe = store.feed.subscribe(self._on_change)

    # What a page shows.

    @property
    def list_key(self) -> PeopleKey:
        return self._key

    @property
    def state(self) -> ListState:
        return self._state

    @property
    def typed(self) -> str:
        """What the names begin with; empty while nothing is searched for."""
        return self._typed

    @property
    def is_narrowed(self) -> bool:
        return bool(self._typed.strip())

    @property
    def is_whole(self) -> bool:
        """Whether all people of the list are here to be searched in."""
        known = self._list_state()
        return known is not None and not known.has_more

    @property
    def has_anybody(self) -> bool:
        """Whether anybody of the list is here, whatever is typed."""
        return bool(self._rows) or bool(self._store.people_lists.people(self._key, 1))

    @property
    def nobody_found(self) -> Instead:
        """What to say where nobody's name begins with what was typed."""
        return nobody_found(self._typed, is_whole=self.is_whole)

    @property
    def is_loading(self) -> bool:
        status = self._store.status
        return status.activity(f"people:{self._key}").is_busy or status.activity(f"more-people:{self._key}").is_busy

    @property
    def note(self) -> Note | None:
        """How old what is shown is, where it cannot be brought up to date."""
        return self._note

    # What a page asks.

    def refresh(self) -> None:
        self._sync.load_people(self._key)

    def search(self, typed: str) -> None:
        """Show those whose name begins so; more of the list is loaded while there are few of them."""
        if typed != self._typed:
            self._typed, self._pages_for_search, self._limit = typed, 0, PAGE
            self._read()
            self._look_further()
            self.state_changed.emit()

    def load_more(self) -> None:
        """The reader comes to the end of what is shown."""
        if self._is_closed:
            return
        shown = len(self._rows)
        if shown >= self._limit:
            self._limit += PAGE
            self._read()
        if len(self._rows) == shown and not self.is_narrowed:
            self._ask_for_more()

    def retranslate(self) -> None:
        self._made.clear()
        self._read()
        self._state = self._find_state()
        self._note = self._find_note()
        self.state_changed.emit()
        self.note_changed.emit()

    def close(self) -> None:
        self._is_closed = True
        self._unsubscribe()

    # Following the store.

    def _on_change(self, changes: ChangeSet) -> None:
        if self._key in changes.lists or changes.outbox or not changes.people.isdisjoint(self._made):
            self._read()
        if self._key in changes.lists:
            self._look_further()
        self._check()

    def _look_further(self) -> None:
        """Somebody searches in a list of which only the beginning is here."""
        if self.is_narrowed and len(self._rows) < _ENOUGH_FOUND and self._pages_for_search < _MOST_PAGES_FOR_A_SEARCH:
            self._pages_for_search += self._ask_for_more()

    def _ask_for_more(self) -> bool:
        """Have one more page loaded, if there is one and it can be had now; tells whether it was asked for."""
        known = self._list_state()
        may_ask = known is not None and known.has_more and self._store.status.network.is_usable and not self.is_loading
        if may_ask:
            self._sync.load_more_people(self._key)
        return may_ask

    def _check(self) -> None:
        state, note = self._find_state(), self._find_note()
        if state != self._state:
            self._state = state
            self.state_changed.emit()
        if note != self._note:
            self._note = note
            self.note_changed.emit()

    def _find_state(self) -> ListState:
        status = self._store.status
        return list_state(status.activity(f"people:{self._key}"), status.network, rows=int(self.has_anybody))

    def _find_note(self) -> Note | None:
        known = self._list_state()
        if known is None or not self.has_anybody:
            return None
        status = self._store.status
        return page_note(status.activity(f"people:{self._key}"), status.network, known.read_at, self._store.clock())

    @property
    def read_at(self) -> datetime | None:
        known = self._list_state()
        return None if known is None else known.read_at

    def _list_state(self) -> PeopleListState | None:
        return self._store.people_lists.state(self._key)

    def _read(self) -> None:
        people = self._store.people_lists.people(self._key, self._limit, self._typed)
        self._made = {one.person.id: self._row(one) for one in people}
        self.show([row for _, row in self._made.values()])

    def _row(self, one: Suggestion) -> tuple[Suggestion, PersonRow]:
        """The row of somebody, made again only when something of them changed."""
        made = self._made.get(one.person.id)
        if made is not None and made[0] == one:
            return made
        return one, person_row(one, self._offers, self._store.me)

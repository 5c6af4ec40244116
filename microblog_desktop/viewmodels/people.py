"""Who to follow: a few people that the store suggests."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from microblog_desktop.commands import following
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet

MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class SuggestedPerson:
    """Somebody one might follow; stays on the card, as followed, until the card is filled anew."""

    person: PersonId
    name: str
    username: str
    avatar_url: str | None
    you_follow: bool


class SuggestionModel(QObject):
    """The people on the "Who to follow" card."""

    changed = Signal()

    def __init__(self, store: AccountStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._people: tuple[SuggestedPerson, ...] = ()
        self._shown: list[PersonId] = []
        self._fill()
        self._unsubscribe = store.feed.subscribe(self._on_change)

    @property
    def people(self) -> tuple[SuggestedPerson, ...]:
        return self._people

    def follow(self, person: PersonId) -> None:
        following.follow(self._store, person, now=self._store.clock())

    def unfollow(self, person: PersonId) -> None:
        following.unfollow(self._store, person, now=self._store.clock())

    def close(self) -> None:
        self._unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        if changes.people or changes.outbox:
            self._fill()

    def _fill(self) -> None:
        """Keep who is shown, so that nobody jumps under the pointer; add others while there is room."""
        if len(self._shown) < MOST_SUGGESTIONS:
            suggested = [person.id for person in self._store.people.suggestions(MOST_SUGGESTIONS + len(self._shown))]
            self._shown += [person for person in suggested if person not in self._shown]
            del self._shown[MOST_SUGGESTIONS:]
        people = tuple(row for row in map(self._row, self._shown) if row)
        if people != self._people:
            self._people = people
            self.changed.emit()

    def _row(self, key: PersonId) -> SuggestedPerson | None:
        person = self._store.people.get(key)
        if person is None:
            return None
        return SuggestedPerson(
            person.id, person.display_name, person.username, person.avatar_url, bool(person.you_follow)
        )

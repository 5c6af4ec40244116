"""Who to follow: a few people that the server suggests."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import SUGGESTED, Suggestion
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import ngettext
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.viewmodels.ports import PeopleSyncPort

MOST_SUGGESTIONS = 3
_LOOKED_AT = 20
_OLD = timedelta(minutes=30)
_EVERY_MS = 30 * 60_000


@dataclass(frozen=True, slots=True)
class SuggestedPerson:
    """Somebody one might follow; stays on the card, as followed, until the card is filled anew."""

    person: PersonId
    name: str
    username: str
    avatar_url: str | None
    you_follow: bool
    followed_text: str = ""  # how many of those one follows follow them


def followed_words(count: int) -> str:
    """Why somebody is suggested; empty if nobody one follows follows them."""
    if not count:
        return ""
    words = ngettext("Followed by one you follow", "Followed by {count} you follow", count)
    return words.format(count=number(count))


class SuggestionModel(QObject):
    """The people on the "Who to follow" card."""

    changed = Signal()

    def __init__(self, store: AccountStore, sync: PeopleSyncPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._sync = sync
        self._people: tuple[SuggestedPerson, ...] = ()
        self._has_more = False
        self._shown: list[PersonId] = []
        self._followed_by: dict[PersonId, int] = {}
        self._fill()
        self._unsubscribe = store.feed.subscribe(self._on_change)
        self._again = QTimer(self, interval=_EVERY_MS)
        self._again.timeout.connect(self._ask)
        self._again.start()
        sync.load_people(SUGGESTED)

    @property
    def people(self) -> tuple[SuggestedPerson, ...]:
        return self._people

    @property
    def has_more(self) -> bool:
        """Whether there are others, who have no room on the card."""
        return self._has_more

    def follow(self, person: PersonId) -> None:
        from microblog_desktop.commands import following

        following.follow(self._store, person, now=self._store.clock())

    def unfollow(self, person: PersonId) -> None:
        from microblog_desktop.commands import following

        following.unfollow(self._store, person, now=self._store.clock())

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        self._fill()

    def close(self) -> None:
        self._again.stop()
        self._unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        if changes.people or changes.outbox or SUGGESTED in changes.lists:
            self._fill()
        if "network" in changes.status and self._store.status.network.is_usable:
            self._ask_if_old()

    def _ask_if_old(self) -> None:
        """The network is back: what could not be asked for before is asked for now."""
        state = self._store.people_lists.state(SUGGESTED)
        if state is None or self._store.clock() - state.read_at > _OLD:
            self._ask()

    def _ask(self) -> None:
        self._sync.load_people(SUGGESTED)

    def _fill(self) -> None:
        """Keep who is shown, so that nobody jumps under the pointer; add others while there is room."""
        suggested = self._store.people_lists.people(SUGGESTED, _LOOKED_AT)
        self._followed_by |= {one.person.id: one.followed_by for one in suggested}
        strangers = [one.person.id for one in suggested if self._is_stranger(one)]
        if len(self._shown) < MOST_SUGGESTIONS:
            self._shown += [person for person in strangers if person not in self._shown]
            del self._shown[MOST_SUGGESTIONS:]
        people = tuple(row for row in map(self._row, self._shown) if row)
        has_more = len(set(strangers) - set(self._shown)) > 0
        if (people, has_more) != (self._people, self._has_more):
            self._people, self._has_more = people, has_more
            self.changed.emit()

    def _is_stranger(self, one: Suggestion) -> bool:
        return not one.person.you_follow and one.person.id != self._store.me

    def _row(self, key: PersonId) -> SuggestedPerson | None:
        person = self._store.people.get(key)
        if person is None:
            return None
        return SuggestedPerson(
            person.id,
            person.display_name,
            person.username,
            person.avatar_url,
            bool(person.you_follow),
            followed_words(self._followed_by.get(key, 0)),
        )

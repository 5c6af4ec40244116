"""The card of somebody: what is known of them at once, brought up to date while it is read."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from microblog_desktop.commands import following
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.sentences import in_one_breath
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.viewmodels.people.profile.rows import counted_followers, counted_following, counted_posts
from microblog_desktop.viewmodels.ports import PeopleSyncPort, PersonFindingPort
from microblog_desktop.viewmodels.timeline.rows import Offers

FRESH_FOR = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class CountWords:
    """A number with what it counts, and the number alone."""

    words: str
    number: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What a card says; a count that no server told is not among the counts."""

    person: PersonId
    name: str
    username: str
    avatar_url: str | None
    handle_line: str
    about: str
    counts: tuple[CountWords, ...]
    can_follow: bool
    you_follow: bool
    title: str  # how a screen reader names the card

    @property
    def content(self) -> str:
        """What else a screen reader says of it."""
        counts = ", ".join(count.words for count in self.counts)
        return in_one_breath((self.about, counts))


class PersonCardModel(QObject):
    """Nobody's card until `open`; follows the store only until `leave`."""

    changed = Signal()

    def __init__(
        self,
        store: AccountStore,
        people: PeopleSyncPort,
        finder: PersonFindingPort,
        offers: Offers,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._people = people
        self._finder = finder
        self._offers = offers
        self._username = ""
        self._card: PersonCard | None = None
        self._unsubscribe = _not_subscribed

    @property
    def card(self) -> PersonCard | None:
        """None where nobody of that name is known here yet."""
        return self._card

    def open(self, username: str) -> None:
        """Show somebody from now on; the server is asked if what is known of them is not fresh."""
        self.leave()
        self._username = username
        self._unsubscribe = self._store.feed.subscribe(self._on_change)
        self._read()
        if self._store.status.network.is_usable:
            self._ask()

    def leave(self) -> None:
        """Nobody looks any more."""
        self._unsubscribe()
        self._unsubscribe = _not_subscribed
        self._username, self._card = "", None

    def close(self) -> None:
        self.leave()

    def toggle_follow(self) -> None:
        if self._card is None or not self._card.can_follow:
            return
        person, now = self._card.person, self._store.clock()
        if self._card.you_follow:
            following.unfollow(self._store, person, now=now)
        else:
            following.follow(self._store, person, now=now)

    def _ask(self) -> None:
        card = self._card
        if card is None:
            self._finder.find_person(self._username)
            return
        read_at = self._store.person_pages.read_at(card.person)
        if read_at is None or self._store.clock() - read_at > FRESH_FOR:
            self._people.load_person(card.person)

    def _on_change(self, changes: ChangeSet) -> None:
        if changes.people or changes.outbox:
            was = self._card
            self._read()
            if self._card != was:
                self.changed.emit()

    def _read(self) -> None:
        person = self._store.people.by_username(self._username)
        self._card = None if person is None else person_card(person, self._offers, self._store.me)


def person_card(person: Person, offers: Offers, me: PersonId) -> PersonCard:
    is_me = person.id == me
    handle = f"@{person.username}"
    line = handle
    if is_me:
        line = _("{handle} · this is you").format(handle=handle)
    elif person.follows_you:
        line = _("{handle} · follows you").format(handle=handle)
    name = " ".join(person.display_name.split())
    return PersonCard(
        person=person.id,
        name=name,
        username=person.username,
        avatar_url=person.avatar_url,
        handle_line=line,
        about=(person.about_me or "").strip(),
        counts=_counts(person),
        can_follow=offers.can_follow and not is_me,
        you_follow=bool(person.you_follow),
        title=_("{name}, {handle}").format(name=name, handle=line),
    )


def _counts(person: Person) -> tuple[CountWords, ...]:
    told = (
        (counted_posts(person.posts), person.posts),
        (counted_following(person.following), person.following),
        (counted_followers(person.followers), person.followers),
    )
    return tuple(CountWords(words, number(count)) for words, count in told if count is not None)


def _not_subscribed() -> None:
    """Nothing is to be ended."""

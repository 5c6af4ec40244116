"""A small world for tests of the store: one account, a few people, a clock that is set by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import HOME, AccountId, EntryKey, MessageId, PersonId, PostId, TimelineKey
from microblog_desktop.domain.inbox.message import Message, MessagePage
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage
from microblog_desktop.domain.server import ServerDescription, ServerKind
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed, ChangeSet

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SUSAN = Person(PersonId("1"), "susan", "Susan")
JOHN = Person(PersonId("2"), "john", "John", you_follow=True)
ACCOUNT = Account(
    AccountId("home-susan"),
    ServerDescription("https://example.org", ServerKind.MICROBLOG, "Example"),
    "susan",
    SUSAN.id,
    VaultKind.SESSION,
)


@dataclass
class World:
    """A store, what it told, and the time."""

    path: Path | str = ":memory:"
    now: datetime = NOON
    told: list[ChangeSet] = field(default_factory=list)
    store: AccountStore = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        feed = ChangeFeed(lambda flush: flush())
        feed.subscribe(self.told.append)
        self.store = open_account_store(self.path, feed, lambda: self.now, ACCOUNT)

    def later(self, seconds: float) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now

    def save_people(self, *people: Person) -> None:
        with self.store.transaction():
            for person in people:
                self.store.people.save(person)

    def refresh(self, *entries: RemoteEntry, has_more: bool = True, timeline: TimelineKey = HOME) -> None:
        with self.store.transaction():
            self.store.timelines.merge_newest(timeline, TimelinePage(entries, has_more))

    def older(self, *entries: RemoteEntry, has_more: bool = True) -> None:
        edge = self.store.timelines.oldest_edge(HOME)
        assert edge is not None
        with self.store.transaction():
            self.store.timelines.merge_before(HOME, TimelinePage(entries, has_more), edge)

    def keys(self) -> list[EntryKey]:
        return self.store.timelines.newest(HOME, 1000)

    def shown(self) -> list[str]:
        """The home timeline as texts, newest first; a gap is "…"."""
        rows = self.store.timelines.entry_rows(self.keys())
        return [row.post.body if row.post else "…" for row in rows]


def post(number: int, author: Person = JOHN, body: str = "", created_at: datetime | None = None) -> Post:
    """The server's post `number`, written that many seconds after noon."""
    return Post(PostId(str(number)), author, body or f"post {number}", created_at or NOON + timedelta(seconds=number))


def entry(
    number: int, *, place: int | None = None, reposted_by: Person | None = None, of: Post | None = None
) -> RemoteEntry:
    """A place in the server's timeline; `number` orders it."""
    at = number if place is None else place
    name = f"repost-{at}" if reposted_by else f"post-{number}"
    return RemoteEntry(name, f"{at:08}", f"cursor-{at}", of or post(number), reposted_by)


def entries(*numbers: int) -> tuple[RemoteEntry, ...]:
    return tuple(entry(number) for number in numbers)


def message(number: int, *, sender: PersonId = JOHN.id, recipient: PersonId = SUSAN.id, body: str = "") -> Message:
    return Message(
        MessageId(str(number)),
        sender,
        recipient,
        body or f"message {number}",
        NOON + timedelta(seconds=number),
        f"{number:08}",
        f"cursor-{number}",
    )


def messages(*numbers: int, has_more: bool = True, read_up_to: MessageId | None = None) -> MessagePage:
    return MessagePage(tuple(message(number) for number in numbers), has_more, read_up_to)

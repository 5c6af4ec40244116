"""A profile as a person has it after months: one account, its home timeline full of posts of every kind and length."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import HOME, AccountId, PersonId, PostId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage
from microblog_desktop.domain.server import Capability, ServerDescription, ServerKind
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.paths import prepare_profile

PAGE = 1000
_PEOPLE = 40
_BETWEEN_POSTS = timedelta(minutes=3)
_BODIES = (
    "Good morning from the harbour.",
    "The bridge over the old canal is closed until Thursday, so if you cycle to work take the path along the north "
    "bank; it is longer, but the light there is worth every minute. https://example.com/harbour/bridge?until=thursday",
    "@susan have you seen the heron again? #birds",
    "오늘 한강에서 자전거를 탔어요. 바람이 조금 불었지만 노을이 정말 예뻤습니다. #한강 #자전거",
    "점심 뭐 먹지?",
    "Reading list for the week:\n- a history of maps\n- two papers on tides\n- the manual of the new kettle",
    "صباح الخير من الميناء القديم",
    "La panadería de la esquina ha vuelto a abrir 🥐",
)


def fill_profile(folder: Path, *, posts: int, server_url: str) -> Path:
    """Make a profile in `folder` whose last account has `posts` cached posts, and return the folder."""
    paths = prepare_profile(folder)
    account = _account(server_url)
    profile = ProfileStore(paths.profile_db, _silent_feed())
    with profile.transaction():
        profile.accounts.save(account)
        profile.accounts.set_last(account.id)
    profile.close()
    store = open_account_store(paths.account_db(account.id), _silent_feed(), _now, account)
    _fill_home(store, posts)
    store.close()
    return folder


def pages(posts: int) -> Iterator[TimelinePage]:
    """Yield the timeline from the newest page down, as a server would."""
    people = [Person(PersonId(str(number)), f"person{number}", f"Person {number}") for number in range(1, _PEOPLE + 1)]
    newest = _now()
    for top in range(posts, 0, -PAGE):
        bottom = max(top - PAGE, 0)
        entries = tuple(
            _entry(number, people[number % _PEOPLE], newest - _BETWEEN_POSTS * (posts - number))
            for number in range(top, bottom, -1)
        )
        yield TimelinePage(entries, has_more=bottom > 0)


def _fill_home(store: AccountStore, posts: int) -> None:
    for page in pages(posts):
        with store.transaction():
            edge = store.timelines.oldest_edge(HOME)
            if edge is None:
                store.timelines.merge_newest(HOME, page)
            else:
                store.timelines.merge_before(HOME, page, edge)


def _entry(number: int, author: Person, created_at: datetime) -> RemoteEntry:
    body = f"{_BODIES[number % len(_BODIES)]} {number}"
    post = Post(
        PostId(str(number)), author, body, created_at, replies=number % 5, likes=number % 23, reposts=number % 3
    )
    order = f"{number:016x}"
    return RemoteEntry(entry_id=f"p{number}", order=order, cursor=order, post=post)


def _account(server_url: str) -> Account:
    server = ServerDescription(
        url=server_url,
        kind=ServerKind.MICROBLOG,
        name="Benchmark",
        capabilities=frozenset({Capability.HOME, Capability.WRITE, Capability.MESSAGES, Capability.FOLLOW}),
    )
    return Account(AccountId("benchmark"), server, "susan", PersonId("1"), VaultKind.KEYRING)


def _silent_feed() -> ChangeFeed:
    """Nobody listens while the profile is filled, so nothing is ever delivered."""
    return ChangeFeed(lambda deliver: None)


def _now() -> datetime:
    return datetime.now(UTC)

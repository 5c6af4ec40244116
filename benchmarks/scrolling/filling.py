"""An account's file with a home timeline as people have it: long and short posts, pictures, translations, reposts."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import HOME, AccountId, PersonId, PostId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage
from microblog_desktop.domain.posts.translation import Translation
from microblog_desktop.domain.server import Capability, ServerDescription, ServerKind
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.profile import ProfileStore

PAGE = 1000
TRANSLATED = "en"
NOW = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
_PEOPLE = 60
_BETWEEN_POSTS = timedelta(minutes=3)
_PICTURE_SIDE = 128
_SHORT = (
    "Good morning from the harbour.",
    "The bridge over the old canal is closed until Thursday, so if you cycle to work take the path along the north "
    "bank; it is longer, but the light there is worth every minute. https://example.com/harbour/bridge?until=thursday",
    "@susan have you seen the heron again? #birds",
    "오늘 한강에서 자전거를 탔어요. 바람이 조금 불었지만 노을이 정말 예뻤습니다. #한강 #자전거 ❄️",
    "점심 뭐 먹지?",
    "Reading list for the week:\n- a history of maps\n- two papers on tides\n- the manual of the new kettle",
    "صباح الخير من الميناء القديم، شكرا @susan على الصورة https://example.net/photos",
    "La panadería de la esquina ha vuelto a abrir 🥐👩‍👩‍👧 y huele a pan hasta en la plaza.",
    "日本語のテストも。今日は#猫の日です。🐈\n\nSecond paragraph, with more text about the day and where it went.",
)
_LONG = "\n\n".join(
    f"{number}. The ferry left a little late, and those who had run for it stood at the rail and laughed; then came "
    "the island with its two trees, 섬에는 나무가 두 그루 있었다, and nobody spoke until the engine stopped."
    for number in range(1, 21)
)
_TRANSLATION = "Today I rode along the river. There was some wind, but the evening light was lovely."


def account() -> Account:
    """Return the account whose file is filled."""
    capabilities = frozenset(Capability)
    server = ServerDescription(
        url="http://127.0.0.1:9", kind=ServerKind.MICROBLOG, name="Benchmark", capabilities=capabilities
    )
    return Account(AccountId("benchmark"), server, "susan", PersonId("1"), VaultKind.KEYRING)


def fill(folder: Path, *, posts: int) -> Path:
    """Fill `folder` with an account's file and its pictures, and return it."""
    folder.mkdir()
    store = open_account_store(folder / "account.db", _silent_feed(), lambda: NOW, account())
    for page in pages(posts):
        with store.transaction():
            edge = store.timelines.oldest_edge(HOME)
            if edge is None:
                store.timelines.merge_newest(HOME, page)
            else:
                store.timelines.merge_before(HOME, page, edge)
            _translate(store, page)
    store.close()
    _fill_pictures(folder)
    return folder


def pages(posts: int) -> Iterator[TimelinePage]:
    """Yield the timeline from the newest page down, as a server would."""
    for top in range(posts, 0, -PAGE):
        bottom = max(top - PAGE, 0)
        entries = tuple(entry(number, NOW - _BETWEEN_POSTS * (posts - number)) for number in range(top, bottom, -1))
        yield TimelinePage(entries, has_more=bottom > 0)


def entry(number: int, created_at: datetime) -> RemoteEntry:
    """Make the entry of one post; its number decides what it is like."""
    body = f"{_LONG} {number}" if number % 11 == 0 else f"{_SHORT[number % len(_SHORT)]} {number}"
    post = Post(
        PostId(str(number)),
        person(number % _PEOPLE),
        body,
        created_at,
        language="ko" if number % 9 in {3, 4} else "en",
        reply_to_author="kate" if number % 13 == 0 else None,
        replies=number % 5,
        likes=number % 23,
        reposts=number % 3,
        liked=number % 17 == 0,
    )
    order = f"{number:016x}"
    return RemoteEntry(f"p{number}", order, order, post, person(number % 7) if number % 19 == 0 else None)


def person(number: int) -> Person:
    """Make one of the people who write; they all have pictures."""
    return Person(PersonId(str(number + 1)), f"person{number}", f"Person {number}", avatar_url=_picture_url(number))


def open_profile(folder: Path, feed: ChangeFeed) -> ProfileStore:
    """Open the profile that knows which pictures were saved in a folder."""
    return ProfileStore(folder / "profile.db", feed)


def _translate(store: AccountStore, page: TimelinePage) -> None:
    for one in page.entries:
        post = one.post
        key = store.posts.by_remote(post.id)
        if post.language == "ko" and key is not None:
            store.translations.want(key, TRANSLATED)
            made = Translation(_TRANSLATION, "ko", TRANSLATED, "Benchmark")
            store.translations.save(key, TRANSLATED, made, of=post.body)


def _fill_pictures(folder: Path) -> None:
    profile = open_profile(folder, _silent_feed())
    pictures = PictureStore(profile.db, folder)
    with profile.transaction():
        for number in range(_PEOPLE):
            pictures.save(_picture_url(number), _picture(number), None, NOW)
    profile.close()


def _picture_url(number: int) -> str:
    return f"https://example.com/avatars/{number}.png"


def _picture(number: int) -> bytes:
    """Draw a PNG of bands of colour, without Qt: nothing of it is loaded where files are filled."""
    rows = b"".join(
        b"\0" + bytes(value for x in range(_PICTURE_SIDE) for value in (x, (y * number) % 256, (x + y) % 256))
        for y in range(_PICTURE_SIDE)
    )
    header = struct.pack(">IIBBBBB", _PICTURE_SIDE, _PICTURE_SIDE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _silent_feed() -> ChangeFeed:
    """Nobody listens while files are filled, so nothing is ever delivered."""
    return ChangeFeed(lambda deliver: None)

"""The file of an account after years: a million posts in six languages, with messages, people and drafts."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from benchmarks.searching.babel import bodies
from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import AccountId, PersonId
from microblog_desktop.domain.server import ServerDescription, ServerKind
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.sqlite.columns import micros

ACCOUNT = Account(
    AccountId("well-read"),
    ServerDescription("https://example.org", ServerKind.MICROBLOG, "Benchmark"),
    "susan",
    PersonId("1"),
    VaultKind.KEYRING,
)
PEOPLE, MESSAGES, DRAFTS = 5_000, 20_000, 20
_BETWEEN_POSTS = timedelta(minutes=3)
_BETWEEN_MESSAGES = timedelta(minutes=90)
_AT_ONCE = 10_000
_END = datetime(2026, 11, 22, tzinfo=UTC)
# Made anew when this changes.
_EDITION = 4


def well_read(folder: Path, posts: int) -> Path:
    """The file, made once and kept in `folder`."""
    file = folder / f"well-read-{_EDITION}-{posts}.db"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"well-read-*-{posts}.*"):
            old.unlink()
        making = file.with_suffix(".making")
        making.unlink(missing_ok=True)
        store = open_store(making)
        _fill(store, posts)
        store.db.connection.pragma("wal_checkpoint(truncate)")
        store.close()
        shutil.move(making, file)
    return file


def open_store(file: Path) -> AccountStore:
    """Nobody listens."""
    return open_account_store(file, ChangeFeed(lambda deliver: None), lambda: _END, ACCOUNT)


def _fill(store: AccountStore, posts: int) -> None:
    dice = random.Random(7)
    names = list(islice((word for body in bodies(PEOPLE, seed=3) for word in body.split()[:1]), PEOPLE))
    people = [(str(n), f"{_ascii(name)}{n}", name, f"{name} {n}") for n, name in enumerate(names, start=2)]
    _insert(store, "person (id, username, name, about_me) VALUES (?, ?, ?, ?)", iter(people))
    authors = [str(min(PEOPLE, int(dice.paretovariate(0.6)))) for _ in range(posts)]
    rows = (
        (f"p{n}", authors[n], body, micros(_END - _BETWEEN_POSTS * (posts - n))) for n, body in enumerate(bodies(posts))
    )
    _insert(store, "post (remote_id, author, body, created_at) VALUES (?, ?, ?, ?)", rows)
    messages = (
        (authors[n], f"{n:012}", f"m{n}", n % 2, body, micros(_END - _BETWEEN_MESSAGES * (MESSAGES - n)))
        for n, body in enumerate(bodies(min(MESSAGES, posts), seed=9))
    )
    _insert(store, "message (scope, sort, remote_id, is_mine, body, created_at) VALUES (?, ?, ?, ?, ?, ?)", messages)
    drafts = ((f"draft {n}", body, micros(_END)) for n, body in enumerate(bodies(DRAFTS, seed=11)))
    _insert(store, "draft (name, body, saved_at) VALUES (?, ?, ?)", drafts)


def _insert(store: AccountStore, what: str, rows: Iterator[tuple[str | int, ...]]) -> None:
    while some := list(islice(rows, _AT_ONCE)):
        with store.transaction():
            store.db.write_all(f"INSERT INTO {what}", some)


def _ascii(name: str) -> str:
    return "".join(character for character in name.lower() if character.isascii() and character.isalnum()) or "person"

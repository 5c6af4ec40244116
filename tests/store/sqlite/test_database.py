"""Transactions: all or nothing, told after the commit, on the disk when it matters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.errors import (
    StoreDamagedError,
    StoreFullError,
    StoreLockedError,
    StoreUnreadableError,
)
from microblog_desktop.store.sqlite import database
from microblog_desktop.store.sqlite.database import Database

SCHEMA = ("CREATE TABLE note (body TEXT)",)
CHANGED = ChangeSet(drafts=frozenset({"home"}))


class Told(list[ChangeSet]):
    """What a database told, in order."""

    def feed(self) -> ChangeFeed:
        feed = ChangeFeed(lambda flush: flush())
        feed.subscribe(self.append)
        return feed


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def db(tmp_path: Path, told: Told) -> Iterator[Database]:
    db = Database(tmp_path / "notes.db", told.feed(), SCHEMA)
    yield db
    db.close()


def notes(db: Database) -> list[object]:
    return [row[0] for row in db.rows("SELECT body FROM note")]


def write(db: Database, body: str) -> None:
    db.write("INSERT INTO note VALUES (?)", (body,))


def fail(db: Database) -> None:
    with db.transaction():
        write(db, "half")
        db.note(CHANGED)
        raise KeyError


def write_much(db: Database) -> None:
    with db.transaction():
        db.note(CHANGED)
        write(db, "x" * 100_000)


def test_a_commit_is_told_after_it(db: Database, told: Told) -> None:
    with db.transaction():
        write(db, "one")
        db.note(CHANGED)
        assert told == []
    assert told == [CHANGED]


def test_a_transaction_that_fails_leaves_nothing_and_tells_nothing(db: Database, told: Told) -> None:
    with pytest.raises(KeyError):
        fail(db)
    assert notes(db) == []
    assert told == []
    with db.transaction():
        write(db, "next")
    assert told == []


def test_a_change_outside_a_transaction_is_a_mistake(db: Database) -> None:
    with pytest.raises(AssertionError):
        write(db, "lost")


def test_inner_transactions_join_the_outer(db: Database, told: Told) -> None:
    with db.durable_transaction():
        with db.transaction():
            write(db, "one")
            db.note(CHANGED)
        with db.durable_transaction():
            write(db, "two")
        assert told == []
    assert notes(db) == ["one", "two"]
    assert told == [CHANGED]


def test_a_durable_transaction_cannot_hide_in_another(db: Database) -> None:
    with db.transaction(), pytest.raises(AssertionError), db.durable_transaction():
        write(db, "one")


def test_a_durable_commit_is_synchronous_and_others_are_not(db: Database) -> None:
    full, normal = 2, 1
    with db.durable_transaction():
        assert db.connection.pragma("synchronous") == full
    with db.transaction():
        assert db.connection.pragma("synchronous") == normal


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path, told: Told) -> None:
    path = tmp_path / "broken.db"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreDamagedError) as failed:
        Database(path, told.feed(), SCHEMA)
    assert failed.value.problem.kind is ProblemKind.STORE_DAMAGED


def test_a_page_that_was_overwritten_is_found_when_it_is_read(tmp_path: Path, told: Told) -> None:
    path = tmp_path / "notes.db"
    whole = Database(path, told.feed(), SCHEMA)
    with whole.transaction():
        for number in range(2000):
            write(whole, f"note {number} " * 20)
    whole.close()
    content = bytearray(path.read_bytes())
    content[8192:40960] = b"\xa5" * 32768
    path.write_bytes(content)
    broken = Database(path, told.feed(), SCHEMA)
    with pytest.raises(StoreDamagedError):
        broken.rows("SELECT body FROM note")
    broken.close()
    with pytest.raises(StoreDamagedError):
        Database(path, told.feed(), SCHEMA)  # so that whoever opens it next can set it aside
    Database(path, told.feed(), SCHEMA).close()


def test_text_that_is_none_is_damage(db: Database) -> None:
    with db.transaction():
        db.write("INSERT INTO note VALUES (CAST(x'ff41' AS TEXT))")
    with pytest.raises(StoreDamagedError):
        notes(db)


def test_a_folder_that_is_missing_is_unreadable(tmp_path: Path, told: Told) -> None:
    with pytest.raises(StoreUnreadableError):
        Database(tmp_path / "nowhere" / "notes.db", told.feed(), SCHEMA)


def test_a_full_disk_keeps_what_was_there(db: Database, told: Told) -> None:
    with db.transaction():
        write(db, "kept")
    db.connection.pragma("max_page_count", 3)
    with pytest.raises(StoreFullError) as failed:
        write_much(db)
    assert failed.value.problem.may_retry
    assert notes(db) == ["kept"]
    assert told == []


def test_a_file_that_another_program_holds_is_locked(
    db: Database, tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    other = Database(tmp_path / "notes.db", told.feed(), SCHEMA)
    with db.transaction():
        write(db, "one")
        with pytest.raises(StoreLockedError), other.transaction():
            write(other, "two")
    other.close()


def test_what_comes_before_a_commit_comes_only_where_something_changed(db: Database) -> None:
    calls: list[str] = []
    db.before_commit(lambda: calls.append("called"))
    with db.transaction():
        db.rows("SELECT body FROM note")
    assert calls == []
    with db.transaction():
        db.write("INSERT INTO note VALUES ('one')")
    assert calls == ["called"]

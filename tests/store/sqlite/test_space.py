"""A file gives back to the disk what its rows left."""

from __future__ import annotations

from pathlib import Path

import apsw

from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.sqlite.database import Database
from microblog_desktop.store.sqlite.migrations import ACCOUNT
from microblog_desktop.store.sqlite.schema import migrate
from microblog_desktop.store.sqlite.space import Space


def opened(path: Path) -> Database:
    return Database(path, ChangeFeed(lambda _: None), ACCOUNT)


def fill_and_empty(db: Database) -> None:
    with db.transaction():
        db.write_all(
            "INSERT INTO draft (name, body, saved_at) VALUES (?, ?, 0)", [(f"d{n}", "x" * 3000) for n in range(2000)]
        )
    with db.transaction():
        db.write("DELETE FROM draft")


def test_a_file_shrinks_piece_by_piece(tmp_path: Path) -> None:
    db = opened(tmp_path / "a.db")
    space = Space(db)
    fill_and_empty(db)
    large = space.file_bytes
    assert space.used_bytes < large / 4
    pieces = 1
    while space.give_back(100):
        pieces += 1
    assert pieces > 10
    assert space.file_bytes < large / 4
    db.close()
    assert (tmp_path / "a.db").stat().st_size < large / 4


def test_a_file_of_an_older_version_learns_to_shrink_and_keeps_its_rows(tmp_path: Path) -> None:
    connection = apsw.Connection(str(tmp_path / "a.db"))
    connection.pragma("journal_mode", "wal")
    migrate(connection, ACCOUNT)
    connection.close()
    db = opened(tmp_path / "a.db")
    fill_and_empty(db)
    with db.transaction():
        db.write("INSERT INTO draft (name, body, saved_at) VALUES ('home', 'words', 0)")
    space = Space(db)
    assert not space.can_shrink
    assert not space.give_back(100)
    space.learn_to_shrink()
    db.close()
    db = opened(tmp_path / "a.db")
    assert Space(db).can_shrink
    assert db.rows("SELECT body FROM draft") == [("words",)]
    assert db.rows("PRAGMA integrity_check") == [("ok",)]
    db.close()


def test_the_log_does_not_stay_as_long_as_it_ever_was(tmp_path: Path) -> None:
    db = opened(tmp_path / "a.db")
    with db.transaction():
        db.write("INSERT INTO draft (name, body, saved_at) VALUES ('large', ?, 0)", ("x" * 20_000_000,))
    log = tmp_path / "a.db-wal"
    assert log.stat().st_size > 15_000_000
    # The thread that brings such a log back may be at it.
    db.connection.set_busy_timeout(20_000)
    db.connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_RESTART)
    with db.transaction():
        db.write("INSERT INTO draft (name, body, saved_at) VALUES ('small', '', 0)")
    assert log.stat().st_size <= 4_100_000
    db.close()

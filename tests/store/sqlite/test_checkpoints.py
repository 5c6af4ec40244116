"""The write-ahead log goes back into its file beside the work (store/sqlite/checkpoints.py)."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import apsw
import pytest

from microblog_desktop.store.sqlite.checkpoints import Checkpoints

PATIENCE_S = 15.0


@pytest.fixture
def connection(tmp_path: Path) -> apsw.Connection:
    connection = apsw.Connection(str(tmp_path / "a.db"))
    connection.pragma("journal_mode", "wal")
    connection.execute("CREATE TABLE large (value BLOB)")
    return connection


def write(connection: apsw.Connection, pages: int) -> None:
    connection.execute("INSERT INTO large VALUES (zeroblob(?))", (pages * 4096,))


def wait_for_threads() -> None:
    give_up_s = time.monotonic() + PATIENCE_S
    while any(thread.name == "checkpoint" for thread in threading.enumerate()):
        assert time.monotonic() < give_up_s
        time.sleep(0.01)


def test_a_long_log_begins_again_and_nothing_is_lost(tmp_path: Path, connection: apsw.Connection) -> None:
    checkpoints = Checkpoints(tmp_path / "a.db", connection)
    log = tmp_path / "a.db-wal"
    for _ in range(30):
        write(connection, 600)
        wait_for_threads()
    assert log.stat().st_size < 6 * 600 * 4096, "it would be thirty times that"
    assert connection.execute("SELECT count(*), sum(length(value)) FROM large").fetchall() == [(30, 30 * 600 * 4096)]
    checkpoints.close()
    connection.close()


def test_a_short_one_is_left_alone(tmp_path: Path, connection: apsw.Connection) -> None:
    checkpoints = Checkpoints(tmp_path / "a.db", connection)
    before = (tmp_path / "a.db").stat().st_size
    write(connection, 500)
    wait_for_threads()
    assert (tmp_path / "a.db").stat().st_size == before
    checkpoints.close()
    connection.close()


def test_somebody_who_reads_for_long_only_puts_it_off(tmp_path: Path, connection: apsw.Connection) -> None:
    checkpoints = Checkpoints(tmp_path / "a.db", connection)
    reader = apsw.Connection(str(tmp_path / "a.db"))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM large").fetchall()
    for _ in range(4):
        write(connection, 600)
        wait_for_threads()
    assert reader.execute("SELECT count(*) FROM large").fetchall() == [(0,)]
    reader.execute("COMMIT")
    reader.close()
    write(connection, 600)
    write(connection, 600)
    wait_for_threads()
    write(connection, 10)
    assert connection.wal_checkpoint()[0] < 100, "it began again"
    checkpoints.close()
    connection.close()


def test_closing_waits_for_what_has_begun(tmp_path: Path, connection: apsw.Connection) -> None:
    checkpoints = Checkpoints(tmp_path / "a.db", connection)
    write(connection, 4000)
    checkpoints.close()
    assert not any(thread.name == "checkpoint" for thread in threading.enumerate())
    connection.close()


def test_a_file_that_has_gone_is_no_failure_of_the_commit(tmp_path: Path, connection: apsw.Connection) -> None:
    checkpoints = Checkpoints(tmp_path / "elsewhere.db", connection)
    write(connection, 2000)
    wait_for_threads()
    assert connection.execute("SELECT count(*) FROM large").fetchall() == [(1,)]
    checkpoints.close()
    connection.close()


def test_a_checkpoint_that_fails_does_not_make_the_commit_look_as_if_it_had(
    tmp_path: Path, connection: apsw.Connection
) -> None:
    checkpoints = Checkpoints(tmp_path / "a.db", connection)
    connection.close()
    with pytest.raises(apsw.ConnectionClosedError):
        connection.wal_checkpoint()
    assert checkpoints._committed(connection, "main", 50_000) == apsw.SQLITE_OK
    checkpoints.close()


def test_where_no_thread_can_be_started_the_commit_is_made_all_the_same(
    tmp_path: Path, connection: apsw.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    checkpoints = Checkpoints(tmp_path / "a.db", connection)
    write(connection, 2000)
    assert connection.execute("SELECT count(*) FROM large").fetchall() == [(1,)]
    checkpoints.close()
    connection.close()

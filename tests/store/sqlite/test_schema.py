"""Files grow with the program, and a newer file is left alone."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.store.errors import StoreTooNewError
from microblog_desktop.store.sqlite import migrations
from microblog_desktop.store.sqlite.migrations import ACCOUNT, PROFILE
from microblog_desktop.store.sqlite.schema import Schema, migrate

FIRST = "CREATE TABLE note (body TEXT); INSERT INTO note VALUES ('kept');"
SECOND = "ALTER TABLE note ADD COLUMN title TEXT NOT NULL DEFAULT 'untitled'"


def test_only_missing_migrations_run_and_data_is_kept() -> None:
    connection = apsw.Connection(":memory:")
    migrate(connection, (FIRST,))
    migrate(connection, (FIRST, SECOND))
    migrate(connection, (FIRST, SECOND))
    assert connection.execute("SELECT body, title FROM note").fetchall() == [("kept", "untitled")]
    assert connection.pragma("user_version") == 2


def test_a_migration_that_fails_leaves_the_file_as_it_was() -> None:
    connection = apsw.Connection(":memory:")
    migrate(connection, (FIRST,))
    with pytest.raises(apsw.SQLError):
        migrate(connection, (FIRST, "DELETE FROM note; CREATE TABLE note (body TEXT)"))
    assert connection.pragma("user_version") == 1
    assert connection.execute("SELECT body FROM note").fetchall() == [("kept",)]


def test_a_file_of_a_newer_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    connection = apsw.Connection(str(path))
    migrate(connection, (FIRST, SECOND))
    before = path.read_bytes()
    with pytest.raises(StoreTooNewError) as failed:
        migrate(connection, (FIRST,))
    assert failed.value.problem.kind is ProblemKind.STORE_TOO_NEW
    connection.close()
    assert path.read_bytes() == before


def test_every_migration_is_counted() -> None:
    names = sorted(file.stem for file in Path(migrations.__file__).parent.glob("*_[0-9]*.py"))
    counted = {"account": len(ACCOUNT), "profile": len(PROFILE)}
    assert names == [f"{name}_{number:04}" for name, count in counted.items() for number in range(1, count + 1)]


@pytest.mark.parametrize("schema", [ACCOUNT, PROFILE], ids=["account", "profile"])
def test_the_real_schemas_can_be_made(schema: Schema) -> None:
    connection = apsw.Connection(":memory:")
    migrate(connection, schema)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]

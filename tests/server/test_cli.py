"""The command line (microblog_server/cli.py)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from microblog_server.cli import main
from microblog_server.migrations import versions as migrations


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MICROBLOG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MICROBLOG_PASSWORD_KIB", "8")
    return tmp_path / "data" / "microblog.db"


_NEWEST = max(file.name[:4] for file in Path(migrations.__file__).parent.glob("[0-9]*.py"))


def _rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def test_migrate_makes_the_tables(database: Path) -> None:
    assert main(["migrate"]) == 0
    assert _rows(database, "SELECT version_num FROM alembic_version") == [(_NEWEST,)]
    assert main(["migrate"]) == 0


def test_a_person_is_created_with_a_hashed_password(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MICROBLOG_PASSWORD", "correct horse")
    assert main(["create-user", "susan", "susan@example.org", "--name", "Susan"]) == 0
    assert "susan" in capsys.readouterr().out
    ((name, hashed),) = _rows(database, "SELECT name, password_hash FROM people")
    assert name == "Susan"
    assert str(hashed).startswith("$argon2id$")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["create-user", "su san", "susan@example.org"], "letters"),
        (["create-user", "susan", "nowhere"], "e-mail"),
        (["create-user", "susan", "a@example.org"], "different username"),
    ],
)
def test_who_cannot_be_created_is_said(
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    complaint: str,
) -> None:
    monkeypatch.setenv("MICROBLOG_PASSWORD", "correct horse")
    main(["create-user", "susan", "susan@example.org"])
    assert main(arguments) == 1
    assert complaint in capsys.readouterr().err


def test_demo_data_goes_into_an_empty_database_only(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo-data", "--database", f"sqlite:///{database}"]) == 0
    assert "susan" in capsys.readouterr().out
    before = _rows(database, "SELECT count(*) FROM posts")
    assert main(["demo-data"]) == 2
    assert "empty" in capsys.readouterr().err
    assert _rows(database, "SELECT count(*) FROM posts") == before


def test_settings_lists_every_variable(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings"]) == 0
    printed = capsys.readouterr().out
    assert f"MICROBLOG_DATA_DIR={database.parent}" in printed
    assert "MICROBLOG_RATE_SIGN_IN=10/60" in printed


def test_a_bad_setting_is_said_in_one_line(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MICROBLOG_PORT", "many")
    assert main(["settings"]) == 2
    assert capsys.readouterr().err == "microblog-server: MICROBLOG_PORT must be a whole number\n"

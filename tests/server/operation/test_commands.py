"""`admin`, `delete-post` and `backup` (microblog_server/operation/commands.py, administration.py, backup.py)."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from microblog_server.app import MicroblogServer
from microblog_server.cli import main
from tests.server.client import PASSWORD, Person, Visitors, basic
from tests.server.cluster import Cluster
from tests.server.settings_for_tests import quick_settings


async def _command(*arguments: str) -> int:
    """As somebody at a terminal, while the server runs."""
    return await asyncio.to_thread(main, arguments)


@pytest.fixture
def at(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.setenv("MICROBLOG_DATA_DIR", str(tmp_path))
    return ("--database", database_url)


async def test_an_administrator_may_delete_what_others_wrote(
    susan: Person, john: Person, at: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    post = await susan.write("Mine")
    assert (await john.delete(f"/api/posts/{post}")).status_code == 403
    assert await _command("admin", "make", "john", *at) == 0
    assert "john" in capsys.readouterr().out
    assert (await john.put(f"/api/posts/{post}", {"body": "Changed"})).status_code == 403
    assert (await john.delete(f"/api/posts/{post}")).status_code == 204
    assert (await john.get(f"/api/users/{susan.id}")).json()["post_count"] == 0


async def test_who_is_disabled_is_out_at_once_and_what_they_wrote_stays(
    visitors: Visitors, susan: Person, john: Person, at: tuple[str, str]
) -> None:
    post = await susan.write("Still here")
    assert await _command("admin", "disable", "SUSAN", *at) == 0
    assert (await susan.get("/api/me")).status_code == 401
    right = await visitors.http.post("/api/tokens", headers=basic("susan", PASSWORD))
    wrong = await visitors.http.post("/api/tokens", headers=basic("susan", "wrong"))
    # Only who knows the password learns that the account is disabled.
    assert (right.status_code, wrong.status_code) == (403, 401)
    assert (await john.get(f"/api/posts/{post}")).status_code == 200
    assert await _command("admin", "enable", "susan@example.org", *at) == 0
    assert await visitors.token("susan")
    assert (await susan.get("/api/me")).status_code == 401


async def test_a_post_is_deleted_from_the_command_line(susan: Person, john: Person, at: tuple[str, str]) -> None:
    post = await susan.write("Bad")
    answer = await john.write("Worse", reply_to=post)
    assert await _command("delete-post", str(answer), *at) == 0
    assert (await susan.get(f"/api/posts/{post}")).json()["counts"]["replies"] == 0
    assert (await susan.get(f"/api/users/{john.id}")).json()["post_count"] == 0


@pytest.mark.parametrize("arguments", [("admin", "make", "nobody"), ("delete-post", "77")])
async def test_what_is_not_there_is_said(
    arguments: tuple[str, ...], at: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await _command(*arguments, *at) == 1
    assert capsys.readouterr().err.startswith("microblog-server: ")


async def test_a_backup_is_one_state_and_can_be_run(tmp_path: Path, migrated: Path) -> None:
    (tmp_path / "live").mkdir()
    server = MicroblogServer(quick_settings(tmp_path / "live"))
    copy = tmp_path / "copy.db"
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http:
            susan = await visitors.sign_up("susan")

            async def write() -> None:
                for number in range(40):
                    await susan.write(str(number))

            writing = asyncio.get_running_loop().create_task(write())
            await asyncio.sleep(0.05)
            source = f"sqlite:///{tmp_path / 'live' / 'microblog.db'}"
            assert await _command("backup", str(copy), "--database", source) == 0
            await writing
            assert await _command("backup", str(copy), "--database", source) == 2
    with closing(sqlite3.connect(copy)) as database:
        ((counted, there),) = database.execute("SELECT post_count, (SELECT count(*) FROM posts) FROM people")
        assert counted == there
    # Restored: the file is the database.
    (tmp_path / "again").mkdir()
    copy.rename(tmp_path / "again" / "microblog.db")
    restored = MicroblogServer(quick_settings(tmp_path / "again"))
    async with restored.running():
        visitors = Visitors(restored)
        async with visitors.http:
            token = await visitors.token("susan")
            answer = await visitors.http.get("/api/timeline", headers={"Authorization": f"Bearer {token}"})
            assert len(answer.json()["items"]) == min(there, 20)


@pytest.mark.parametrize("database", ["postgresql://nobody@nowhere/db", "sqlite:////nowhere/at/all.db"])
async def test_what_cannot_be_backed_up_is_said(
    tmp_path: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await _command("backup", str(tmp_path / "copy.db"), "--database", database) == 2
    assert capsys.readouterr().err.startswith("microblog-server: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.needs("postgresql")
async def test_a_dump_of_postgresql_can_be_restored(cluster: Cluster, tmp_path: Path) -> None:
    for name in ("dumped", "restored"):
        cluster.psql(f"CREATE DATABASE {name}")
    server = MicroblogServer(quick_settings(tmp_path, cluster.url("dumped")))
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http:
            await (await visitors.sign_up("susan")).write("Kept")
            dump = cluster.run("pg_dump", "-d", "dumped")
    cluster.psql_script(dump, database="restored")
    restored = MicroblogServer(quick_settings(tmp_path, cluster.url("restored")))
    async with restored.running():
        visitors = Visitors(restored)
        async with visitors.http:
            token = await visitors.token("susan")
            headers = {"Authorization": f"Bearer {token}"}
            items = (await visitors.http.get("/api/timeline", headers=headers)).json()["items"]
            assert [item["body"] for item in items] == ["Kept"]
            # Ids go on where they were.
            answer = await visitors.http.post("/api/posts", json={"body": "New"}, headers=headers)
            assert answer.json()["id"] > items[0]["id"]
    for name in ("dumped", "restored"):
        cluster.psql(f"DROP DATABASE {name} WITH (FORCE)")

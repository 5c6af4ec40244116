"""Exports: asked for, made, fetched, mailed, removed (microblog_server/jobs/exports.py)."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import time
import zipfile
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, update

from microblog_server.db.session import Database
from microblog_server.db.work_tables import Export, Job, MailedToken
from microblog_server.jobs import archive, exports, outbox
from microblog_server.jobs.kinds import EXPORT, EXPORTS
from microblog_server.jobs.worker import Worker
from microblog_server.services import clock
from tests.server.client import Json, Person, Visitors
from tests.server.jobs.conftest import Heard, do_all
from tests.server.jobs.post_office import PostOffice


async def _ask(person: Person, key: str | None = None) -> Json:
    answer = await person.http.post("/api/exports", headers=person.headers | ({"Idempotency-Key": key} if key else {}))
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/api/exports/{answer.json()['id']}"
    return answer.json()


async def _made(person: Person, worker: Worker) -> Json:
    asked = await _ask(person)
    await do_all(worker)
    return (await person.get(f"/api/exports/{asked['id']}")).json()


def _unzipped(answer: httpx.Response) -> dict[str, Json]:
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert file.testzip() is None
        return {name: json.loads(file.read(name)) for name in file.namelist()}


def _files(visitors: Visitors) -> list[str]:
    return sorted(path.name for path in exports.folder_of(visitors.server.context.settings).glob("*"))


async def test_an_export_has_everything_that_one_wrote(
    visitors: Visitors, worker: Worker, susan: Person, john: Person
) -> None:
    first = await susan.write("First 한글 \U0001f600")
    await susan.write("Answer", reply_to=first)
    theirs = await john.write("Not mine")
    await susan.post(f"/api/conversations/{john.id}/messages", {"body": "Hello"})
    await john.post(f"/api/conversations/{susan.id}/messages", {"body": "Hello yourself"})
    await susan.put(f"/api/me/following/{john.id}")
    await susan.put(f"/api/posts/{theirs}/bookmark")
    await susan.put(f"/api/posts/{theirs}/repost")
    export = await _made(susan, worker)
    assert (export["state"], export["progress"]) == ("done", 100)
    answer = await susan.get(export["_links"]["file"])
    assert answer.headers["content-type"] == "application/zip"
    assert re.fullmatch(r'attachment; filename="Microblog-[\d-]+\.zip"', answer.headers["content-disposition"])
    assert len(answer.content) == export["bytes"] == int(answer.headers["content-length"])
    found = _unzipped(answer)
    assert found["profile.json"]["email"] == "susan@example.org"
    assert [post["body"] for post in found["posts.json"]] == ["First 한글 \U0001f600", "Answer"]
    assert found["posts.json"][1]["reply_to"] == first
    assert [(m["with"], m["sent"], m["body"]) for m in found["messages.json"]] == [
        ("john", True, "Hello"),
        ("john", False, "Hello yourself"),
    ]
    assert [person["username"] for person in found["following.json"]] == ["john"]
    assert found["followers.json"] == []
    assert [(post["author"], post["body"]) for post in found["bookmarks.json"]] == [("john", "Not mine")]


async def test_somebody_who_wrote_nothing_gets_empty_lists(worker: Worker, susan: Person) -> None:
    export = await _made(susan, worker)
    found = _unzipped(await susan.get(export["_links"]["file"]))
    assert [found[name] for name in sorted(found) if name != "profile.json"] == [[], [], [], [], []]


async def test_an_export_is_its_owners_alone(visitors: Visitors, worker: Worker, susan: Person, john: Person) -> None:
    export = await _made(susan, worker)
    path = f"/api/exports/{export['id']}"
    for address in (path, f"{path}/file"):
        assert (await john.get(address)).status_code == 404
        assert (await visitors.http.get(address)).status_code == 401
    assert (await visitors.http.get(f"{path}/file", params={"key": "guessed"})).status_code == 404


async def test_asking_again_gives_the_one_that_is_being_made(susan: Person, worker: Worker, database: Database) -> None:
    asked = await asyncio.gather(*(_ask(susan) for _ in range(5)), _ask(susan, "key"), _ask(susan, "key"))
    assert len({one["id"] for one in asked}) == 1
    assert {(one["state"], one["progress"], one["_links"]["file"]) for one in asked} == {("waiting", 0, None)}
    async with database.reading() as session:
        assert len((await session.scalars(select(Job))).all()) == 1
    await do_all(worker)
    assert (await _ask(susan, "key"))["id"] == asked[0]["id"]
    assert (await _ask(susan))["id"] != asked[0]["id"]


async def test_a_file_that_is_not_ready_is_not_there(susan: Person) -> None:
    asked = await _ask(susan)
    assert (await susan.get(f"/api/exports/{asked['id']}/file")).status_code == 404


async def test_the_mailed_link_works_without_signing_in(
    visitors: Visitors, worker: Worker, post_office: PostOffice, susan: Person
) -> None:
    export = await _made(susan, worker)
    (letter,) = post_office.letters
    link = re.search(r"^https://microblog\.example\.org(/\S+)$", letter.text, re.MULTILINE)
    assert link, letter.text
    assert link[1].startswith(f"/api/exports/{export['id']}/file?key=")
    assert "profile.json" in _unzipped(await visitors.http.get(link[1]))
    other = await _made(susan, worker)
    moved = link[1].replace(f"/{export['id']}/", f"/{other['id']}/")
    assert (await visitors.http.get(moved)).status_code == 404


async def test_progress_grows_and_is_told(
    visitors: Visitors, worker: Worker, heard: Heard, susan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_ROWS", 2)
    for n in range(9):
        await susan.write(f"Post {n}")
    seen = []
    tell = heard.tell

    async def look(change: object) -> None:
        seen.append((await susan.get("/api/exports/1")).json()["progress"])

    monkeypatch.setattr(heard, "tell", look)
    export = await _made(susan, worker)
    assert tell is not heard.tell
    assert seen == sorted(set(seen))
    assert len(seen) > 3
    assert seen[-1] == 100
    assert [post["body"] for post in _unzipped(await susan.get(export["_links"]["file"]))["posts.json"]] == [
        f"Post {n}" for n in range(9)
    ]


async def test_a_change_is_told_to_the_owner_as_a_job(worker: Worker, heard: Heard, susan: Person) -> None:
    export = await _made(susan, worker)
    (told,) = heard.changes
    assert (told.people, told.event.kind) == ((susan.id,), "job")
    assert json.loads(told.event.data) == {"read": f"/api/exports/{export['id']}"}


async def test_a_stopped_worker_leaves_no_half_file_and_the_next_makes_it(
    visitors: Visitors, worker: Worker, susan: Person, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_ROWS", 1)
    for n in range(3):
        await susan.write(f"Post {n}")
    asked = await _ask(susan)
    write = archive.write

    async def stopped(*arguments: Json) -> None:
        worker.stop()
        await write(*arguments)

    monkeypatch.setattr(archive, "write", stopped)
    await worker.work(EXPORTS)
    assert _files(visitors) == []
    assert (await susan.get(f"/api/exports/{asked['id']}")).json()["state"] == "running"
    monkeypatch.setattr(archive, "write", write)
    worker._is_stopping = False
    await worker.work(EXPORTS)
    assert (await susan.get(f"/api/exports/{asked['id']}")).json()["state"] == "done"


@pytest.mark.expects_log("taken it over")
async def test_a_worker_that_lost_its_lease_spoils_nothing(
    visitors: Visitors, worker: Worker, susan: Person, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was asleep so long that another has done the whole job meanwhile."""
    await susan.write("Once")
    asked = await _ask(susan)
    write = archive.write

    async def overtaken(*arguments: Json) -> None:
        await write(*arguments)
        async with database.writing() as session:
            await session.execute(update(Job).where(Job.kind == EXPORT.name).values(due_at=clock.now()))
        monkeypatch.setattr(archive, "write", write)
        async with database.writing() as session:
            claim = await outbox.claim(session, EXPORTS, {EXPORT.name: EXPORT})
        assert claim is not None
        await worker._handlers[EXPORT.name].do(claim)

    monkeypatch.setattr(archive, "write", overtaken)
    await worker.work(EXPORTS)
    assert _files(visitors) == [f"{asked['id']}-2.zip"]
    export = (await susan.get(f"/api/exports/{asked['id']}")).json()
    assert len(_unzipped(await susan.get(export["_links"]["file"]))["posts.json"]) == 1
    async with database.reading() as session:
        assert [job.kind for job in await session.scalars(select(Job))] == ["export_mail"]


@pytest.mark.expects_log("cannot be written: (Not a directory|File exists)")
async def test_a_full_or_broken_disk_is_tried_again(visitors: Visitors, worker: Worker, susan: Person) -> None:
    folder = exports.folder_of(visitors.server.context.settings)
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("in the way")
    export = await _made(susan, worker)
    assert export["state"] == "running"


@pytest.mark.expects_log("cannot be written")
@pytest.mark.expects_log("given up")
async def test_an_export_that_cannot_be_made_says_so(
    visitors: Visitors, worker: Worker, susan: Person, database: Database
) -> None:
    exports.folder_of(visitors.server.context.settings).write_text("in the way")
    asked = await _ask(susan)
    for _ in range(EXPORT.tries):
        await worker.work(EXPORTS)
        async with database.writing() as session:
            await session.execute(update(Job).values(due_at=clock.now()))
    export = (await susan.get(f"/api/exports/{asked['id']}")).json()
    assert (export["state"], export["_links"]["file"]) == ("failed", None)


async def test_files_are_kept_for_seven_days(
    visitors: Visitors, worker: Worker, susan: Person, database: Database
) -> None:
    export = await _made(susan, worker)
    folder = exports.folder_of(visitors.server.context.settings)
    async with database.reading() as session:
        row = (await session.scalars(select(Export))).one()
    assert row.finished_at is not None
    assert row.expires_at == row.finished_at + timedelta(days=7)
    _make_old(folder)
    await exports.remove_expired(database, folder)
    assert len(_files(visitors)) == 1
    async with database.writing() as session:
        await session.execute(update(Export).values(expires_at=clock.now() - timedelta(seconds=1)))
    await exports.remove_expired(database, folder)
    assert _files(visitors) == []
    assert (await susan.get(f"/api/exports/{export['id']}")).status_code == 404
    async with database.reading() as session:
        assert (await session.scalars(select(MailedToken))).all() == []


async def test_a_new_file_replaces_the_old_one(visitors: Visitors, worker: Worker, susan: Person) -> None:
    first, second = await _made(susan, worker), await _made(susan, worker)
    assert (await susan.get(f"/api/exports/{first['id']}")).status_code == 404
    folder = exports.folder_of(visitors.server.context.settings)
    (folder / f"{second['id']}-7.zip").write_bytes(b"left by a worker that was killed")
    _make_old(folder)
    await exports.remove_expired(visitors.server.context.database, folder)
    assert _files(visitors) == [f"{second['id']}-1.zip"]


def _make_old(folder: Path) -> None:
    long_ago = time.time() - 3600
    for path in folder.glob("*"):
        os.utime(path, (long_ago, long_ago))

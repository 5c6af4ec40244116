"""Avatars over HTTP: upload, sizes, caching, other services (microblog_server/web/avatars.py)."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from PIL import Image

from microblog_server.app import MicroblogServer
from microblog_server.jobs.kinds import LOOKUPS
from microblog_server.jobs.progress import Untold
from microblog_server.pictures.elsewhere import character_of, eve_portrait
from microblog_server.working import worker_of
from tests.server.client import Json, Person, Visitors
from tests.server.settings_for_tests import quick_settings

_NOBODY = "http://127.0.0.1:9"


def _picture(colour: str = "red", kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(out, kind)
    return out.getvalue()


async def _upload(person: Person, content: bytes, kind: str = "image/png") -> httpx.Response:
    return await person.http.put("/api/me/avatar", content=content, headers=person.headers | {"Content-Type": kind})


async def _address(person: Person) -> str:
    return str((await person.get("/api/me")).json()["_links"]["avatar"])


async def test_an_upload_is_served_in_each_size_for_ever(visitors: Visitors, susan: Person) -> None:
    drawn = await _address(susan)
    answer = await _upload(susan, _picture())
    assert answer.status_code == 200
    address = await _address(susan)
    assert answer.json()["_links"]["avatar"] == address != drawn
    served = await visitors.http.get(address)
    assert served.headers["content-type"] == "image/webp"
    assert "immutable" in served.headers["cache-control"]
    assert not served.headers["etag"].startswith("W/")
    assert Image.open(io.BytesIO(served.content)).size == (128, 128)
    again = await visitors.http.get(address, headers={"If-None-Match": served.headers["etag"]})
    assert again.status_code == 304
    large = await visitors.http.get(address.replace("s=128", "s=4096"))
    assert Image.open(io.BytesIO(large.content)).size == (512, 512)
    assert large.headers["etag"] != served.headers["etag"]


async def test_another_picture_has_another_address_and_without_one_it_is_drawn(
    visitors: Visitors, susan: Person, john: Person
) -> None:
    drawn = await _address(susan)
    await _upload(susan, _picture("red"))
    red = await _address(susan)
    await _upload(susan, _picture("blue"))
    assert len({drawn, red, await _address(susan)}) == 3
    assert await _address(john) != drawn
    post = await susan.write("Hello")
    assert (await john.get(f"/api/posts/{post}")).json()["author"]["avatar"] == await _address(susan)
    for _ in range(2):
        assert (await susan.delete("/api/me/avatar")).status_code == 204
    assert await _address(susan) == drawn
    assert (await visitors.http.get(drawn)).headers["content-type"] == "image/png"


async def test_the_type_is_seen_in_the_file_not_believed(susan: Person) -> None:
    assert (await _upload(susan, _picture("red", "GIF"), "text/html; charset=utf-8")).status_code == 200
    refused = await _upload(susan, b"<html>", "image/png")
    assert (refused.status_code, list(refused.json()["fields"])) == (400, ["body"])


async def test_limits_and_sign_in(visitors: Visitors, susan: Person) -> None:
    most = visitors.server.context.settings.avatar_bytes
    assert (await visitors.http.get("/api")).json()["limits"]["avatar_bytes"] == most
    assert (await _upload(susan, b"\x89PNG\r\n\x1a\n" + b"\0" * most)).status_code == 413
    assert (await visitors.http.put("/api/me/avatar", content=_picture())).status_code == 401
    assert (await susan.put("/api/me/avatar")).status_code == 400


@asynccontextmanager
async def _server(
    folder: Path, database: str, provider: str, eve: str = "http://127.0.0.1:9"
) -> AsyncIterator[Visitors]:
    settings = replace(quick_settings(folder, database), avatar_provider=provider, eve_interface=eve)
    server = MicroblogServer(settings)
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http:
            yield visitors


async def test_gravatar_is_asked_by_the_hash_of_the_address(tmp_path: Path, database_url: str) -> None:
    async with _server(tmp_path, database_url, "gravatar") as visitors:
        susan = await visitors.sign_up("Susan")
        answer = await visitors.http.get(f"/api/users/{susan.id}/avatar", params={"s": "200"})
        digest = hashlib.sha256(b"susan@example.org").hexdigest()
        assert answer.status_code == 302
        assert answer.headers["location"] == f"https://www.gravatar.com/avatar/{digest}?s=200&d=identicon"
        await _upload(susan, _picture())
        assert (await visitors.http.get(f"/api/users/{susan.id}/avatar")).status_code == 200


async def test_eve_online_is_asked_once_for_a_name(tmp_path: Path, database_url: str) -> None:
    asked: list[Json] = []

    async def interface(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length")
        )
        asked.append((head.splitlines()[0], json.loads(await reader.readexactly(length))))
        body = json.dumps({"characters": [{"id": 95465499, "name": "CCP Bartender"}]}).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n")
        writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    service = await asyncio.start_server(interface, "127.0.0.1", 0)
    port = service.sockets[0].getsockname()[1]
    async with service, _server(tmp_path, database_url, "evetech", f"http://127.0.0.1:{port}") as visitors:
        context = visitors.server.context
        person, number = await visitors.sign_up("CCP_Bartender"), await visitors.sign_up("2112000000")
        path = f"/api/users/{person.id}/avatar"
        for _ in range(3):
            drawn = await visitors.http.get(path, params={"v": "any"})
            assert (drawn.status_code, "immutable" in drawn.headers["cache-control"]) == (200, False)
        worker = worker_of(context.settings, context.database, context.bell, Untold())
        await worker.work(LOOKUPS)
        assert asked == [("POST /latest/universe/ids/ HTTP/1.1", ["CCP Bartender", "CCP_Bartender"])]
        found = await visitors.http.get(path, params={"s": "100"})
        assert (found.status_code, found.headers["location"]) == (
            302,
            "https://images.evetech.net/characters/95465499/portrait?size=128",
        )
        by_number = await visitors.http.get(f"/api/users/{number.id}/avatar")
        assert by_number.headers["location"] == eve_portrait(2112000000, 128)


@pytest.mark.expects_log("EVE Online's interface cannot be read")
async def test_an_interface_that_is_down_leaves_the_drawn_picture(tmp_path: Path, database_url: str) -> None:
    async with _server(tmp_path, database_url, "evetech") as visitors:
        context = visitors.server.context
        susan = await visitors.sign_up("susan")
        path = f"/api/users/{susan.id}/avatar"
        await visitors.http.get(path)
        await worker_of(context.settings, context.database, context.bell, Untold()).work(LOOKUPS)
        assert (await visitors.http.get(path)).status_code == 200


@pytest.mark.parametrize("answer", [{}, [], None, {"characters": 5}, {"characters": [5, {"id": "1", "name": "Su"}]}])
def test_an_answer_of_another_form_knows_nobody(answer: object) -> None:
    assert character_of(answer, ["Su"]) is None


def test_the_first_name_that_is_known_counts() -> None:
    answer = {"characters": [{"id": 1, "name": "Other"}, {"id": 2, "name": "Su San"}]}
    assert character_of(answer, ["su san", "Other"]) == 2

"""Exports, as servers tell of them (api/microblog/exports.py)."""

from __future__ import annotations

import httpx
import pytest

from microblog_desktop.api.errors import BadAnswer
from microblog_desktop.domain.export import RemoteExport, RemoteExportState
from tests.api.test_microblog import Wire


async def test_one_is_asked_for_with_its_key() -> None:
    wire = Wire(httpx.Response(202, json={"id": 7, "state": "waiting", "progress": 0}))
    assert await wire.server.start_export(idempotency_key="abc") == RemoteExport("7", RemoteExportState.WAITING, 0)
    assert (wire.asked[-1].method, wire.asked[-1].url.path) == ("POST", "/api/exports")
    assert wire.asked[-1].headers["Idempotency-Key"] == "abc"


@pytest.mark.parametrize(
    ("told", "state", "percent"),
    [
        ({"state": "running", "progress": 40}, RemoteExportState.RUNNING, 40),
        ({"state": "done", "progress": 900}, RemoteExportState.DONE, 100),
        ({"state": "failed"}, RemoteExportState.FAILED, 0),
        ({"state": "pondering", "progress": -1}, RemoteExportState.RUNNING, 0),
    ],
)
async def test_how_far_it_is(told: dict[str, object], state: RemoteExportState, percent: int) -> None:
    wire = Wire(httpx.Response(200, json={"id": 7, **told}))
    assert await wire.server.export("7") == RemoteExport("7", state, percent)
    assert wire.asked[-1].url.path == "/api/exports/7"


async def test_rubbish_is_a_bad_answer() -> None:
    with pytest.raises(BadAnswer):
        await Wire(httpx.Response(200, json={"id": [], "state": 3})).server.export("7")


async def test_the_file_comes_as_it_is() -> None:
    wire = Wire(httpx.Response(200, stream=httpx.ByteStream(b"PK\x03\x04 and more")))
    got = b"".join([chunk async for chunk in wire.server.export_file("7")])
    assert got == b"PK\x03\x04 and more"
    assert wire.asked[-1].url.path == "/api/exports/7/file"

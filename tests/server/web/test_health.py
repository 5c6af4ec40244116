"""`/healthz` and `/metrics` (microblog_server/web/health.py)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from microblog_server.app import MicroblogServer
from tests.server.client import Person, Visitors
from tests.server.settings_for_tests import quick_settings


async def test_a_healthy_server_says_so(visitors: Visitors) -> None:
    answer = await visitors.http.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "ok"})


async def test_a_server_without_its_database_is_not_healthy(tmp_path: Path, database_url: str) -> None:
    server = MicroblogServer(quick_settings(tmp_path, database_url))
    lost = MicroblogServer(quick_settings(tmp_path, database_url.replace("microblog", "no-such-folder/microblog")))
    async with server.running():
        await lost.context.database.close()
        (tmp_path / "no-such-folder").rmdir() if lost.context.database.is_sqlite else None
        visitors = Visitors(lost)
        async with visitors.http:
            answer = await visitors.http.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "failing")


async def test_metrics_are_for_this_computer_only(visitors: Visitors, susan: Person) -> None:
    await susan.get("/api/me")
    told = await visitors.http.get("/metrics")
    assert told.status_code == 200
    assert told.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert 'microblog_requests_total{method="GET",route="/api/me",status="200"} 1' in told.text.splitlines()
    lines = told.text.splitlines()
    assert {"microblog_database_connections_in_use 0", "microblog_streams 0"} <= set(lines)
    assert "# TYPE microblog_jobs gauge" in lines
    async with visitors.from_address("198.51.100.4") as elsewhere:
        assert (await elsewhere.get("/metrics")).status_code == 404
    # A proxy on this computer that passes on whoever comes.
    assert (await visitors.http.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"})).status_code == 404


async def test_metrics_can_be_opened(tmp_path: Path) -> None:
    server = MicroblogServer(replace(quick_settings(tmp_path), metrics_public=True))
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http, visitors.from_address("198.51.100.4") as elsewhere:
            assert (await elsewhere.get("/metrics")).status_code == 200


@pytest.mark.parametrize(
    ("given", "is_kept"), [("a-proxys-id-17", True), ("short", False), ('injected"} 1 ', False), ("x" * 65, False)]
)
async def test_each_answer_has_the_id_of_its_request(visitors: Visitors, given: str, is_kept: bool) -> None:
    answer = await visitors.http.get("/api", headers={"X-Request-Id": given})
    assert (answer.headers["x-request-id"] == given) is is_kept
    assert answer.headers["x-request-id"] != (await visitors.http.get("/api")).headers["x-request-id"]

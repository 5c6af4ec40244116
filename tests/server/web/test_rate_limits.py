"""How often somebody may ask (microblog_server/web/rate_limits.py, web/guard.py)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from microblog_server.app import MicroblogServer
from microblog_server.settings import Rate, Settings
from microblog_server.web import rate_limits
from microblog_server.web.rate_limits import RateLimit
from tests.server.client import PASSWORD, Visitors, basic
from tests.server.settings_for_tests import quick_settings


def test_a_burst_is_fine_and_then_one_at_a_time() -> None:
    now = [0.0]
    limit = RateLimit(Rate(3, 30), lambda: now[0])
    assert [limit.wait_s("a") for _ in range(3)] == [0, 0, 0]
    assert limit.wait_s("a") == pytest.approx(10)
    assert limit.wait_s("b") == 0
    now[0] = 9.0
    assert limit.wait_s("a") == pytest.approx(1)
    now[0] = 10.0
    assert limit.wait_s("a") == 0
    assert limit.wait_s("a") > 0
    now[0] = 1000.0
    assert [limit.wait_s("a") > 0 for _ in range(4)] == [False, False, False, True]


def test_memory_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits, "_MOST_KEYS", 10)
    now = [0.0]
    limit = RateLimit(Rate(1, 10), lambda: now[0])
    for number in range(100):
        now[0] += 0.01
        limit.wait_s(str(number))
        assert len(limit._idle_at) <= 10
    assert limit.wait_s("99") > 0


@pytest.fixture
async def strict(tmp_path: Path, database_url: str) -> AsyncIterator[Visitors]:
    settings: Settings = replace(
        quick_settings(tmp_path, database_url),
        rate_limits=True,
        rate_sign_in=Rate(3, 600),
        rate_registration=Rate(2, 600),
        rate_token=Rate(8, 600),
        rate_address=Rate(40, 600),
    )
    server = MicroblogServer(settings)
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http:
            yield visitors


async def test_guessing_a_password_is_slowed_down(strict: Visitors) -> None:
    await strict.sign_up("susan")
    answers = [await strict.http.post("/api/tokens", headers=basic("susan", "wrong")) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 200
    assert answers[-1].json()["error"] == "Too Many Requests"
    right = await strict.http.post("/api/tokens", headers=basic("susan", PASSWORD))
    assert right.status_code == 429


async def test_accounts_are_not_made_by_the_dozen(strict: Visitors) -> None:
    for name in ("susan", "john"):
        await strict.sign_up(name)
    content = {"username": "kate", "email": "kate@example.org", "password": PASSWORD}
    assert (await strict.http.post("/api/users", json=content)).status_code == 429


async def test_a_device_and_an_address_have_their_rates(strict: Visitors) -> None:
    susan = await strict.sign_up("susan")
    answers = [(await susan.get("/api/me")).status_code for _ in range(9)]
    assert answers == [200] * 8 + [429]
    assert (await strict.http.get("/api")).status_code == 200
    codes = [(await strict.http.get("/api")).status_code for _ in range(40)]
    assert codes[-1] == 429

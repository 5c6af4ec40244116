"""How often somebody may ask (microblog_server/limits, web/guard.py)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from redis.asyncio import Redis

from microblog_server.app import MicroblogServer
from microblog_server.limits import limits, rate
from microblog_server.limits.limits import RateLimits, network
from microblog_server.limits.rate import RateLimit
from microblog_server.limits.shared import SharedRateLimit
from microblog_server.settings import Rate, Settings
from tests.server.client import PASSWORD, Visitors, basic
from tests.server.redis_process import RedisProcess
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
    monkeypatch.setattr(rate, "_MOST_KEYS", 10)
    now = [0.0]
    limit = RateLimit(Rate(1, 10), lambda: now[0])
    for number in range(100):
        now[0] += 0.01
        limit.wait_s(str(number))
        assert len(limit._idle_at) <= 10
    assert limit.wait_s("99") > 0


async def test_looking_does_not_count() -> None:
    limit = RateLimit(Rate(1, 10))
    assert [await limit.look("a") for _ in range(5)] == [0] * 5
    assert await limit.count("a") == 0
    assert await limit.look("a") > 0


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_an_ipv6_network_counts_as_one_address(address: str, counted: str) -> None:
    assert network(address) == counted


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisProcess]:
    with RedisProcess() as process:
        yield process


@pytest.mark.needs("redis")
async def test_all_workers_together_let_a_rate_pass_and_no_more(redis: RedisProcess) -> None:
    connections = [Redis.from_url(redis.url) for _ in range(3)]
    workers = [SharedRateLimit(connection, "together", Rate(100, 3600)) for connection in connections]
    waits = await asyncio.gather(*(worker.count("a") for _ in range(50) for worker in workers))
    # A worker may still hold a few that it took and did not need.
    assert 94 <= sum(wait == 0 for wait in waits) <= 100
    assert await workers[0].count("b") == 0
    for connection in connections:
        await connection.aclose()


@pytest.mark.needs("redis")
async def test_a_low_rate_is_exact_among_workers(redis: RedisProcess) -> None:
    connections = [Redis.from_url(redis.url) for _ in range(2)]
    workers = [SharedRateLimit(connection, "low", Rate(3, 30)) for connection in connections]
    waits = [await workers[number % 2].count("a") for number in range(5)]
    assert [wait > 0 for wait in waits] == [False, False, False, True, True]
    assert 9 < waits[-1] <= 10
    assert await workers[0].look("a") > 0
    assert await workers[0].look("b") == 0
    for connection in connections:
        await connection.aclose()


@pytest.mark.needs("redis")
@pytest.mark.expects_log("Redis does not answer")
async def test_without_redis_each_worker_counts_alone() -> None:
    with RedisProcess() as process:
        connection = Redis.from_url(process.url)
        worker = SharedRateLimit(connection, "away", Rate(2, 60))
        assert await worker.count("a") == 0
    assert [await worker.count("a") > 0 for _ in range(3)] == [False, False, True]
    assert await worker.look("a") > 0
    await connection.aclose()


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


async def test_nobody_locks_somebody_else_out(strict: Visitors) -> None:
    await strict.sign_up("susan")
    for _ in range(5):
        await strict.http.post("/api/tokens", headers=basic("susan", "wrong"))
    async with strict.from_address("198.51.100.4") as elsewhere:
        answer = await elsewhere.post("/api/tokens", headers=basic("susan", PASSWORD))
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["susan", "nobody"])
async def test_guessing_from_everywhere_brakes_and_lets_the_right_password_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(limits, "_BRAKE_S", 0.2)
    settings = replace(quick_settings(tmp_path), rate_limits=True, rate_wrong_passwords=Rate(3, 600))
    server = MicroblogServer(settings)
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http:
            await visitors.sign_up("susan")
            for number in range(3):
                async with visitors.from_address(f"198.51.100.{number}") as somewhere:
                    await somewhere.post("/api/tokens", headers=basic(name, "wrong"))
            began = time.monotonic()
            answer = await visitors.http.post("/api/tokens", headers=basic(name, PASSWORD))
            assert time.monotonic() - began >= 0.2
            assert answer.status_code == (200 if name == "susan" else 401)


async def test_accounts_are_not_made_by_the_dozen(strict: Visitors) -> None:
    for name in ("susan", "john"):
        await strict.sign_up(name)
    content = {"username": "kate", "email": "kate@example.org", "password": PASSWORD}
    assert (await strict.http.post("/api/users", json=content)).status_code == 429


async def test_addresses_cannot_be_tried_out_by_changing_ones_own(strict: Visitors) -> None:
    susan = await strict.sign_up("susan")
    addresses = ("susan@example.org", "Susan@example.org", "other@example.org", "third@example.org")
    answers = [(await susan.put(f"/api/users/{susan.id}", {"email": email})).status_code for email in addresses]
    assert answers == [200, 200, 200, 429]
    assert (await susan.put(f"/api/users/{susan.id}", {"name": "Susan"})).status_code == 200


async def test_a_device_and_an_address_have_their_rates(strict: Visitors) -> None:
    susan = await strict.sign_up("susan")
    answers = [(await susan.get("/api/me")).status_code for _ in range(9)]
    assert answers == [200] * 8 + [429]
    assert (await strict.http.get("/api")).status_code == 200
    codes = [(await strict.http.get("/api")).status_code for _ in range(40)]
    assert codes[-1] == 429


async def test_without_limits_nothing_is_counted(tmp_path: Path) -> None:
    rates = RateLimits(replace(quick_settings(tmp_path), rate_address=Rate(1, 600), rate_sign_in=Rate(1, 600)))
    for _ in range(3):
        await rates.any_request("192.0.2.1", "a token")
        await rates.sign_in("192.0.2.1", "susan")
    await rates.close()

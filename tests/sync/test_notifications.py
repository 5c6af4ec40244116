"""What happened is brought up to date, and what was seen is told (sync/notifications.py)."""

from __future__ import annotations

import httpx
import pytest

from microblog_desktop.domain.ids import NotificationKey
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.server import Capability
from tests.fakes.server import Fault, person
from tests.sync.conftest import Bench

PATH = "GET /api/notifications"


@pytest.fixture
def told(bench: Bench) -> Bench:
    """A bench whose server tells what happened, and has a stream."""
    bench.server.capabilities |= {Capability.NOTIFICATIONS, Capability.STREAM}
    bench.sync = bench.new_sync()
    return bench


def keys(bench: Bench) -> list[NotificationKey]:
    return bench.store.notifications.newest(500)


def see(bench: Bench, key: NotificationKey) -> None:
    with bench.store.transaction():
        bench.store.notifications.mark_read_locally(key)


async def test_what_happened_comes_at_start_and_when_the_stream_rings(told: Bench) -> None:
    told.server.notifications.add("follow", person(2))
    await told.start()
    await told.pass_time(1)
    assert len(keys(told)) == told.store.unread.notifications() == 1
    told.server.notifications.add("like", person(2), told.server.post(1, "Mine"))
    told.server.streams.ring("notification", read="/api/notifications")
    await told.quiet()
    assert len(keys(told)) == told.store.unread.notifications() == 2


async def test_what_was_seen_is_told_and_the_number_stays_right_all_the_while(told: Bench) -> None:
    for _ in range(3):
        told.server.notifications.add("follow", person(2))
    await told.start()
    await told.pass_time(1)
    see(told, keys(told)[1])
    assert told.store.unread.notifications() == 1
    await told.quiet()
    assert told.server.notifications.unread == told.store.unread.notifications() == 1


async def test_a_mark_waits_for_the_network_and_outlives_failures(told: Bench) -> None:
    told.server.notifications.add("follow", person(2))
    await told.start()
    await told.pass_time(1)
    told.server.fail_next("PUT /api/notifications/read", Fault.CUT_BEFORE)
    told.server.fail_next("PUT /api/notifications/read", httpx.Response(503))
    see(told, keys(told)[0])
    await told.pass_time(400, step_s=5)
    assert told.server.notifications.unread == told.store.unread.notifications() == 0
    assert told.store.notifications.unsent_mark() is None


async def test_a_mark_on_what_is_gone_is_let_go(told: Bench) -> None:
    told.server.notifications.add("follow", person(2))
    await told.start()
    await told.pass_time(1)
    told.server.notifications.items.clear()
    see(told, keys(told)[0])
    await told.quiet()
    assert told.store.notifications.unsent_mark() is None


async def test_reading_on_another_device_takes_the_number_down_here(told: Bench) -> None:
    for _ in range(3):
        told.server.notifications.add("follow", person(2))
    await told.start()
    await told.pass_time(1)
    told.server.notifications.read(2)
    told.server.streams.ring("counts", read="/api/me/counts")
    await told.quiet()
    assert told.store.unread.notifications() == 1


async def test_older_ones_and_gaps_are_asked_for(told: Bench) -> None:
    for _ in range(120):
        told.server.notifications.add("follow", person(2))
    await told.start()
    await told.pass_time(1)
    told.sync.notifications.load_older()
    await told.quiet()
    assert len(keys(told)) == 100
    for _ in range(80):
        told.server.notifications.add("follow", person(2))
    told.sync.notifications.refresh()
    await told.quiet()
    (gap,) = [row.key for row in told.store.notifications.rows(keys(told)) if row.gap is not None]
    told.sync.notifications.fill_gap(gap)
    await told.quiet()
    assert len(keys(told)) == 180
    assert not [row for row in told.store.notifications.rows(keys(told)) if row.gap is not None]


async def test_what_somebody_asks_for_offline_says_so(told: Bench) -> None:
    await told.start()
    told.sync.go_offline()
    told.sync.notifications.refresh()
    told.sync.notifications.load_older()
    await told.quiet()
    for name in ("notifications", "older-notifications"):
        problem = told.store.status.activity(name).problem
        assert problem is not None
        assert problem.kind is ProblemKind.OFFLINE

from __future__ import annotations

import httpx

from microblog_desktop.commands.messaging import mark_read
from microblog_desktop.domain.ids import HOME, PersonId
from microblog_desktop.store.status import MISSED
from tests.fakes.server import Fault
from tests.sync.conftest import Bench

JOHN = PersonId("2")


def shown(bench: Bench) -> list[str]:
    rows = bench.store.timelines.entry_rows(bench.store.timelines.newest(HOME, 500))
    return [row.post.body if row.post else "gap" for row in rows]


def asked(bench: Bench, what: str) -> int:
    return bench.server.count(what)


async def started(bench: Bench, posts: int = 3) -> None:
    for number in range(posts):
        bench.server.post(2, f"post {number}")
    await bench.start()
    await bench.pass_time(1)
    bench.server.requests.clear()


def added(bench: Bench) -> None:
    bench.server.streams.ring("timeline", change="added", read="/api/timeline")


async def test_a_new_post_is_read_after_the_newest_that_we_have(live: Bench) -> None:
    await started(live)
    live.server.post(2, "new")
    added(live)
    await live.quiet()
    assert shown(live)[:2] == ["new", "post 2"]
    assert live.server.requests == ["GET /api/timeline"]


async def test_many_at_once_come_as_the_newest_page_the_next_one_and_a_gap(live: Bench) -> None:
    await started(live)
    for number in range(200):
        live.server.post(2, f"late {number}")
    added(live)
    await live.quiet()
    found = shown(live)
    assert found[0] == "late 199"
    assert found[50] == "gap"
    assert found[51] == "late 49"
    assert found[100:] == ["late 0", "post 2", "post 1", "post 0"]


async def test_a_burst_is_one_request_under_way_and_one_that_waits(live: Bench) -> None:
    await started(live)
    live.server.fail_next("GET /api/timeline", Fault.HELD)
    for number in range(30):
        live.server.post(2, f"burst {number}")
        added(live)
        await live.pass_time(0.2, step_s=0.05)
    assert asked(live, "GET /api/timeline") == 1
    live.server.released.set()
    await live.pass_time(1)
    assert asked(live, "GET /api/timeline") == 2
    assert shown(live)[0] == "burst 29"
    assert "gap" not in shown(live)


async def test_a_flood_is_a_few_requests_a_second(live: Bench) -> None:
    await started(live)
    for _ in range(100):
        added(live)
        live.server.streams.ring("timeline", change="rebuilt", read="/api/timeline")
        await live.pass_time(0.01, step_s=0.01)
    assert 2 <= asked(live, "GET /api/timeline") <= 16


async def test_more_different_rings_than_anybody_answers_are_a_reset(live: Bench) -> None:
    await started(live)
    for number in range(1000):
        live.server.streams.ring("message", person=number)
    await live.pass_time(2)
    assert asked(live, "GET /api/conversations/") < 200
    assert asked(live, "GET /api/timeline") == 1


async def test_a_changed_post_is_read_again(live: Bench) -> None:
    await started(live)
    live.server.posts[1]["body"] = "post 1, corrected"
    live.server.streams.ring("timeline", change="changed", post=live.server.posts[1]["id"])
    await live.quiet()
    assert shown(live) == ["post 2", "post 1, corrected", "post 0"]
    assert live.server.requests == [f"GET /api/posts/{live.server.posts[1]['id']}"]


async def test_a_post_that_we_never_had_is_not_asked_for(live: Bench) -> None:
    await started(live)
    live.server.streams.ring("timeline", change="changed", post=12345)
    live.server.streams.ring("timeline", change="removed", post=12346)
    await live.pass_time(1)
    assert live.server.requests == []


async def test_a_removed_post_goes_when_the_server_does_not_have_it(live: Bench) -> None:
    await started(live)
    still, gone = live.server.posts[0], live.server.posts.pop(1)
    for post in (still, gone):
        live.server.streams.ring("timeline", change="removed", post=post["id"])
    await live.pass_time(1)
    assert shown(live) == ["post 2", "post 0"]


async def test_a_removed_entry_goes(live: Bench) -> None:
    await started(live)
    live.server.streams.ring("timeline", change="removed", entry=live.server.posts[1]["entry_id"])
    live.server.streams.ring("timeline", change="removed", entry="nowhere")
    await live.pass_time(1)
    assert shown(live) == ["post 2", "post 0"]


async def test_a_rebuilt_home_is_read_from_the_top(live: Bench) -> None:
    await started(live)
    del live.server.posts[1]
    live.server.streams.ring("timeline", change="rebuilt")
    await live.quiet()
    assert shown(live) == ["post 2", "post 0"]


async def test_a_message_is_counted_and_read(live: Bench) -> None:
    await started(live)
    live.server.message(2, 1, "hello")
    live.server.streams.ring("message", person=2)
    await live.quiet()
    assert live.store.unread.messages() == 1
    rows = live.store.messages.rows(live.store.messages.newest(JOHN, 10))
    assert [row.body for row in rows] == ["hello"]
    assert live.server.requests[0] == "GET /api/me/counts"


async def test_counts_are_read_when_they_change_elsewhere(live: Bench) -> None:
    message = live.server.message(2, 1, "hello")
    await started(live)
    assert live.store.unread.messages() == 1
    live.server.read_up_to[1, 2] = message["id"]
    live.server.streams.ring("counts", read="/api/me/counts")
    await live.quiet()
    assert live.store.unread.messages() == 0


async def test_a_reset_reads_everything_that_is_shown(live: Bench) -> None:
    await started(live)
    live.sync.open_conversation(JOHN)
    await live.quiet()
    live.server.requests.clear()
    del live.server.posts[0]
    live.server.message(2, 1, "missed")
    live.server.streams.ring("reset", read="/api")
    await live.quiet()
    assert shown(live) == ["post 2", "post 1"]
    assert live.store.unread.messages() == 1
    assert live.store.messages.newest(JOHN, 10)


async def test_a_reset_is_told_to_who_shows_what_no_page_brings(live: Bench) -> None:
    await started(live)
    told: list[str] = []
    stop = live.store.feed.subscribe(lambda changes: told.extend(changes.status & {MISSED}))
    added(live)
    await live.pass_time(1)
    assert told == []
    live.server.streams.ring("reset", read="/api")
    await live.pass_time(1)
    assert told == [MISSED]
    stop()


async def test_unknown_events_are_nothing(live: Bench) -> None:
    await started(live)
    live.server.streams.ring("weather", read="/api/weather")
    live.server.streams.ring("job", read="/api/exports/1")
    await live.pass_time(1)
    assert live.server.requests == []
    assert live.store.status.activity("stream").is_busy


async def test_what_could_not_be_read_is_read_by_the_next_look(live: Bench) -> None:
    await started(live)
    live.server.post(2, "new")
    live.server.fail_next("GET /api/timeline", httpx.Response(503))
    added(live)
    await live.pass_time(11)
    assert shown(live)[0] == "new"
    live.server.fail_next("GET /api/me/counts", httpx.Response(429, headers={"Retry-After": "30"}))
    live.server.message(2, 1, "hello")
    live.server.streams.ring("message", person=2)
    await live.pass_time(28)
    assert live.store.unread.messages() == 0
    await live.pass_time(4)
    assert live.store.unread.messages() == 1


async def test_a_rebuilt_home_is_read_again_as_far_as_we_have_it(live: Bench) -> None:
    for number in range(180):
        live.server.post(2, f"post {number}")
    await live.start()
    for _ in range(2):
        live.sync.load_older(HOME)
        await live.pass_time(1)
    assert len(shown(live)) == 150
    live.server.requests.clear()
    del live.server.posts[60:100]
    live.server.streams.ring("timeline", change="rebuilt")
    await live.quiet()
    assert shown(live)[:110] == [f"post {number}" for number in reversed(range(30, 180)) if not 60 <= number < 100]
    assert asked(live, "GET /api/timeline") == 3


async def test_reading_again_stops_at_a_gap_and_gives_way_to_the_reader(live: Bench) -> None:
    await started(live)
    for number in range(300):
        live.server.post(2, f"late {number}")
    added(live)
    await live.pass_time(1)
    assert shown(live).count("gap") == 1
    live.server.requests.clear()
    live.server.streams.ring("timeline", change="rebuilt")
    await live.pass_time(1)
    assert asked(live, "GET /api/timeline") == 1
    assert shown(live).count("gap") == 1


async def test_a_mark_of_reading_that_failed_is_told_again_soon_though_there_is_a_stream(live: Bench) -> None:
    message = live.server.message(2, 1, "read me")
    await started(live)
    live.sync.open_conversation(JOHN)
    await live.quiet()
    live.server.fail_next("PUT /api/conversations", httpx.Response(503))
    mark_read(live.store, JOHN)
    await live.pass_time(12)
    assert live.server.read_up_to == {(1, 2): message["id"]}

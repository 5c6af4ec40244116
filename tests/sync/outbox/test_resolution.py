from __future__ import annotations

from datetime import timedelta

import pytest

from microblog_desktop.commands.messaging import send
from microblog_desktop.commands.posting import publish
from microblog_desktop.domain.ids import HOME, PersonId, PostId
from microblog_desktop.domain.outbox import JobState
from microblog_desktop.domain.server import Capability
from tests.fakes.server import Fault
from tests.sync.conftest import Bench

JOHN = PersonId("2")


@pytest.fixture
async def forgetful(bench: Bench) -> Bench:
    """A server that does not know idempotency keys."""
    bench.server.capabilities -= {Capability.IDEMPOTENCY}
    bench.sync = bench.new_sync()
    await bench.start()
    return bench


async def test_an_old_post_with_the_same_text_is_not_taken_for_the_lost_one(forgetful: Bench) -> None:
    forgetful.server.post(1, "good morning", at=forgetful.clock() - timedelta(days=1))
    forgetful.server.fail_next("POST /api/posts", Fault.CUT_BEFORE)
    publish(forgetful.store, "good morning", now=forgetful.clock(), undo_s=0, draft="home")
    await forgetful.pass_time(20)
    assert forgetful.server.bodies() == ["good morning"] * 2


async def test_somebody_elses_words_are_not_taken_for_ours(forgetful: Bench) -> None:
    forgetful.server.post(2, "good morning")
    forgetful.server.message(2, 1, "hello")
    forgetful.server.fail_next("POST /api/posts", Fault.CUT_BEFORE)
    forgetful.server.fail_next("POST /api/conversations", Fault.CUT_BEFORE)
    publish(forgetful.store, "good morning", now=forgetful.clock(), undo_s=0, draft="home")
    send(forgetful.store, JOHN, "hello", now=forgetful.clock())
    await forgetful.pass_time(20)
    assert forgetful.server.bodies() == ["good morning"] * 2
    assert [message["sender_id"] for message in forgetful.server.messages] == [2, 1]


async def test_a_page_that_brought_the_post_before_we_asked_is_the_same_post(forgetful: Bench) -> None:
    forgetful.server.fail_next("POST /api/posts", Fault.CUT_AFTER)
    key = publish(forgetful.store, "once", now=forgetful.clock(), undo_s=0, draft="home")
    await forgetful.quiet()
    forgetful.sync.refresh(HOME)
    await forgetful.quiet()
    twin = forgetful.store.posts.by_remote(last_id(forgetful))
    assert twin is not None
    assert twin != key
    await forgetful.pass_time(20)
    assert forgetful.server.bodies() == ["once"]
    assert forgetful.store.posts.by_remote(last_id(forgetful)) == key
    rows = forgetful.store.timelines.entry_rows(forgetful.store.timelines.newest(HOME, 10))
    assert [row.post.key for row in rows if row.post] == [key]


def last_id(bench: Bench) -> PostId:
    return PostId(str(bench.server.posts[-1]["id"]))


async def test_a_look_that_fails_leaves_it_unsure(forgetful: Bench) -> None:
    forgetful.server.fail_next("POST /api/posts", Fault.CUT_AFTER)
    forgetful.server.fail_next("GET /api/users/1/posts", *[Fault.CUT_BEFORE] * 4)
    key = publish(forgetful.store, "once", now=forgetful.clock(), undo_s=0, draft="home")
    await forgetful.pass_time(4)
    assert [job.state for job in forgetful.store.outbox.about_post(key)] == [JobState.UNSURE]
    await forgetful.pass_time(60)
    assert forgetful.server.bodies() == ["once"]


async def test_a_key_older_than_the_servers_memory_is_not_relied_on(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("POST /api/posts", Fault.CUT_AFTER)
    publish(bench.store, "once", now=bench.clock(), undo_s=0, draft="home")
    await bench.quiet()
    bench.sync.go_offline()
    bench.clock.advance(days=8)
    bench.server._answers.clear()
    bench.sync.go_online()
    await bench.pass_time(3)
    assert bench.server.bodies() == ["once"]
    assert bench.server.count("GET /api/users/1/posts") == 1

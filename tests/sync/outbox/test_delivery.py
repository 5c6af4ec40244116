from __future__ import annotations

import httpx

from microblog_desktop.commands.messaging import delete_for_me
from microblog_desktop.commands.posting import delete, edit, publish
from microblog_desktop.domain.ids import PersonId, PostKey
from microblog_desktop.domain.outbox import JobKind, JobState
from microblog_desktop.domain.problem import ProblemKind
from tests.fakes.server import Fault
from tests.sync.conftest import Bench

JOHN = PersonId("2")


async def delivered(bench: Bench, body: str) -> PostKey:
    key = publish(bench.store, body, now=bench.clock(), undo_s=0, draft="home")
    await bench.quiet()
    return key


async def test_a_key_stays_the_same_through_all_tries(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("POST /api/posts", Fault.CUT_BEFORE, Fault.REFUSED, Fault.CUT_AFTER)
    await delivered(bench, "once")
    await bench.pass_time(120)
    assert bench.server.bodies() == ["once"]
    assert len(bench.server._answers) == 1


async def test_an_edit_of_a_post_that_is_gone_is_refused_with_its_text(bench: Bench) -> None:
    await bench.start()
    key = await delivered(bench, "mine")
    bench.server.posts.clear()
    edit(bench.store, key, "mine, better", now=bench.clock())
    await bench.quiet()
    (job,) = bench.store.outbox.about_post(key)
    assert (job.state, job.body) == (JobState.REFUSED, "mine, better")
    assert job.problem is not None
    assert job.problem.kind is ProblemKind.NOT_FOUND


async def test_a_post_that_somebody_deleted_elsewhere_is_deleted_here_too(bench: Bench) -> None:
    await bench.start()
    key = await delivered(bench, "mine")
    bench.server.posts.clear()
    delete(bench.store, key, now=bench.clock(), undo_s=0)
    await bench.quiet()
    assert bench.store.posts.get(key) is None
    assert bench.store.outbox.summary().refused == 0


async def test_an_edit_whose_answer_is_lost_is_just_made_again(bench: Bench) -> None:
    await bench.start()
    key = await delivered(bench, "mine")
    bench.server.fail_next("PUT /api/posts", Fault.CUT_AFTER, Fault.TRUNCATED)
    edit(bench.store, key, "mine, better", now=bench.clock())
    await bench.pass_time(20)
    assert bench.server.bodies() == ["mine, better"]
    assert bench.store.outbox.about_post(key) == []


async def test_a_message_that_is_deleted_at_the_server_or_gone_there_goes_for_good(bench: Bench) -> None:
    bench.server.message(2, 1, "one")
    bench.server.message(2, 1, "two")
    await bench.start()
    bench.sync.open_conversation(JOHN)
    await bench.quiet()
    two, one = bench.store.messages.newest(JOHN, 10)
    for key in (two, one):
        delete_for_me(bench.store, key, now=bench.clock(), undo_s=0, tells_server=True)
        await bench.quiet()
    assert bench.server.count("DELETE /api/conversations/2/messages") == 2
    assert bench.store.messages.rows([two, one]) == []
    assert bench.store.outbox.queues() == []


async def test_a_message_that_the_server_keeps_comes_back_and_that_is_said(bench: Bench) -> None:
    bench.server.message(2, 1, "one")
    await bench.start()
    bench.sync.open_conversation(JOHN)
    await bench.quiet()
    (key,) = bench.store.messages.newest(JOHN, 10)
    bench.server.fail_next("DELETE /api/conversations", httpx.Response(403, json={"error": "Forbidden"}))
    delete_for_me(bench.store, key, now=bench.clock(), undo_s=0, tells_server=True)
    await bench.quiet()
    assert [row.body for row in bench.store.messages.rows(bench.store.messages.newest(JOHN, 10))] == ["one"]
    notice = bench.store.status.latest_notice
    assert notice is not None
    assert notice.wish is JobKind.DELETE_MESSAGE

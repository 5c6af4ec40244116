from __future__ import annotations

import random

import httpx
import pytest

from microblog_desktop.commands.following import follow, unfollow
from microblog_desktop.commands.messaging import send
from microblog_desktop.commands.posting import delete, edit, publish
from microblog_desktop.domain.ids import PersonId, PostKey
from microblog_desktop.domain.outbox import JobState
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.status import SessionState
from tests.fakes.server import Fault
from tests.sync.conftest import Bench

JOHN = PersonId("2")


def write(bench: Bench, body: str, *, undo_s: float = 0) -> PostKey:
    return publish(bench.store, body, now=bench.clock(), undo_s=undo_s, draft="home")


def waiting(bench: Bench) -> int:
    summary = bench.store.outbox.summary()
    return summary.waiting + summary.unsure


async def test_a_post_arrives_and_keeps_its_row(bench: Bench) -> None:
    await bench.start()
    key = write(bench, "hello")
    await bench.quiet()
    assert bench.server.bodies() == ["hello"]
    post = bench.store.posts.get(key)
    assert post is not None
    assert post.remote_id == "1"
    assert post.delivery is None
    assert waiting(bench) == 0


async def test_a_post_waits_for_its_undo_time(bench: Bench) -> None:
    await bench.start()
    write(bench, "hello", undo_s=5)
    await bench.pass_time(4)
    assert bench.server.count("POST /api/posts") == 0
    await bench.pass_time(2)
    assert bench.server.bodies() == ["hello"]


async def test_posts_arrive_in_the_order_they_were_written(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("POST /api/posts", httpx.Response(503))
    for body in ("one", "two", "three"):
        write(bench, body)
    await bench.quiet()
    assert bench.server.bodies() == []
    await bench.pass_time(10)
    assert bench.server.bodies() == ["one", "two", "three"]


@pytest.mark.parametrize("fault", [Fault.CUT_BEFORE, Fault.CUT_AFTER, Fault.TRUNCATED, httpx.Response(502, html="<p>")])
async def test_a_post_whose_answer_is_lost_arrives_once(bench: Bench, fault: Fault | httpx.Response) -> None:
    await bench.start()
    bench.server.fail_next("POST /api/posts", fault, fault)
    key = write(bench, "once")
    await bench.quiet()
    assert [job.state for job in bench.store.outbox.about_post(key)] == [JobState.UNSURE]
    await bench.pass_time(30)
    assert bench.server.bodies() == ["once"]
    assert waiting(bench) == 0


@pytest.mark.parametrize("fault", [Fault.CUT_BEFORE, Fault.CUT_AFTER, Fault.TRUNCATED])
async def test_it_arrives_once_also_where_the_server_forgets_keys(bench: Bench, fault: Fault) -> None:
    bench.server.capabilities -= {c for c in bench.server.capabilities if c.value == "idempotency"}
    bench.sync = bench.new_sync()
    await bench.start()
    bench.server.fail_next("POST /api/posts", fault)
    bench.server.fail_next("POST /api/conversations", fault)
    write(bench, "once")
    send(bench.store, JOHN, "hi", now=bench.clock())
    await bench.pass_time(30)
    assert bench.server.bodies() == ["once"]
    assert len(bench.server.messages) == 1
    assert waiting(bench) == 0


async def test_the_same_text_twice_arrives_twice_where_the_server_forgets_keys(bench: Bench) -> None:
    bench.server.capabilities -= {c for c in bench.server.capabilities if c.value == "idempotency"}
    bench.sync = bench.new_sync()
    await bench.start()
    first = write(bench, "good morning")
    await bench.quiet()
    bench.server.fail_next("POST /api/posts", Fault.CUT_BEFORE)
    second = write(bench, "good morning")
    await bench.pass_time(30)
    assert bench.server.bodies() == ["good morning"] * 2
    remotes = {bench.store.posts.remote_id(key) for key in (first, second)}
    assert remotes == {"1", "2"}


async def test_what_was_being_sent_when_the_program_died_arrives_once(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("POST /api/posts", Fault.HELD)
    key = write(bench, "once")
    await bench.quiet()
    assert bench.server.bodies() == ["once"]
    await bench.sync.stop()
    bench.reopen()
    assert [job.state for job in bench.store.outbox.about_post(key)] == [JobState.UNSURE]
    await bench.start()
    await bench.pass_time(70)
    assert bench.server.bodies() == ["once"]
    assert waiting(bench) == 0


async def test_being_offline_is_not_a_failed_try(bench: Bench) -> None:
    await bench.start()
    bench.server.is_reachable = False
    key = write(bench, "from the train")
    await bench.pass_time(300, step_s=10)
    (job,) = bench.store.outbox.about_post(key)
    assert (job.state, job.tries, job.problem) == (JobState.WAITING, 0, None)
    assert not bench.store.status.network.is_online
    bench.server.is_reachable = True
    await bench.pass_time(70, step_s=10)
    assert bench.server.bodies() == ["from the train"]


async def test_a_refused_post_keeps_its_text_and_lets_others_pass(bench: Bench) -> None:
    await bench.start()
    key = write(bench, "x" * 501)
    write(bench, "short")
    await bench.pass_time(2)
    assert bench.server.bodies() == ["short"]
    post = bench.store.posts.get(key)
    assert post is not None
    assert post.body == "x" * 501
    assert post.delivery is not None
    assert post.delivery.state is JobState.REFUSED
    assert post.delivery.problem is not None
    assert post.delivery.problem.field("body") == "Long."


async def test_a_server_that_asks_for_patience_gets_it(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("POST /api/posts", httpx.Response(429, headers={"Retry-After": "40"}))
    key = write(bench, "later")
    await bench.pass_time(38)
    assert bench.server.count("POST /api/posts") == 1
    assert [job.state for job in bench.store.outbox.about_post(key)] == [JobState.WAITING]
    await bench.pass_time(5)
    assert bench.server.bodies() == ["later"]


async def test_an_expired_token_pauses_everything_and_loses_nothing(bench: Bench) -> None:
    await bench.start()
    bench.server.tokens.clear()
    write(bench, "one")
    send(bench.store, JOHN, "two", now=bench.clock())
    await bench.pass_time(120, step_s=10)
    assert bench.store.status.session.state is SessionState.EXPIRED
    asked = len(bench.server.requests)
    await bench.pass_time(120, step_s=10)
    assert len(bench.server.requests) == asked
    bench.sync.sign_in_again(Secret("open sesame"))
    await bench.until(lambda: bench.store.status.session.state is SessionState.SIGNED_IN)
    await bench.quiet()
    assert bench.server.bodies() == ["one"]
    assert [message["body"] for message in bench.server.messages] == ["two"]


async def test_a_slow_conversation_does_not_hold_up_posts(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("POST /api/conversations", Fault.HELD)
    send(bench.store, JOHN, "slow", now=bench.clock())
    write(bench, "quick")
    await bench.quiet()
    assert bench.server.bodies() == ["quick"]
    assert waiting(bench) == 1
    bench.server.released.set()
    await bench.quiet()
    assert waiting(bench) == 0


async def test_edits_and_deletions_arrive_and_a_deletion_twice_is_done(bench: Bench) -> None:
    await bench.start()
    kept, gone = write(bench, "kept"), write(bench, "gone")
    await bench.quiet()
    edit(bench.store, kept, "kept, edited", now=bench.clock())
    bench.server.fail_next("DELETE /api/posts", Fault.CUT_AFTER)
    delete(bench.store, gone, now=bench.clock(), undo_s=0)
    await bench.pass_time(20)
    assert bench.server.bodies() == ["kept, edited"]
    assert bench.store.posts.get(gone) is None
    post = bench.store.posts.get(kept)
    assert post is not None
    assert post.body == "kept, edited"
    assert waiting(bench) == 0


async def test_an_edit_that_the_server_forbids_is_refused(bench: Bench) -> None:
    await bench.start()
    key = write(bench, "mine")
    await bench.quiet()
    bench.server.fail_next("PUT /api/posts", httpx.Response(403, json={"error": "Forbidden", "message": "Not yours."}))
    edit(bench.store, key, "yours", now=bench.clock())
    await bench.quiet()
    (job,) = bench.store.outbox.about_post(key)
    assert job.state is JobState.REFUSED
    assert job.problem is not None
    assert job.problem.kind is ProblemKind.FORBIDDEN


async def test_following_twice_is_done(bench: Bench) -> None:
    await bench.start()
    follow(bench.store, JOHN, now=bench.clock())
    bench.server.fail_next("PUT /api/me/following", httpx.Response(409, json={"error": "Conflict"}))
    await bench.quiet()
    assert waiting(bench) == 0
    unfollow(bench.store, JOHN, now=bench.clock())
    bench.server.fail_next("DELETE /api/me/following", httpx.Response(404))
    await bench.quiet()
    assert waiting(bench) == 0
    john = bench.store.people.get(JOHN)
    assert john is not None
    assert john.you_follow is False


async def test_a_follow_that_is_refused_is_said_and_undone(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("PUT /api/me/following", httpx.Response(403, json={"error": "Forbidden"}))
    follow(bench.store, JOHN, now=bench.clock())
    await bench.quiet()
    notice = bench.store.status.latest_notice
    assert notice is not None
    assert notice.problem.kind is ProblemKind.FORBIDDEN
    assert bench.store.outbox.queues() == []
    john = bench.store.people.get(JOHN)
    assert john is None or not john.you_follow


async def test_a_reply_to_a_post_still_on_its_way_names_it(bench: Bench) -> None:
    await bench.start()
    bench.sync.go_offline()
    parent = write(bench, "question")
    publish(bench.store, "answer", now=bench.clock(), undo_s=0, draft="home", reply_to=parent)
    bench.sync.go_online()
    await bench.pass_time(2)
    assert [(post["body"], post["reply_to"]) for post in bench.server.posts] == [("question", None), ("answer", 1)]


@pytest.mark.expects_log("deliver posts failed")
async def test_a_bug_of_ours_leaves_the_post_unsure_and_not_lost(
    bench: Bench, bugs: list[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    await bench.start()
    with monkeypatch.context() as broken:
        broken.setattr(type(bench.store.posts), "adopt", lambda *_: 1 // 0)
        key = write(bench, "once")
        await bench.quiet()
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    bugs.clear()
    assert [job.state for job in bench.store.outbox.about_post(key)] == [JobState.UNSURE]
    await bench.pass_time(65)
    assert bench.server.bodies() == ["once"]
    assert waiting(bench) == 0


@pytest.mark.parametrize("seed", range(5))
async def test_failures_in_any_order_never_double_or_reorder(bench: Bench, seed: int) -> None:
    await bench.start()
    dice = random.Random(seed)
    faults = [Fault.CUT_AFTER, Fault.REFUSED, Fault.CUT_BEFORE, Fault.TRUNCATED]
    bodies = [f"post {number}" for number in range(12)]
    for body in bodies:
        write(bench, body)
        bench.server.fail_next("POST /api/posts", dice.choice(faults))
        await bench.pass_time(dice.randrange(3))
    for _ in range(200):
        await bench.pass_time(30, step_s=30)
        if waiting(bench) == 0:
            break
    assert bench.server.bodies() == bodies


async def test_ending_while_a_post_is_sent_is_no_failure_and_the_next_start_asks_at_once(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("POST /api/posts", Fault.HELD)
    write(bench, "on its way")
    await bench.quiet()
    await bench.sync.stop()
    bench.reopen()
    [job] = bench.store.outbox.about_post(PostKey(1))
    assert job.state is JobState.UNSURE
    assert job.problem is not None
    assert job.problem.kind is not ProblemKind.BUG
    await bench.start()
    assert (bench.server.bodies(), waiting(bench)) == (["on its way"], 0)


async def test_a_clock_that_is_set_back_holds_nothing_up(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("POST /api/posts", httpx.Response(503))
    write(bench, "tried by the old time")
    await bench.quiet()
    write(bench, "written by the old time", undo_s=5)
    bench.clock.advance(hours=-24)
    bench.sync.wake()
    await bench.quiet()
    assert bench.server.bodies() == ["tried by the old time", "written by the old time"]

from __future__ import annotations

import httpx

from microblog_desktop.commands import posting
from microblog_desktop.domain.ids import PostId, PostKey
from microblog_desktop.domain.problem import ProblemKind
from tests.fakes.server import Fault
from tests.sync.conftest import Bench


def key(bench: Bench, id: int) -> PostKey:
    found = bench.store.posts.by_remote(PostId(str(id)))
    assert found is not None
    return found


def thread(bench: Bench, id: int) -> list[tuple[int, str]]:
    return [(row.depth, row.post.body) for row in bench.store.threads.rows(key(bench, id), 100)]


def conversation(bench: Bench) -> None:
    """1 ← 2 ← 3, 2 ← 4; 3 ← 5."""
    for body, answered in (("first", None), ("second", 1), ("third", 2), ("fourth", 2), ("fifth", 3)):
        bench.server.post(2, body, reply_to=answered)


async def test_a_thread_comes_with_what_it_answers_and_what_answers_it(bench: Bench) -> None:
    conversation(bench)
    await bench.start()
    bench.sync.load_thread(key(bench, 2))
    await bench.quiet()
    assert bench.store.status.activity(f"thread:{key(bench, 2)}").problem is None
    assert thread(bench, 2) == [(0, "first"), (0, "second"), (1, "third"), (2, "fifth"), (1, "fourth")]
    assert bench.store.threads.saved_at(key(bench, 2)) == bench.clock()


async def test_what_is_known_of_a_thread_shows_without_a_network(bench: Bench) -> None:
    conversation(bench)
    await bench.start()
    bench.server.is_reachable = False
    bench.sync.load_thread(key(bench, 1))
    await bench.quiet()
    bench.sync.load_thread(key(bench, 1))
    await bench.quiet()
    problem = bench.store.status.activity(f"thread:{key(bench, 1)}").problem
    assert problem is not None
    assert problem.kind is ProblemKind.OFFLINE
    assert [body for _, body in thread(bench, 1)] == ["first", "second", "third", "fifth", "fourth"]


async def test_answers_that_were_deleted_go_and_what_answered_them_stays(bench: Bench) -> None:
    conversation(bench)
    await bench.start()
    fifth = key(bench, 5)
    bench.server.post_calls.delete(3)
    bench.sync.load_thread(key(bench, 2))
    await bench.quiet()
    assert [body for _, body in thread(bench, 2)] == ["first", "second", "fourth"]
    assert bench.store.posts.by_remote(PostId("3")) is None
    assert bench.store.posts.get(fifth) is not None


async def test_a_deleted_post_above_goes_too(bench: Bench) -> None:
    conversation(bench)
    await bench.start()
    bench.server.post_calls.delete(1)
    bench.sync.load_thread(key(bench, 2))
    await bench.quiet()
    assert bench.store.posts.by_remote(PostId("1")) is None
    assert thread(bench, 2)[0] == (0, "second")


async def test_a_thread_that_is_cut_takes_nothing_away(bench: Bench) -> None:
    conversation(bench)
    await bench.start()
    bench.server.post_calls.thread_limit = 1
    bench.sync.load_thread(key(bench, 2))
    await bench.quiet()
    assert len(thread(bench, 2)) == 5


async def test_an_answer_delivered_while_the_thread_is_under_way_stays(bench: Bench) -> None:
    conversation(bench)
    await bench.start()
    bench.server.fail_next("GET /api/posts/1/thread", Fault.HELD)
    bench.sync.load_thread(key(bench, 1))
    await bench.quiet()
    mine = posting.publish(bench.store, "mine", now=bench.clock(), undo_s=0, draft="d", reply_to=key(bench, 1))
    await bench.quiet()
    bench.server.released.set()
    await bench.quiet()
    assert bench.store.posts.remote_id(mine) is not None
    assert (1, "mine") in thread(bench, 1)


async def test_an_answer_in_the_outbox_stands_at_its_place(bench: Bench) -> None:
    conversation(bench)
    await bench.start()
    posting.publish(bench.store, "mine", now=bench.clock(), undo_s=9, draft="d", reply_to=key(bench, 3))
    bench.sync.load_thread(key(bench, 1))
    await bench.quiet()
    assert thread(bench, 1)[2:5] == [(2, "third"), (3, "fifth"), (3, "mine")]


async def test_the_thread_of_a_post_that_is_gone_says_so(bench: Bench) -> None:
    conversation(bench)
    await bench.start()
    first = key(bench, 1)
    bench.server.post_calls.delete(1)
    bench.sync.load_thread(first)
    await bench.quiet()
    problem = bench.store.status.activity(f"thread:{first}").problem
    assert problem is not None
    assert problem.kind is ProblemKind.NOT_FOUND
    assert bench.store.threads.rows(first, 100) == []


async def test_the_thread_of_a_post_on_its_way_needs_no_server(bench: Bench) -> None:
    await bench.start()
    mine = posting.publish(bench.store, "mine", now=bench.clock(), undo_s=9, draft="d")
    bench.sync.load_thread(mine)
    await bench.quiet()
    assert bench.store.status.activity(f"thread:{mine}").problem is None
    assert [row.post.body for row in bench.store.threads.rows(mine, 10)] == ["mine"]
    assert bench.server.count("GET /api/posts") == 0


async def test_a_post_is_read_again_and_one_that_is_gone_goes(bench: Bench) -> None:
    conversation(bench)
    await bench.start()
    fourth, fifth = key(bench, 4), key(bench, 5)
    bench.server.posts[3]["counts"]["likes"] = 7
    bench.server.post_calls.delete(5)
    for post in (fourth, fifth):
        bench.sync.reload_post(post)
        bench.sync.reload_post(post)
    await bench.quiet()
    found = bench.store.posts.get(fourth)
    assert found is not None
    assert found.likes == 7
    assert bench.store.posts.get(fifth) is None
    assert bench.server.count("GET /api/posts/4") == 1


async def test_a_reload_that_fails_leaves_the_post(bench: Bench) -> None:
    conversation(bench)
    await bench.start()
    bench.server.fail_next("GET /api/posts/4", httpx.Response(500))
    bench.sync.reload_post(key(bench, 4))
    await bench.quiet()
    assert bench.store.posts.get(key(bench, 4)) is not None


async def test_a_text_on_its_way_to_a_post_that_is_gone_is_refused_in_sight(bench: Bench) -> None:
    bench.server.post(1, "mine")
    await bench.start()
    mine = key(bench, 1)
    bench.server.post_calls.delete(1)
    bench.server.fail_next("PUT /api/posts/1", httpx.Response(503))
    posting.edit(bench.store, mine, "better", now=bench.clock())
    await bench.quiet()
    bench.sync.reload_post(mine)
    await bench.quiet()
    await bench.pass_time(10)
    found = bench.store.posts.get(mine)
    assert found is not None
    assert found.body == "better"
    assert found.delivery is not None
    assert found.delivery.problem is not None
    assert found.delivery.problem.kind is ProblemKind.NOT_FOUND

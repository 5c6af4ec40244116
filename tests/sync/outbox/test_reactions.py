"""Reactions on their way: at once, in order for each, in nobody's way, and back visibly when refused."""

from __future__ import annotations

import httpx
import pytest

from microblog_desktop.commands import posting, undoing
from microblog_desktop.commands.reacting import react, unreact
from microblog_desktop.domain.ids import BOOKMARKS, PostId, PostKey
from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.store.rows import StoredPost
from tests.fakes.server import Fault
from tests.sync.conftest import Bench

NO = httpx.Response(403, json={"error": "Forbidden", "message": "Not this one."})


async def started(bench: Bench, posts: int = 1) -> PostKey:
    for number in range(posts):
        bench.server.post(2, f"post {number + 1}")
    await bench.start()
    return key(bench, 1)


def key(bench: Bench, id: int) -> PostKey:
    found = bench.store.posts.by_remote(PostId(str(id)))
    assert found is not None
    return found


def like(bench: Bench, post: PostKey, reaction: Reaction = Reaction.LIKE, undo_s: float = 0) -> None:
    react(bench.store, post, reaction, now=bench.clock(), undo_s=undo_s)


def unlike(bench: Bench, post: PostKey, reaction: Reaction = Reaction.LIKE) -> None:
    unreact(bench.store, post, reaction, now=bench.clock())


def stored(bench: Bench, post: PostKey) -> StoredPost:
    found = bench.store.posts.get(post)
    assert found is not None
    return found


def bookmarks(bench: Bench) -> list[str]:
    rows = bench.store.timelines.entry_rows(bench.store.timelines.newest(BOOKMARKS, 100))
    return [row.post.body for row in rows if row.post]


@pytest.mark.parametrize("reaction", Reaction)
async def test_it_shows_at_once_and_arrives(bench: Bench, reaction: Reaction) -> None:
    post = await started(bench)
    flag = {Reaction.LIKE: "liked", Reaction.REPOST: "reposted", Reaction.BOOKMARK: "bookmarked"}[reaction]
    like(bench, post, reaction)
    assert getattr(stored(bench, post), flag)
    await bench.quiet()
    assert bench.server.posts[0]["mine"][flag]
    assert getattr(stored(bench, post), flag)
    assert bench.store.outbox.queues() == []
    unlike(bench, post, reaction)
    await bench.quiet()
    assert not bench.server.posts[0]["mine"][flag]
    assert not getattr(stored(bench, post), flag)


async def test_the_count_is_right_while_it_is_on_its_way_and_after(bench: Bench) -> None:
    post = await started(bench)
    bench.server.posts[0]["counts"]["likes"] = 4
    bench.sync.reload_post(post)
    await bench.quiet()
    bench.server.fail_next("PUT /api/posts/1/like", Fault.HELD)
    like(bench, post)
    await bench.quiet()
    assert stored(bench, post).likes == 5
    # The server has counted it, and a page says so before the answer does.
    bench.sync.reload_post(post)
    await bench.quiet()
    assert stored(bench, post).likes == 5
    bench.server.released.set()
    await bench.quiet()
    assert (stored(bench, post).likes, stored(bench, post).liked) == (5, True)


@pytest.mark.parametrize("fault", [Fault.CUT_BEFORE, Fault.CUT_AFTER, httpx.Response(502), httpx.Response(503)])
async def test_one_whose_answer_is_lost_is_sent_again_without_a_question(
    bench: Bench, fault: Fault | httpx.Response
) -> None:
    post = await started(bench)
    bench.server.fail_next("PUT /api/posts/1/like", fault)
    like(bench, post)
    await bench.pass_time(10)
    assert bench.server.posts[0]["counts"]["likes"] == 1
    assert (stored(bench, post).likes, stored(bench, post).liked) == (1, True)
    assert bench.server.count("GET /api/users/1/posts") == 0


async def test_it_waits_for_the_network(bench: Bench) -> None:
    post = await started(bench)
    bench.sync.go_offline()
    like(bench, post)
    await bench.quiet()
    assert stored(bench, post).liked
    bench.sync.go_online()
    await bench.quiet()
    assert bench.server.posts[0]["mine"]["liked"]


async def test_a_pair_that_was_not_sent_cancels_out(bench: Bench) -> None:
    post = await started(bench)
    bench.sync.go_offline()
    like(bench, post)
    unlike(bench, post)
    assert bench.store.outbox.queues() == []
    bench.sync.go_online()
    await bench.quiet()
    assert bench.server.count("PUT /api/posts/1/like") == 0


async def test_the_opposite_of_one_being_sent_goes_after_it(bench: Bench) -> None:
    post = await started(bench)
    bench.server.fail_next("PUT /api/posts/1/like", Fault.HELD)
    like(bench, post)
    await bench.quiet()
    unlike(bench, post)
    await bench.quiet()
    assert not stored(bench, post).liked
    assert bench.server.count("DELETE /api/posts/1/like") == 0
    bench.server.released.set()
    await bench.quiet()
    assert not bench.server.posts[0]["mine"]["liked"]
    assert (stored(bench, post).likes, stored(bench, post).liked) == (0, False)


async def test_a_refused_one_goes_back_and_is_said(bench: Bench) -> None:
    post = await started(bench)
    bench.server.fail_next("PUT /api/posts/1/bookmark", NO)
    like(bench, post, Reaction.BOOKMARK)
    assert bookmarks(bench) == ["post 1"]
    await bench.quiet()
    assert not stored(bench, post).bookmarked
    assert bookmarks(bench) == []
    notice = bench.store.status.latest_notice
    assert notice is not None
    assert (notice.wish, notice.problem.kind) == (JobKind.BOOKMARK, ProblemKind.FORBIDDEN)
    assert bench.store.outbox.summary().refused == 0


async def test_one_for_a_post_that_is_gone_is_said_and_the_post_goes(bench: Bench) -> None:
    post = await started(bench)
    bench.server.post_calls.delete(1)
    like(bench, post)
    await bench.quiet()
    notice = bench.store.status.latest_notice
    assert notice is not None
    assert (notice.wish, notice.problem.kind) == (JobKind.LIKE, ProblemKind.NOT_FOUND)
    assert bench.store.posts.get(post) is None


async def test_taking_back_from_a_post_that_is_gone_is_done(bench: Bench) -> None:
    post = await started(bench)
    like(bench, post)
    await bench.quiet()
    bench.server.post_calls.delete(1)
    unlike(bench, post)
    await bench.quiet()
    assert not stored(bench, post).liked
    assert bench.store.status.latest_notice is None


async def test_one_that_is_tried_again_later_holds_up_neither_posts_nor_other_reactions(bench: Bench) -> None:
    post = await started(bench, posts=3)
    bench.server.fail_next("PUT /api/posts/1/like", *[httpx.Response(503, headers={"Retry-After": "3000"})] * 2)
    like(bench, post)
    await bench.quiet()
    like(bench, post, Reaction.BOOKMARK)
    like(bench, key(bench, 2))
    posting.publish(bench.store, "hello", now=bench.clock(), undo_s=0, draft="home")
    await bench.quiet()
    assert bench.server.bodies()[-1] == "hello"
    assert bench.server.posts[1]["mine"]["liked"]
    assert bench.server.posts[0]["mine"] == {"liked": False, "reposted": False, "bookmarked": True}
    assert stored(bench, post).liked


async def test_many_that_hang_leave_room_for_a_post(bench: Bench) -> None:
    await started(bench, posts=6)
    bench.server.fail_next("PUT /api/posts", *[Fault.HELD] * 6)
    for number in range(1, 7):
        like(bench, key(bench, number))
    await bench.quiet()
    posting.publish(bench.store, "hello", now=bench.clock(), undo_s=0, draft="home")
    await bench.quiet()
    assert bench.server.bodies()[-1] == "hello"
    bench.server.released.set()
    await bench.quiet()
    assert all(post["mine"]["liked"] for post in bench.server.posts[:6])


async def test_a_repost_waits_for_second_thoughts(bench: Bench) -> None:
    post = await started(bench)
    job = react(bench.store, post, Reaction.REPOST, now=bench.clock(), undo_s=5)
    assert job is not None
    await bench.pass_time(3)
    assert stored(bench, post).reposts == 1
    undoing.undo(bench.store, job, now=bench.clock())
    await bench.pass_time(5)
    assert (stored(bench, post).reposted, stored(bench, post).reposts) == (False, 0)
    assert bench.server.count("PUT /api/posts/1/repost") == 0


async def test_one_being_sent_when_the_program_dies_is_sent_again(bench: Bench) -> None:
    post = await started(bench)
    bench.server.fail_next("PUT /api/posts/1/like", Fault.HELD)
    like(bench, post)
    await bench.quiet()
    await bench.sync.stop()
    bench.reopen()
    assert stored(bench, post).liked
    await bench.start()
    await bench.pass_time(2)
    assert bench.server.count("PUT /api/posts/1/like") == 2
    assert bench.store.outbox.queues() == []
    assert (stored(bench, post).likes, stored(bench, post).liked) == (1, True)


async def test_bookmarks_agree_with_the_server(bench: Bench) -> None:
    await started(bench, posts=3)
    for number in (1, 3):
        like(bench, key(bench, number), Reaction.BOOKMARK)
        bench.clock.advance(seconds=1)
    assert bookmarks(bench) == ["post 3", "post 1"]
    await bench.quiet()
    bench.sync.refresh(BOOKMARKS)
    await bench.quiet()
    assert bookmarks(bench) == ["post 3", "post 1"]
    unlike(bench, key(bench, 3), Reaction.BOOKMARK)
    bench.sync.refresh(BOOKMARKS)
    assert bookmarks(bench) == ["post 1"]
    await bench.quiet()
    assert bookmarks(bench) == ["post 1"]
    asked = bench.server.count("GET /api/me/bookmarks")
    await bench.pass_time(600, step_s=20)
    assert bench.server.count("GET /api/me/bookmarks") == asked

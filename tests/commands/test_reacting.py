from __future__ import annotations

from datetime import timedelta

import pytest

from microblog_desktop.commands import posting, reacting, undoing
from microblog_desktop.commands.reacting import react, unreact
from microblog_desktop.domain.ids import BOOKMARKS, PostKey
from microblog_desktop.domain.outbox import JobKind, JobState, reaction_queue
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.rows import StoredPost
from tests.store.world import World, entries, post

LOST = Problem(ProblemKind.TIMED_OUT, may_retry=True)


@pytest.fixture
def key(world: World) -> PostKey:
    world.refresh(*entries(2, 1))
    found = world.store.posts.by_remote(post(2).id)
    assert found is not None
    return found


def shown(world: World, key: PostKey) -> StoredPost:
    found = world.store.posts.get(key)
    assert found is not None
    return found


def kinds(world: World, key: PostKey) -> list[JobKind]:
    return [job.kind for job in world.store.outbox.about_post(key)]


def test_a_like_shows_at_once_and_is_no_delivery_of_the_post(world: World, key: PostKey) -> None:
    react(world.store, key, Reaction.LIKE, now=world.now, undo_s=5)
    assert (shown(world, key).liked, shown(world, key).likes) == (True, 1)
    assert shown(world, key).delivery is None
    assert world.store.outbox.next_due() == world.now


def test_what_is_shown_is_told(world: World, key: PostKey) -> None:
    world.told.clear()
    react(world.store, key, Reaction.BOOKMARK, now=world.now, undo_s=5)
    assert any(key in told.posts for told in world.told)
    assert any(BOOKMARKS in told.timelines for told in world.told)


def test_a_repost_waits_for_second_thoughts(world: World, key: PostKey) -> None:
    react(world.store, key, Reaction.REPOST, now=world.now, undo_s=5)
    assert world.store.outbox.next_due() == world.now + timedelta(seconds=5)


def test_asked_twice_it_is_one_wish(world: World, key: PostKey) -> None:
    first = react(world.store, key, Reaction.LIKE, now=world.now, undo_s=5)
    assert react(world.store, key, Reaction.LIKE, now=world.later(1), undo_s=5) == first
    assert kinds(world, key) == [JobKind.LIKE]


def test_what_is_so_already_needs_no_job(world: World, key: PostKey) -> None:
    assert unreact(world.store, key, Reaction.LIKE, now=world.now) is None
    assert kinds(world, key) == []


def test_opposites_that_were_never_sent_cancel_out(world: World, key: PostKey) -> None:
    react(world.store, key, Reaction.LIKE, now=world.now, undo_s=5)
    unreact(world.store, key, Reaction.LIKE, now=world.now)
    assert kinds(world, key) == []
    assert (shown(world, key).liked, shown(world, key).likes) == (False, 0)


def test_one_that_may_have_arrived_is_answered_by_its_opposite(world: World, key: PostKey) -> None:
    react(world.store, key, Reaction.LIKE, now=world.now, undo_s=5)
    job = world.store.outbox.claim(reaction_queue(key, Reaction.LIKE), world.now)
    assert job is not None
    with world.store.transaction():
        world.store.outbox.back_off(job.id, world.later(60), LOST)
    unreact(world.store, key, Reaction.LIKE, now=world.now)
    assert kinds(world, key) == [JobKind.UNLIKE]
    assert not shown(world, key).liked


@pytest.mark.parametrize("state", [JobState.SENDING, JobState.UNSURE])
def test_one_that_is_under_way_is_followed_by_its_opposite(world: World, key: PostKey, state: JobState) -> None:
    react(world.store, key, Reaction.LIKE, now=world.now, undo_s=5)
    job = world.store.outbox.claim(reaction_queue(key, Reaction.LIKE), world.now)
    assert job is not None
    if state is JobState.UNSURE:
        with world.store.transaction():
            world.store.outbox.doubt(job.id, world.later(60), LOST)
    unreact(world.store, key, Reaction.LIKE, now=world.now)
    assert kinds(world, key) == [JobKind.LIKE, JobKind.UNLIKE]
    assert not shown(world, key).liked
    react(world.store, key, Reaction.LIKE, now=world.now, undo_s=5)
    assert kinds(world, key) == [JobKind.LIKE]
    assert shown(world, key).liked


def test_an_undo_takes_it_back_and_is_too_late_while_it_is_sent(world: World, key: PostKey) -> None:
    job = react(world.store, key, Reaction.REPOST, now=world.now, undo_s=5)
    assert job is not None
    assert undoing.undo(world.store, job, now=world.now) is None
    assert (shown(world, key).reposted, kinds(world, key)) == (False, [])
    again = react(world.store, key, Reaction.REPOST, now=world.now, undo_s=5)
    assert again is not None
    world.store.outbox.claim(reaction_queue(key, Reaction.REPOST), world.later(6))
    undoing.undo(world.store, again, now=world.now)
    assert shown(world, key).reposted


def test_an_unsure_one_can_be_discarded(world: World, key: PostKey) -> None:
    job = react(world.store, key, Reaction.BOOKMARK, now=world.now, undo_s=5)
    assert job is not None
    assert undoing.discard(world.store, job)
    assert not shown(world, key).bookmarked
    assert world.store.timelines.newest(BOOKMARKS, 9) == []


def test_a_refused_one_is_not_said_to_somebody_who_took_it_back(world: World, key: PostKey) -> None:
    react(world.store, key, Reaction.LIKE, now=world.now, undo_s=5)
    job = world.store.outbox.claim(reaction_queue(key, Reaction.LIKE), world.now)
    assert job is not None
    unreact(world.store, key, Reaction.LIKE, now=world.now)
    with world.store.transaction():
        reacting.refused(world.store, job, Problem(ProblemKind.FORBIDDEN))
    assert world.store.status.latest_notice is None
    assert kinds(world, key) == [JobKind.UNLIKE]


def test_a_post_that_the_server_does_not_have_takes_none(world: World) -> None:
    key = posting.publish(world.store, "mine", now=world.now, undo_s=5, draft="home")
    with pytest.raises(ValueError, match="server"):
        react(world.store, key, Reaction.LIKE, now=world.now, undo_s=5)


def test_wishes_for_a_deleted_post_of_mine_go_with_it_and_in_silence(world: World, key: PostKey) -> None:
    react(world.store, key, Reaction.BOOKMARK, now=world.now, undo_s=5)
    job = world.store.outbox.claim(reaction_queue(key, Reaction.BOOKMARK), world.now)
    assert job is not None
    posting.delete(world.store, key, now=world.now, undo_s=5)
    assert shown(world, key).bookmarked
    with world.store.transaction():
        world.store.posts.remove(key)
        reacting.refused(world.store, job, Problem(ProblemKind.NOT_FOUND))
    assert kinds(world, key) == [JobKind.DELETE_POST]
    assert world.store.timelines.newest(BOOKMARKS, 9) == []
    assert world.store.status.latest_notice is None

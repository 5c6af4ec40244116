"""Writing, changing and deleting posts, with whatever the outbox is doing meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from microblog_desktop.commands.posting import delete, edit, publish
from microblog_desktop.domain.ids import PostKey
from microblog_desktop.domain.outbox import POSTS_QUEUE, Job, JobKind, JobState
from microblog_desktop.domain.problem import Problem, ProblemKind
from tests.store.world import NOON, SUSAN, World, entries, post

REFUSED = Problem(ProblemKind.REFUSED)


def write(world: World, body: str = "mine", *, reply_to: PostKey | None = None) -> PostKey:
    return publish(world.store, body, now=world.now, undo_s=5, draft="home", reply_to=reply_to)


def jobs(world: World, key: PostKey) -> list[tuple[JobKind, JobState, str]]:
    return [(job.kind, job.state, job.body) for job in world.store.outbox.about_post(key)]


def claim(world: World) -> Job:
    job = world.store.outbox.claim(POSTS_QUEUE, world.later(10))
    assert job is not None
    return job


def known(world: World) -> PostKey:
    world.refresh(*entries(2, 1))
    key = world.store.posts.by_remote(post(2).id)
    assert key is not None
    return key


def test_a_post_is_shown_queued_and_its_draft_cleared_in_one_commit(world: World) -> None:
    with world.store.transaction():
        world.store.drafts.save("home", "mine", None, NOON)
    world.told.clear()
    key = write(world, "mine  \n")
    assert world.shown() == ["mine"]
    assert jobs(world, key) == [(JobKind.CREATE_POST, JobState.WAITING, "mine")]
    assert world.store.drafts.get("home") is None
    assert len(world.told) == 1
    assert world.store.outbox.next_due() == NOON + timedelta(seconds=5)


def test_an_empty_post_is_a_callers_mistake(world: World) -> None:
    with pytest.raises(ValueError, match="nothing"):
        write(world, "  \n")
    assert world.shown() == []


def test_an_edit_of_an_unsent_post_folds_into_it(world: World) -> None:
    key = write(world)
    edit(world.store, key, "better", now=world.now)
    assert jobs(world, key) == [(JobKind.CREATE_POST, JobState.WAITING, "better")]
    assert world.shown() == ["better"]
    assert world.store.outbox.next_due() == NOON + timedelta(seconds=5)


def test_an_edit_of_a_refused_post_tries_again_with_a_new_key(world: World) -> None:
    key = write(world)
    first = claim(world)
    with world.store.transaction():
        world.store.outbox.refuse(first.id, REFUSED)
    edit(world.store, key, "shorter", now=world.now)
    second = claim(world)
    assert (second.id, second.body, second.state) == (first.id, "shorter", JobState.WAITING)
    assert second.idempotency_key != first.idempotency_key


def test_an_edit_while_the_post_is_being_sent_goes_after_it(world: World) -> None:
    key = write(world)
    creation = claim(world)
    edit(world.store, key, "better", now=world.now)
    assert world.shown() == ["better"]
    with world.store.transaction():
        world.store.posts.adopt(key, post(5, SUSAN, "mine"))
        world.store.outbox.finish(creation.id)
    assert world.shown() == ["better"]
    job = claim(world)
    assert (job.kind, job.post, job.body) == (JobKind.EDIT_POST, key, "better")
    assert world.store.posts.remote_id(key) == post(5).id


def test_a_second_edit_replaces_the_first_that_waits(world: World) -> None:
    key = known(world)
    edit(world.store, key, "once", now=world.now)
    edit(world.store, key, "twice", now=world.now)
    assert jobs(world, key) == [(JobKind.EDIT_POST, JobState.WAITING, "twice")]
    assert world.shown()[0] == "twice"


def test_deleting_an_unsent_post_forgets_it_and_its_job(world: World) -> None:
    key = write(world)
    delete(world.store, key, now=world.now, undo_s=5)
    assert world.shown() == []
    assert jobs(world, key) == []


def test_a_known_post_stays_in_sight_as_it_is_until_its_deletion_arrives(world: World) -> None:
    key = known(world)
    edit(world.store, key, "edited", now=world.now)
    before = world.shown()
    assert "edited" in before
    delete(world.store, key, now=world.now, undo_s=5)
    assert [body for body in world.shown() if body in before] == ["post 1"]
    assert len(world.shown()) == len(before)
    assert jobs(world, key) == [(JobKind.DELETE_POST, JobState.WAITING, "")]


def test_deleting_a_post_that_is_being_sent_waits_for_its_name(world: World) -> None:
    key = write(world)
    creation = claim(world)
    delete(world.store, key, now=world.now, undo_s=0)
    known_now = world.store.posts.get(key)
    assert known_now is not None
    assert known_now.delivery is not None
    assert known_now.delivery.kind is JobKind.DELETE_POST
    with world.store.transaction():
        world.store.posts.adopt(key, post(5, SUSAN, "mine"))
        world.store.outbox.finish(creation.id)
    world.refresh(*entries(6), replace(entries(5)[0], post=post(5, SUSAN, "mine")))
    assert world.shown() == ["post 6", "mine"]
    job = claim(world)
    assert (job.kind, world.store.posts.remote_id(key)) == (JobKind.DELETE_POST, post(5).id)


def test_a_reply_to_a_discarded_post_is_refused_and_keeps_its_text(world: World) -> None:
    parent = write(world, "parent")
    reply = write(world, "reply", reply_to=parent)
    delete(world.store, parent, now=world.now, undo_s=0)
    assert world.store.outbox.claim(POSTS_QUEUE, world.later(10)) is None
    assert jobs(world, reply) == [(JobKind.CREATE_POST, JobState.REFUSED, "reply")]

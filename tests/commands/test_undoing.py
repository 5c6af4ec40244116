"""Second thoughts lose no text and leave nothing behind."""

from __future__ import annotations

from microblog_desktop.commands import messaging
from microblog_desktop.commands.posting import delete, edit, publish
from microblog_desktop.commands.undoing import discard, take_back_for_edit, try_again, undo
from microblog_desktop.domain.ids import JobId, PostKey
from microblog_desktop.domain.outbox import POSTS_QUEUE, JobState, conversation_queue
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.rows import Draft
from tests.store.world import JOHN, NOON, World, entries, post

REFUSED = Problem(ProblemKind.REFUSED)


def write(world: World, *, reply_to: PostKey | None = None) -> tuple[PostKey, JobId]:
    key = publish(world.store, "mine", now=world.now, undo_s=5, draft="home", reply_to=reply_to)
    return key, job_about(world, key)


def job_about(world: World, key: PostKey) -> JobId:
    return world.store.outbox.about_post(key)[-1].id


def refuse(world: World, queue: str = POSTS_QUEUE) -> JobId:
    job = world.store.outbox.claim(queue, world.later(10))
    assert job is not None
    with world.store.transaction():
        world.store.outbox.refuse(job.id, REFUSED)
    return job.id


def known(world: World) -> PostKey:
    world.refresh(*entries(2, 1))
    key = world.store.posts.by_remote(post(2).id)
    assert key is not None
    return key


def test_undo_puts_the_text_back_where_it_was_typed(world: World) -> None:
    parent = known(world)
    _, job = write(world, reply_to=parent)
    assert undo(world.store, job, now=world.now) == Draft("home", "mine", parent, NOON)
    assert world.shown() == ["post 2", "post 1"]
    assert world.store.outbox.get(job) is None


def test_undo_keeps_what_was_typed_since(world: World) -> None:
    _, job = write(world)
    with world.store.transaction():
        world.store.drafts.save("home", "the next", None, NOON)
    draft = undo(world.store, job, now=world.now)
    assert draft is not None
    assert draft.body == "mine\n\nthe next"


def test_undo_comes_too_late_for_what_is_being_sent(world: World) -> None:
    _, job = write(world)
    assert world.store.outbox.claim(POSTS_QUEUE, world.later(5)) is not None
    assert undo(world.store, job, now=world.now) is None
    assert world.shown() == ["mine"]


def test_an_undone_deletion_leaves_the_post(world: World) -> None:
    key = known(world)
    delete(world.store, key, now=world.now, undo_s=5)
    assert undo(world.store, job_about(world, key), now=world.now) is None
    assert world.store.outbox.about_post(key) == []
    assert world.shown() == ["post 2", "post 1"]


def test_a_refused_post_is_tried_again_at_once(world: World) -> None:
    _, job = write(world)
    refuse(world)
    try_again(world.store, job, now=world.now)
    again = world.store.outbox.claim(POSTS_QUEUE, world.now)
    assert again is not None
    assert (again.id, again.problem) == (job, None)


def test_trying_again_does_not_wait_for_the_undo_time(world: World) -> None:
    _, job = write(world)
    try_again(world.store, job, now=world.now)
    assert world.store.outbox.claim(POSTS_QUEUE, world.now) is not None


def test_a_discarded_post_is_gone(world: World) -> None:
    key, job = write(world)
    refuse(world)
    assert discard(world.store, job)
    assert world.shown() == []
    assert world.store.posts.get(key) is None


def test_what_is_being_sent_cannot_be_discarded(world: World) -> None:
    _, job = write(world)
    assert world.store.outbox.claim(POSTS_QUEUE, world.later(5)) is not None
    assert not discard(world.store, job)
    assert not take_back_for_edit(world.store, job, "home", now=world.now)
    found = world.store.outbox.get(job)
    assert found is not None
    assert found.state is JobState.SENDING


def test_a_discarded_edit_shows_the_servers_text(world: World) -> None:
    key = known(world)
    edit(world.store, key, "edited", now=world.now)
    job = refuse(world)
    assert discard(world.store, job)
    assert world.shown() == ["post 2", "post 1"]


def test_a_refused_edit_can_be_taken_back_to_its_draft(world: World) -> None:
    key = known(world)
    edit(world.store, key, "edited", now=world.now)
    job = refuse(world)
    assert take_back_for_edit(world.store, job, f"edit:{key}", now=world.now)
    draft = world.store.drafts.get(f"edit:{key}")
    assert draft is not None
    assert draft.body == "edited"
    assert world.shown()[0] == "post 2"


def test_a_refused_post_can_be_taken_back_with_what_it_replies_to(world: World) -> None:
    parent = known(world)
    _, job = write(world, reply_to=parent)
    refuse(world)
    assert take_back_for_edit(world.store, job, "dialog", now=world.now)
    draft = world.store.drafts.get("dialog")
    assert draft is not None
    assert (draft.body, draft.reply_to) == ("mine", parent)
    assert world.shown() == ["post 2", "post 1"]


def test_a_refused_message_can_be_discarded(world: World) -> None:
    messaging.send(world.store, JOHN.id, "hello", now=world.now)
    job = refuse(world, conversation_queue(JOHN.id))
    assert discard(world.store, job)
    assert world.store.messages.newest(JOHN.id, 5) == []


def test_a_deletion_that_was_refused_can_be_given_up(world: World) -> None:
    key = known(world)
    delete(world.store, key, now=world.now, undo_s=0)
    job = refuse(world)
    assert discard(world.store, job)
    assert world.shown() == ["post 2", "post 1"]

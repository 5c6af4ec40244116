"""Jobs move as domain/outbox.py draws them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from microblog_desktop.domain.ids import HOME, JobId, PersonId, PostKey
from microblog_desktop.domain.outbox import POSTS_QUEUE, Job, JobKind, JobState, conversation_queue
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.rows import OutboxSummary
from tests.store.world import NOON, SUSAN, World, post

SERVER_FAILED = Problem(ProblemKind.SERVER_FAILED, may_retry=True, retry_after_s=2.5)
REFUSED = Problem(ProblemKind.REFUSED, message="Too long.", fields=(("body", "Longer than 500."), ("lang", "Unknown.")))


def add(world: World, body: str = "mine", *, wait_s: float = 0, reply_to: PostKey | None = None) -> JobId:
    store = world.store
    with store.transaction():
        key = store.posts.create_local(body, world.now, reply_to)
        store.timelines.add_local(HOME, key)
        return store.outbox.add(
            queue=POSTS_QUEUE,
            kind=JobKind.CREATE_POST,
            created_at=world.now,
            not_before=world.now + timedelta(seconds=wait_s),
            body=body,
            post=key,
        )


def claimed(world: World, queue: str = POSTS_QUEUE) -> Job:
    job = world.store.outbox.claim(queue, world.now)
    assert job is not None
    return job


def state(world: World, job: JobId) -> JobState:
    found = world.store.outbox.get(job)
    assert found is not None
    return found.state


def post_of(world: World, job: JobId) -> PostKey:
    found = world.store.outbox.get(job)
    assert found is not None
    assert found.post is not None
    return found.post


def test_a_job_waits_out_its_undo_time(world: World) -> None:
    job = add(world, wait_s=5)
    assert world.store.outbox.claim(POSTS_QUEUE, world.now) is None
    assert world.store.outbox.next_due() == NOON + timedelta(seconds=5)
    world.later(5)
    assert claimed(world).id == job


def test_a_claimed_job_is_being_sent_and_nothing_overtakes_it(world: World) -> None:
    first = add(world)
    add(world, "second")
    job = claimed(world)
    assert (job.id, job.state, job.tries) == (first, JobState.WAITING, 0)
    assert state(world, first) is JobState.SENDING
    assert world.store.outbox.claim(POSTS_QUEUE, world.now) is None
    assert world.store.outbox.next_due() is None


def test_a_finished_job_is_gone_and_the_next_one_goes(world: World) -> None:
    first, second = add(world), add(world, "second")
    claimed(world)
    with world.store.transaction():
        world.store.outbox.finish(first)
    assert world.store.outbox.get(first) is None
    assert claimed(world).id == second


def test_a_backed_off_job_holds_its_queue_until_it_is_due(world: World) -> None:
    job = add(world)
    add(world, "second")
    claimed(world)
    with world.store.transaction():
        world.store.outbox.back_off(job, NOON + timedelta(seconds=30), SERVER_FAILED)
    assert world.store.outbox.claim(POSTS_QUEUE, world.now) is None
    assert world.store.outbox.next_due() == NOON + timedelta(seconds=30)
    world.later(30)
    again = claimed(world)
    assert (again.id, again.tries, again.problem) == (job, 1, SERVER_FAILED)


def test_an_unsure_job_remembers_its_first_unanswered_try(world: World) -> None:
    job = add(world)
    claimed(world)
    with world.store.transaction():
        world.store.outbox.doubt(job, world.later(10), SERVER_FAILED)
    unsure = claimed(world)
    assert (unsure.state, unsure.tried_at) == (JobState.UNSURE, NOON)
    with world.store.transaction():
        world.store.outbox.doubt(job, world.later(10), SERVER_FAILED)
    assert claimed(world).tried_at == NOON


def test_a_try_that_surely_failed_is_forgotten_as_the_time_to_search_from(world: World) -> None:
    job = add(world)
    claimed(world)
    with world.store.transaction():
        world.store.outbox.back_off(job, world.later(10), SERVER_FAILED)
    claimed(world)
    with world.store.transaction():
        world.store.outbox.doubt(job, world.now, SERVER_FAILED)
    assert claimed(world).tried_at == NOON + timedelta(seconds=10)


@pytest.mark.parametrize("was", [JobState.WAITING, JobState.UNSURE])
def test_a_job_that_was_never_sent_is_put_back_as_it_was(world: World, was: JobState) -> None:
    job = add(world)
    if was is JobState.UNSURE:
        claimed(world)
        with world.store.transaction():
            world.store.outbox.doubt(job, world.now, SERVER_FAILED)
    before = world.store.outbox.get(job)
    world.later(60)
    taken = claimed(world)
    assert taken == before
    with world.store.transaction():
        world.store.outbox.put_back(taken)
    assert world.store.outbox.get(job) == before


def test_a_refused_job_keeps_its_words_and_lets_the_queue_go_on(world: World) -> None:
    first, second = add(world, "too long"), add(world, "second")
    claimed(world)
    with world.store.transaction():
        world.store.outbox.refuse(first, REFUSED)
    refused = world.store.outbox.get(first)
    assert refused is not None
    assert (refused.state, refused.body, refused.problem) == (JobState.REFUSED, "too long", REFUSED)
    shown = world.store.posts.get(post_of(world, first))
    assert shown is not None
    assert shown.delivery is not None
    assert shown.delivery.problem == REFUSED
    assert claimed(world).id == second


def test_a_retried_job_goes_before_later_ones(world: World) -> None:
    first, second = add(world), add(world, "second")
    claimed(world)
    with world.store.transaction():
        world.store.outbox.refuse(first, REFUSED)
        world.store.outbox.retry(first, world.now)
    assert (claimed(world).id, state(world, second)) == (first, JobState.WAITING)


def test_retrying_an_unsure_job_still_asks_first(world: World) -> None:
    job = add(world)
    claimed(world)
    with world.store.transaction():
        world.store.outbox.doubt(job, NOON + timedelta(hours=1), SERVER_FAILED)
        world.store.outbox.retry(job, world.now)
    again = claimed(world)
    assert (again.state, again.tried_at, again.problem) == (JobState.UNSURE, NOON, None)


def test_a_job_being_sent_cannot_be_retried(world: World) -> None:
    job = add(world)
    claimed(world)
    with world.store.transaction():
        world.store.outbox.retry(job, world.now)
    assert state(world, job) is JobState.SENDING


def test_what_was_being_sent_when_the_program_died_is_unsure(tmp_path: Path) -> None:
    world = World(tmp_path / "account.db")
    job = add(world)
    claimed(world)
    world.store.close()
    world.later(60)
    world.open()
    unsure = claimed(world)
    assert (unsure.id, unsure.state, unsure.tried_at, unsure.tries) == (job, JobState.UNSURE, NOON, 1)
    world.store.close()


def test_the_key_lives_as_long_as_the_text(world: World) -> None:
    job = add(world)
    first = claimed(world)
    with world.store.transaction():
        world.store.outbox.back_off(job, world.now, SERVER_FAILED)
    assert claimed(world).idempotency_key == first.idempotency_key
    with world.store.transaction():
        world.store.outbox.back_off(job, world.now, SERVER_FAILED)
        world.store.outbox.set_body(job, "another text")
    assert claimed(world).idempotency_key != first.idempotency_key


def test_a_reply_to_an_undelivered_post_goes_after_it_with_its_remote_id(world: World) -> None:
    parent = add(world, "parent")
    reply = add(world, "reply", reply_to=post_of(world, parent))
    delivered = claimed(world)
    assert delivered.post is not None
    with world.store.transaction():
        world.store.posts.adopt(delivered.post, post(5, SUSAN, "parent"))
        world.store.outbox.finish(delivered.id)
    job = claimed(world)
    assert job.id == reply
    assert job.post is not None
    assert world.store.posts.reply_target(job.post) == post(5).id


def test_a_reply_to_a_refused_post_is_refused_and_not_hung(world: World) -> None:
    parent = add(world, "parent")
    reply = add(world, "reply", reply_to=post_of(world, parent))
    other = add(world, "other")
    claimed(world)
    with world.store.transaction():
        world.store.outbox.refuse(parent, REFUSED)
    assert claimed(world).id == other
    refused = world.store.outbox.get(reply)
    assert refused is not None
    assert (refused.state, refused.problem) == (JobState.REFUSED, Problem(ProblemKind.NOT_FOUND))


def test_a_deletion_of_a_post_that_was_refused_meanwhile_forgets_both(world: World) -> None:
    job = add(world)
    key = post_of(world, job)
    claimed(world)
    with world.store.transaction():
        world.store.outbox.add(queue=POSTS_QUEUE, kind=JobKind.DELETE_POST, created_at=NOON, not_before=NOON, post=key)
        world.store.outbox.refuse(job, REFUSED)
    assert world.store.outbox.claim(POSTS_QUEUE, world.now) is None
    assert world.store.posts.get(key) is None
    assert world.store.outbox.summary() == OutboxSummary(0, 0, 0)


def test_queues_are_served_apart(world: World) -> None:
    add(world)
    person = PersonId("2")
    with world.store.transaction():
        message = world.store.messages.create_local(person, "hello", NOON)
        job = world.store.outbox.add(
            queue=conversation_queue(person),
            kind=JobKind.SEND_MESSAGE,
            created_at=NOON,
            not_before=NOON,
            body="hello",
            message=message,
            person=person,
        )
    assert world.store.outbox.queues() == ["posts", "conversation:2"]
    claimed(world)
    assert claimed(world, conversation_queue(person)).id == job


def test_the_summary_counts_where_jobs_stand(world: World) -> None:
    jobs = [add(world, f"post {number}") for number in range(4)]
    claimed(world)
    with world.store.transaction():
        world.store.outbox.refuse(jobs[1], REFUSED)
        world.store.outbox.doubt(jobs[2], NOON, SERVER_FAILED)
    assert world.store.outbox.summary() == OutboxSummary(waiting=2, unsure=1, refused=1)


def test_every_step_is_told_with_the_row_it_shows_on(world: World) -> None:
    job = add(world)
    key = post_of(world, job)
    world.told.clear()
    claimed(world)
    assert world.told[-1].outbox == {POSTS_QUEUE}
    assert world.told[-1].posts == {key}

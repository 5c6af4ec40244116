"""Like, repost and bookmark posts, and take that back. It shows at once; sync delivers."""

from __future__ import annotations

from datetime import datetime, timedelta

from microblog_desktop.domain.ids import JobId, PostKey
from microblog_desktop.domain.outbox import REACTING, REACTION_OF, TAKING_BACK, Job, JobKind, JobState, reaction_queue
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.account_store import AccountStore


def react(store: AccountStore, post: PostKey, reaction: Reaction, *, now: datetime, undo_s: float) -> JobId | None:
    """Like, repost or bookmark; the job is the one that does it, None if nothing needs to be sent.

    A repost waits `undo_s` for second thoughts: other people get to see it.
    """
    not_before = now + timedelta(seconds=undo_s) if reaction is Reaction.REPOST else now
    return _ask(store, post, reaction, REACTING[reaction], now, not_before)


def unreact(store: AccountStore, post: PostKey, reaction: Reaction, *, now: datetime) -> JobId | None:
    """Take it back."""
    return _ask(store, post, reaction, TAKING_BACK[reaction], now, now)


def take_back(store: AccountStore, job: Job, *, now: datetime) -> None:
    """Undo a reaction, or the end of one, that waits to be sent; needs a durable transaction."""
    assert job.post is not None
    reaction = REACTION_OF[job.kind]
    opposite = TAKING_BACK if job.kind in REACTING.values() else REACTING
    _ask(store, job.post, reaction, opposite[reaction], now, now)


def drop(store: AccountStore, job: Job) -> None:
    """Give up a reaction, and show what is true without it; needs a transaction."""
    assert job.post is not None
    store.outbox.remove(job.id)
    _show_what_is_left(store, job.post, REACTION_OF[job.kind])


def delivered(store: AccountStore, job: Job) -> None:
    """The server took it: from now on it has what was wished for; needs a transaction."""
    assert job.post is not None
    reaction = REACTION_OF[job.kind]
    store.outbox.finish(job.id)
    store.reactions.fold(job.post, reaction, job.kind in REACTING.values())
    _show_what_is_left(store, job.post, reaction)


def refused(store: AccountStore, job: Job, problem: Problem) -> None:
    """The server will not have it: what was true before shows again, and it is said why; needs a transaction.

    Somebody who has asked for the opposite since, or deleted the post, need not know.
    """
    assert job.post is not None
    drop(store, job)
    if store.posts.remote_id(job.post) is None:
        return
    if not _jobs(store, job.post, REACTION_OF[job.kind]):
        store.status.notice(problem, job.kind)
    if problem.kind is ProblemKind.NOT_FOUND:
        store.posts.take_away(job.post)


def _ask(
    store: AccountStore, post: PostKey, reaction: Reaction, kind: JobKind, now: datetime, not_before: datetime
) -> JobId | None:
    with store.durable_transaction():
        if store.posts.remote_id(post) is None:
            raise ValueError("only a post that the server has")
        jobs = _jobs(store, post, reaction)
        if jobs and jobs[-1].kind is kind:
            return jobs[-1].id
        may_have_arrived = _forget_what_waits(store, jobs)
        jobs = _jobs(store, post, reaction)
        if jobs:
            # Being sent, or unsure: the last one decides what the server has in the end.
            is_done = jobs[-1].kind is kind
        else:
            is_done = not may_have_arrived and store.reactions.server_has(post, reaction) is (kind in REACTING.values())
        job = None
        if not is_done:
            queue = reaction_queue(post, reaction)
            job = store.outbox.add(queue=queue, kind=kind, created_at=now, not_before=not_before, post=post)
        _show_what_is_left(store, post, reaction)
        return job


def _forget_what_waits(store: AccountStore, jobs: list[Job]) -> bool:
    """Whether something of it may have reached the server all the same: a try that failed may have been heard."""
    waiting = [job for job in jobs if job.state is JobState.WAITING]
    for job in waiting:
        store.outbox.remove(job.id)
    return any(job.tries for job in waiting)


def _show_what_is_left(store: AccountStore, post: PostKey, reaction: Reaction) -> None:
    jobs = _jobs(store, post, reaction)
    store.reactions.wish(post, reaction, (jobs[-1].kind in REACTING.values()) if jobs else None)


def _jobs(store: AccountStore, post: PostKey, reaction: Reaction) -> list[Job]:
    return [job for job in store.outbox.about_post(post) if REACTION_OF.get(job.kind) is reaction]

"""Second thoughts: undo what is not sent, and decide about what was refused or is unsure."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.commands import reacting
from microblog_desktop.commands.posting import edit_draft, forget_post
from microblog_desktop.domain.ids import JobId, PostKey
from microblog_desktop.domain.outbox import REACTION_OF, Job, JobKind, JobState
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.rows import Draft


def undo(store: AccountStore, job: JobId, *, now: datetime) -> Draft | None:
    """Take back what was not sent; its text stands in its draft again, before what was typed since.

    None if there is no text to give back: it was a deletion or a reaction, or it is too late.
    """
    with store.durable_transaction():
        found = store.outbox.get(job)
        if found is None or found.state is not JobState.WAITING:
            return None
        if found.kind in REACTION_OF:
            reacting.take_back(store, found, now=now)
            return None
        draft = _back_to_draft(store, found, found.draft, now) if found.body and found.draft else None
        _drop(store, found)
        return draft


def try_again(store: AccountStore, job: JobId, *, now: datetime) -> None:
    """Deliver a refused, unsure or backed-off job now; what is unsure is asked for first."""
    with store.durable_transaction():
        store.outbox.retry(job, now)


def discard(store: AccountStore, job: JobId) -> bool:
    """Give up a job and what it would have done; False if it is being sent right now."""
    with store.durable_transaction():
        found = store.outbox.get(job)
        if found is None or found.state is JobState.SENDING:
            return False
        _drop(store, found)
        return True


def take_back_for_edit(store: AccountStore, job: JobId, draft_name: str, *, now: datetime) -> bool:
    """Give up a job and put its text in a draft; False if it is being sent right now."""
    with store.durable_transaction():
        found = store.outbox.get(job)
        if found is None or found.state is JobState.SENDING:
            return False
        _back_to_draft(store, found, draft_name, now)
        _drop(store, found)
        return True


def _back_to_draft(store: AccountStore, job: Job, name: str, now: datetime) -> Draft | None:
    standing = store.drafts.get(name)
    body = job.body if standing is None or not standing.body.strip() else f"{job.body}\n\n{standing.body}"
    reply_to: PostKey | None = None
    if job.kind is JobKind.CREATE_POST and job.post is not None and not _was_refused_for_its_parent(job):
        reply_to = store.posts.reply_to(job.post)
    if reply_to is None and standing is not None:
        reply_to = standing.reply_to
    store.drafts.save(name, body, reply_to, now)
    return store.drafts.get(name)


def _was_refused_for_its_parent(job: Job) -> bool:
    """What answers a post that is gone can only be sent as a post of its own."""
    problem = job.problem
    return problem is not None and (problem.kind is ProblemKind.NOT_FOUND or bool(problem.field("reply_to")))


def _drop(store: AccountStore, job: Job) -> None:
    """Remove a job, and make the screen show what is true without it."""
    if job.kind is JobKind.CREATE_POST and job.post is not None:
        store.drafts.clear(edit_draft(job.post))
        forget_post(store, job.post)
        return
    if job.kind in REACTION_OF:
        reacting.drop(store, job)
        return
    store.outbox.remove(job.id)
    if job.kind is JobKind.EDIT_POST and job.post is not None:
        others = [other for other in store.outbox.about_post(job.post) if other.kind is JobKind.EDIT_POST]
        store.posts.set_pending_edit(job.post, others[-1].body if others else None)
    elif job.kind is JobKind.SEND_MESSAGE and job.message is not None:
        store.messages.remove(job.message)
    elif job.kind is JobKind.DELETE_MESSAGE and job.message is not None:
        store.messages.show_again(job.message)

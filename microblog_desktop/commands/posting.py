"""Write, change and delete posts. Sync delivers; nothing here waits for the network."""

from __future__ import annotations

from datetime import datetime, timedelta

from microblog_desktop.domain.ids import HOME, PostKey
from microblog_desktop.domain.outbox import POSTS_QUEUE, Job, JobKind, JobState
from microblog_desktop.store.account_store import AccountStore

SETTLED = (JobState.WAITING, JobState.REFUSED)
"""The server surely does not have what such a job brings."""


def publish(
    store: AccountStore, body: str, *, now: datetime, undo_s: float, draft: str, reply_to: PostKey | None = None
) -> PostKey:
    """Post `body`: the post, its job and the cleared draft are one durable commit."""
    body = _text(body)
    with store.durable_transaction():
        post = store.posts.create_local(body, now, reply_to)
        store.timelines.add_local(HOME, post)
        store.outbox.add(
            queue=POSTS_QUEUE,
            kind=JobKind.CREATE_POST,
            created_at=now,
            not_before=now + timedelta(seconds=undo_s),
            body=body,
            post=post,
            draft=draft,
        )
        store.drafts.clear(draft)
    return post


def edit(store: AccountStore, key: PostKey, body: str, *, now: datetime) -> None:
    """Change a post of mine; one that the server does not have yet is changed in its job."""
    body = _text(body)
    with store.durable_transaction():
        jobs = store.outbox.about_post(key)
        creation = _settled(jobs, JobKind.CREATE_POST)
        earlier = _settled(jobs, JobKind.EDIT_POST)
        if creation is not None:
            store.posts.set_body(key, body)
            store.outbox.set_body(creation.id, body)
            if creation.tries:
                # It was refused or failed; the undo time of a post that was never tried goes on.
                store.outbox.retry(creation.id, now)
        else:
            store.posts.set_pending_edit(key, body)
            if earlier is not None:
                store.outbox.remove(earlier.id)
            store.outbox.add(
                queue=POSTS_QUEUE,
                kind=JobKind.EDIT_POST,
                created_at=now,
                not_before=now,
                body=body,
                post=key,
                draft=edit_draft(key),
            )
        store.drafts.clear(edit_draft(key))


def delete(store: AccountStore, key: PostKey, *, now: datetime, undo_s: float) -> None:
    """Delete a post of mine; one that the server does not have yet is just forgotten."""
    with store.durable_transaction():
        jobs = store.outbox.about_post(key)
        is_unsent = _settled(jobs, JobKind.CREATE_POST) is not None
        for job in jobs:
            # Reactions go with the post, and stay if the deletion is taken back.
            if job.kind in (JobKind.EDIT_POST, JobKind.DELETE_POST) and job.state is not JobState.SENDING:
                store.outbox.remove(job.id)
        store.drafts.clear(edit_draft(key))
        if is_unsent:
            forget_post(store, key)
            return
        # It stays in sight until it is gone at the server: there one reads how it goes, and takes it back.
        if not any(job.kind is JobKind.EDIT_POST and job.state is JobState.SENDING for job in jobs):
            store.posts.set_pending_edit(key, None)
        store.outbox.add(
            queue=POSTS_QUEUE,
            kind=JobKind.DELETE_POST,
            created_at=now,
            not_before=now + timedelta(seconds=undo_s),
            post=key,
        )


def edit_draft(key: PostKey) -> str:
    """The name of the draft of an edit."""
    return f"edit:{key}"


def forget_post(store: AccountStore, key: PostKey) -> None:
    """Remove a post that was never delivered, with every job about it; needs a transaction."""
    for job in store.outbox.about_post(key):
        store.outbox.remove(job.id)
    store.posts.remove(key)


def _settled(jobs: list[Job], kind: JobKind) -> Job | None:
    return next((job for job in jobs if job.kind is kind and job.state in SETTLED), None)


def _text(body: str) -> str:
    text = body.rstrip()
    if not text:
        raise ValueError("nothing to post")
    return text

"""Deliver one job. What the server answers is written by the caller, in one transaction with the end of the job."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import assert_never

from microblog_desktop.api.errors import BadAnswer, Conflict, NotFound
from microblog_desktop.api.server import Server
from microblog_desktop.commands import reacting
from microblog_desktop.domain.ids import PersonId, PostId
from microblog_desktop.domain.inbox.message import Message
from microblog_desktop.domain.outbox import REACTION_OF, Job, JobKind, JobState
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.domain.server import Capability
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.sync.outbox.resolution import delivered_message, delivered_post

Settle = Callable[[], None]

# The API keeps keys for seven days; the last one is left for clocks that differ.
_KEYS_LIVE = timedelta(days=6)


async def deliver(job: Job, server: Server, store: AccountStore, now: datetime) -> Settle:
    """Ask the server; the result writes the answer into the store. Raises `ApiError`."""
    match job.kind:
        case JobKind.CREATE_POST:
            return await _create_post(job, server, store, now)
        case JobKind.EDIT_POST:
            return await _edit_post(job, server, store)
        case JobKind.DELETE_POST:
            return await _delete_post(job, server, store)
        case JobKind.SEND_MESSAGE:
            return await _send_message(job, server, store, now)
        case JobKind.DELETE_MESSAGE:
            return await _delete_message(job, server, store)
        case JobKind.FOLLOW | JobKind.UNFOLLOW:
            return await _follow_or_unfollow(job, server, store)
        case JobKind.LIKE | JobKind.REPOST | JobKind.BOOKMARK:
            return await _react(job, server, store)
        case JobKind.UNLIKE | JobKind.UNREPOST | JobKind.UNBOOKMARK:
            return await _unreact(job, server, store)
        case _:
            assert_never(job.kind)


async def _create_post(job: Job, server: Server, store: AccountStore, now: datetime) -> Settle:
    assert job.post is not None
    post: Post | None = None
    if _must_look_first(job, server, now):
        post = await delivered_post(job, server, store)
    if post is None:
        reply_to = store.posts.reply_target(job.post)
        post = await server.create_post(job.body, reply_to=reply_to, idempotency_key=job.idempotency_key)
    return functools.partial(store.posts.adopt, job.post, post)


async def _send_message(job: Job, server: Server, store: AccountStore, now: datetime) -> Settle:
    assert job.message is not None
    assert job.person is not None
    message: Message | None = None
    if _must_look_first(job, server, now):
        message = await delivered_message(job, server, store)
    if message is None:
        message = await server.send_message(job.person, job.body, idempotency_key=job.idempotency_key)
    return functools.partial(store.messages.adopt, job.message, message)


async def _edit_post(job: Job, server: Server, store: AccountStore) -> Settle:
    assert job.post is not None
    key = job.post
    post = await server.edit_post(_remote_id(job, store), job.body)

    def settle() -> None:
        store.posts.save(post)
        store.posts.finish_edit(key, job.body)

    return settle


async def _delete_post(job: Job, server: Server, store: AccountStore) -> Settle:
    assert job.post is not None
    try:
        await server.delete_post(_remote_id(job, store))
    except NotFound:
        # It is gone, which is what was asked for.
        return functools.partial(store.posts.remove, job.post)
    return functools.partial(store.posts.remove, job.post)


async def _delete_message(job: Job, server: Server, store: AccountStore) -> Settle:
    assert job.message is not None
    assert job.person is not None
    id = store.messages.remote_id(job.message)
    if id is not None:
        # One that the server does not know is gone, which is what was asked for.
        with contextlib.suppress(NotFound):
            await server.delete_message(job.person, id)
    return functools.partial(store.messages.remove, job.message)


async def _follow_or_unfollow(job: Job, server: Server, store: AccountStore) -> Settle:
    assert job.person is not None
    follows = job.kind is JobKind.FOLLOW
    try:
        await _set_following(server, job.person, job.kind)
    except Conflict:
        # It is so already.
        return functools.partial(store.people.set_you_follow, job.person, follows)
    except NotFound:
        if follows:
            raise
    return functools.partial(store.people.set_you_follow, job.person, follows)


async def _react(job: Job, server: Server, store: AccountStore) -> Settle:
    try:
        await server.react(_remote_id(job, store), REACTION_OF[job.kind])
    except Conflict:
        # It is so already.
        return functools.partial(reacting.delivered, store, job)
    return functools.partial(reacting.delivered, store, job)


async def _unreact(job: Job, server: Server, store: AccountStore) -> Settle:
    try:
        await server.unreact(_remote_id(job, store), REACTION_OF[job.kind])
    except (NotFound, Conflict):
        # The reaction is gone, or the post with it: either is what was asked for.
        return functools.partial(reacting.delivered, store, job)
    return functools.partial(reacting.delivered, store, job)


async def _set_following(server: Server, person: PersonId, kind: JobKind) -> None:
    if kind is JobKind.FOLLOW:
        await server.follow(person)
    else:
        await server.unfollow(person)


def _must_look_first(job: Job, server: Server, now: datetime) -> bool:
    """Whether an earlier try may have arrived and the server would not know the key again."""
    if job.state is not JobState.UNSURE:
        return False
    is_key_alive = job.tried_at is None or now - job.tried_at < _KEYS_LIVE
    return not (server.description.can(Capability.IDEMPOTENCY) and is_key_alive)


def _remote_id(job: Job, store: AccountStore) -> PostId:
    assert job.post is not None
    found = store.posts.remote_id(job.post)
    if found is None:
        raise BadAnswer("a post that the server has not named")
    return found

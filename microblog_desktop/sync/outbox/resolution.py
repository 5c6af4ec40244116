"""Find out whether an unanswered try arrived, on a server that does not know our key again.

What we look for has our text, is younger than the try, and is not a post or
message that another of our rows became. The latter shows in the keys: rows
grow, so a row that a page brought after the try has a greater key than ours,
and one that was written here and delivered before has a smaller one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from microblog_desktop.api.server import PAGE_LENGTH, Server
from microblog_desktop.api.wire.values import clean_body
from microblog_desktop.domain.inbox.message import Message
from microblog_desktop.domain.outbox import Job
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.store.account_store import AccountStore

# Clocks are compared through the `Date` of an answer, which is cut to seconds and travels for a while.
_ALLOWANCE = timedelta(minutes=2)


async def delivered_post(job: Job, server: Server, store: AccountStore) -> Post | None:
    """The post that an earlier try made; None if none arrived."""
    posts = await server.newest_posts_of(store.me, PAGE_LENGTH)
    for post in _oldest_first(posts):
        if _is_of(job, post.body, post.created_at, server):
            row = store.posts.by_remote(post.id)
            if row is None or (job.post is not None and row > job.post):
                return post
    return None


async def delivered_message(job: Job, server: Server, store: AccountStore) -> Message | None:
    """The message that an earlier try sent; None if none arrived."""
    assert job.person is not None
    page = await server.messages(job.person)
    mine = (message for message in page.messages if message.sender_id == store.me)
    for message in reversed(tuple(mine)):
        if _is_of(job, message.body, message.created_at, server):
            row = store.messages.by_remote(message.id)
            if row is None or (job.message is not None and row > job.message):
                return message
    return None


def _is_of(job: Job, body: str, created_at: datetime, server: Server) -> bool:
    tried_at = job.tried_at or job.created_at
    is_younger = created_at >= tried_at + server.clock_offset - _ALLOWANCE
    return is_younger and clean_body(body).strip() == clean_body(job.body).strip()


def _oldest_first(posts: Iterable[Post]) -> list[Post]:
    return sorted(posts, key=lambda post: post.created_at)

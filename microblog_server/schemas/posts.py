"""Posts on the wire, alone and in timelines."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from microblog_server import text
from microblog_server.schemas.people import Author, author
from microblog_server.schemas.wire import Incoming, Outgoing, RowId, Time
from microblog_server.services.postings import PostView
from microblog_server.services.posts import Thread
from microblog_server.services.timelines import TimelineEntry
from microblog_server.translation.translating import PostTranslation

PostBody = Annotated[str, AfterValidator(lambda value: text.body(value, text.POST_LIMIT))]


class NewPost(Incoming):
    body: PostBody
    reply_to: RowId | None = None


class PostChange(Incoming):
    body: PostBody


class PostCounts(Outgoing):
    replies: int
    likes: int
    reposts: int


class Mine(Outgoing):
    """What the reader has done with the post."""

    liked: bool
    reposted: bool
    bookmarked: bool


class PostLinks(Outgoing):
    self_: str = Field(serialization_alias="self")
    author: str
    thread: str


class PostOut(Outgoing):
    """`body` is plain text; `reply_to` is null also when the post it answered was deleted."""

    id: int
    body: str
    created_at: Time
    edited_at: Time | None
    language: str | None
    author: Author
    reply_to: int | None
    reply_to_author: str | None
    counts: PostCounts
    mine: Mine
    links: PostLinks = Field(serialization_alias="_links")


class EntryOut(PostOut):
    """A post in a timeline. `order` sorts as the server does, as text; `cursor` is the place of the entry.

    The same post may come as several entries: its author's, and one for each repost.
    """

    entry_id: str
    cursor: str
    order: str
    reposted_by: Author | None


class TranslationOut(Outgoing):
    """What a post says in the language `to`, translated by `provider`."""

    text: str
    from_: str = Field(serialization_alias="from")
    to: str
    provider: str


class ThreadOut(Outgoing):
    """What the post answers, from the first on; and what answers it, oldest first."""

    ancestors: list[PostOut]
    post: PostOut
    replies: list[PostOut]


def post_out(view: PostView) -> PostOut:
    post = view.post
    return PostOut(
        id=post.id,
        body=post.body,
        created_at=post.created_at,
        edited_at=post.edited_at,
        language=post.language,
        author=author(view.author),
        reply_to=post.reply_to_id,
        reply_to_author=view.reply_to_author,
        counts=PostCounts(replies=post.reply_count, likes=post.like_count, reposts=post.repost_count),
        mine=Mine(liked=view.is_liked, reposted=view.is_reposted, bookmarked=view.is_bookmarked),
        links=PostLinks(
            self_=f"/api/posts/{post.id}", author=f"/api/users/{post.author_id}", thread=f"/api/posts/{post.id}/thread"
        ),
    )


def entry_out(entry: TimelineEntry, prefix: str = "e") -> EntryOut:
    """`prefix` keeps the ids of entries of different lists apart."""
    place = entry.position
    return EntryOut(
        entry_id=f"{prefix}{place.id}",
        cursor=place.cursor,
        order=place.order,
        reposted_by=author(entry.reposted_by) if entry.reposted_by else None,
        **dict(post_out(entry.view)),
    )


def thread_out(thread: Thread) -> ThreadOut:
    return ThreadOut(
        ancestors=[post_out(view) for view in thread.ancestors],
        post=post_out(thread.post),
        replies=[post_out(view) for view in thread.replies],
    )


def translation_out(made: PostTranslation) -> TranslationOut:
    return TranslationOut(text=made.text, from_=made.source, to=made.target, provider=made.provider)

"""Pages of a timeline as a server tells them."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.ids import PersonId, TimelineKey
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.domain.values import dataclass


class OpenAt(Enum):
    """Where a timeline opens."""

    PLACE = "place"  # where the person stopped reading
    NEWEST = "newest"


LIKES = TimelineKey("likes")
"""What one likes oneself."""

_POSTS, _REPLIES = "posts:", "replies:"


def posts_of(person: PersonId) -> TimelineKey:
    """What somebody wrote and reposted, without their answers."""
    return TimelineKey(_POSTS + person)


def replies_of(person: PersonId) -> TimelineKey:
    """What somebody answered."""
    return TimelineKey(_REPLIES + person)


def whose_posts(key: TimelineKey) -> PersonId | None:
    """The person of `posts_of`; None for another timeline."""
    return PersonId(key.removeprefix(_POSTS)) if key.startswith(_POSTS) else None


def whose_replies(key: TimelineKey) -> PersonId | None:
    """The person of `replies_of`; None for another timeline."""
    return PersonId(key.removeprefix(_REPLIES)) if key.startswith(_REPLIES) else None


@dataclass(frozen=True, slots=True)
class RemoteEntry:
    """One place in a timeline: a post, or somebody's repost of it.

    `entry_id` names the place (the same post can stand in a timeline twice,
    as itself and as a repost). `order` sorts as text exactly as the server
    sorts, newest greatest, no two alike. `cursor` asks for what is next to it,
    on either side.
    """

    entry_id: str
    order: str
    cursor: str
    post: Post
    reposted_by: Person | None = None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A run of neighbouring entries, newest first, nothing missing between them.

    `has_more` says whether the server has more on the side that was asked for:
    older for `newest` and `before`, newer for `after`. `asked_at` is as in `Post`.
    """

    entries: tuple[RemoteEntry, ...]
    has_more: bool
    asked_at: int | None = None


class GapSide(Enum):
    """From which end a gap is filled."""

    TOP = "top"  # the missing entries that are next to the newer ones
    BOTTOM = "bottom"  # those next to the older ones

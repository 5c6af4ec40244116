"""What a person asked of the server and we have not delivered yet.

    waiting ──claim──▶ sending ──▶ gone (the row is removed)
       ▲                  │
       │                  ├──▶ unsure  (no answer came: ask before sending again)
       └──back-off────────┤
                          └──▶ refused (the text stays for edit or discard)

`sending` found at start is `unsure`: we died between asking and hearing.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from microblog_desktop.domain.ids import JobId, MessageKey, PersonId, PostKey
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.problem import Problem
from microblog_desktop.domain.values import dataclass


class JobKind(Enum):
    CREATE_POST = "create_post"
    EDIT_POST = "edit_post"
    DELETE_POST = "delete_post"
    SEND_MESSAGE = "send_message"
    DELETE_MESSAGE = "delete_message"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    LIKE = "like"
    UNLIKE = "unlike"
    REPOST = "repost"
    UNREPOST = "unrepost"
    BOOKMARK = "bookmark"
    UNBOOKMARK = "unbookmark"


class JobState(Enum):
    WAITING = "waiting"
    SENDING = "sending"
    UNSURE = "unsure"
    REFUSED = "refused"


POSTS_QUEUE = "posts"
PEOPLE_QUEUE = "people"
REACTIONS_QUEUE = "reactions"

REACTING = {
    Reaction.LIKE: JobKind.LIKE,
    Reaction.REPOST: JobKind.REPOST,
    Reaction.BOOKMARK: JobKind.BOOKMARK,
}
TAKING_BACK = {
    Reaction.LIKE: JobKind.UNLIKE,
    Reaction.REPOST: JobKind.UNREPOST,
    Reaction.BOOKMARK: JobKind.UNBOOKMARK,
}
REACTION_OF = {kind: reaction for kinds in (REACTING, TAKING_BACK) for reaction, kind in kinds.items()}


def conversation_queue(person: PersonId) -> str:
    """The queue that keeps the messages to one person in order."""
    return f"conversation:{person}"


def message_queue(message: MessageKey) -> str:
    """A queue of its own: whether one message goes holds up no other."""
    return f"message:{message}"


def reaction_queue(post: PostKey, reaction: Reaction) -> str:
    """A queue of its own for each: what is tried again later holds up nothing but its own opposite."""
    return f"{REACTIONS_QUEUE}:{post}:{reaction.value}"


@dataclass(frozen=True, slots=True)
class Job:
    """One entry of the outbox.

    Exactly one of `post`, `message`, `person` names what it is about.
    `idempotency_key` is made with the job and lives with it. `not_before` ends
    the undo time; `next_try_at` is set by back-off; `tried_at` is when the last
    request was begun whose answer we do not know. `body` is the text to deliver
    (create, edit, send); `draft` names the composer it came from.
    """

    id: JobId
    queue: str
    kind: JobKind
    state: JobState
    idempotency_key: str
    created_at: datetime
    not_before: datetime
    body: str = ""
    post: PostKey | None = None
    message: MessageKey | None = None
    person: PersonId | None = None
    tries: int = 0
    tried_at: datetime | None = None
    next_try_at: datetime | None = None
    problem: Problem | None = None
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a local post, edit or message stands on its way to the server."""

    job: JobId
    kind: JobKind
    state: JobState
    not_before: datetime
    problem: Problem | None = None

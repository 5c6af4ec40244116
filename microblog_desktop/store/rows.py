"""What the store hands out: frozen rows, ready to be shown."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from microblog_desktop.domain.ids import EntryKey, MessageId, MessageKey, NotificationKey, PersonId, PostId, PostKey
from microblog_desktop.domain.outbox import Delivery
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem
from microblog_desktop.domain.values import dataclass

if TYPE_CHECKING:
    from microblog_desktop.domain.inbox.notification import NotificationKind


@dataclass(frozen=True, slots=True)
class StoredTranslation:
    """A translation that stands under its post."""

    text: str
    source: str
    target: str
    provider: str


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post as it stands here: `body` shows an edit that is still on its way.

    `reply_to_author` is a user name. `remote_id` is None until it is delivered.
    `liked`, `reposted`, `bookmarked` and the counts show what is on its way too.
    `reply_to` is the post that it answers, if that is known here.
    `opened` is how many times more of its text was wanted.
    `wanted_translation` is the language that somebody wants it in; `translation`
    is None until that is here.
    """

    key: PostKey
    remote_id: PostId | None
    author: Person
    body: str
    created_at: datetime
    edited_at: datetime | None
    language: str | None
    reply_to_author: str | None
    replies: int
    likes: int
    reposts: int
    liked: bool
    reposted: bool
    bookmarked: bool
    url: str | None
    is_mine: bool
    delivery: Delivery | None
    reply_to: PostKey | None = None
    wanted_translation: str | None = None
    translation: StoredTranslation | None = None
    opened: int = 0


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One row of a thread. `depth` is 0 for the post that it was opened for (`is_focus`) and for what that answers,
    1 for what answers it, and so on."""

    post: StoredPost
    depth: int
    is_focus: bool


@dataclass(frozen=True, slots=True)
class GapState:
    """A hole that the server can fill: whether it is being filled, or why that failed.

    `newer_at` and `older_at` are the times of the posts on its two sides, as far as they are known.
    """

    key: EntryKey | MessageKey | NotificationKey
    is_filling: bool
    problem: Problem | None
    newer_at: datetime | None = None
    older_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One row of a timeline: a post, or a gap."""

    key: EntryKey
    order: str
    post: StoredPost | None
    reposted_by: Person | None
    gap: GapState | None


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """Where somebody stopped reading: an entry, and how far above the upper edge it begins.

    Where that edge cuts a text, `character` begins a line of it, and it is this line that begins there.
    In a conversation it is a message, and how far below the lower edge it ends.
    """

    entry: EntryKey
    order: str
    offset_px: int
    character: int = -1


@dataclass(frozen=True, slots=True)
class ReadingMark:
    """A line between what was seen, up to `order`, and what came after somebody left."""

    order: str
    left_at: datetime


@dataclass(frozen=True, slots=True)
class ReadUpTo:
    """The newest place that was ever in view, and when somebody last looked.

    `mark` is set if they left a line behind above which they had read nothing.
    """

    order: str
    left_at: datetime
    mark: ReadingMark | None


@dataclass(frozen=True, slots=True)
class StoredConversation:
    """One conversation by its latest message, delivered or not."""

    person: Person
    latest_body: str
    latest_at: datetime
    latest_is_mine: bool
    unread: int
    delivery: Delivery | None


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """One row of a conversation: a message, or a gap (then only `key`, `person` and `gap` mean anything)."""

    key: MessageKey
    remote_id: MessageId | None
    person: PersonId
    is_mine: bool
    body: str
    created_at: datetime
    delivery: Delivery | None
    is_read_by_other: bool
    gap: GapState | None


@dataclass(frozen=True, slots=True)
class StoredNotification:
    """One row of the notifications; of a gap only `key`, `created_at` and `gap` mean anything."""

    key: NotificationKey
    kind: NotificationKind | None
    actor: Person | None
    post: StoredPost | None
    created_at: datetime
    is_read: bool
    gap: GapState | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was not sent."""

    name: str
    body: str
    reply_to: PostKey | None
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class OutboxSummary:
    """How many jobs stand where; each number stops at 1000."""

    waiting: int
    unsure: int
    refused: int


@dataclass(frozen=True, slots=True)
class CachedPicture:
    """A picture on the disk."""

    url: str
    path: Path
    etag: str | None
    fetched_at: datetime
    size: int

"""What the client can ask of a server, whatever kind of server it is.

Every call raises `ApiError` and nothing else. A call that the server does not
offer raises `NotOffered` without asking.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Protocol

from microblog_desktop.domain.event import LiveEvent
from microblog_desktop.domain.export import RemoteExport
from microblog_desktop.domain.ids import MessageId, NotificationId, PersonId, PostId, TimelineKey
from microblog_desktop.domain.inbox.message import ConversationPage, Message, MessagePage, UnreadCounts
from microblog_desktop.domain.inbox.notification import NotificationPage
from microblog_desktop.domain.people.lists import ProfileChange, Suggestion, Trend
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post, Reaction, Thread
from microblog_desktop.domain.posts.timeline import TimelinePage
from microblog_desktop.domain.posts.translation import Translation
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import ServerDescription
from microblog_desktop.domain.values import dataclass

PAGE_LENGTH = 50
PICTURE_LIMIT_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A token and whose it is."""

    token: Secret
    person: Person


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """People in the server's order; `page` counts from 1."""

    people: tuple[Person, ...]
    has_more: bool
    total: int | None = None


@dataclass(frozen=True, slots=True)
class FoundPosts:
    """Posts that a search found, best first; `older` is the cursor of what follows, None at the end."""

    posts: tuple[Post, ...]
    older: str | None


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """People that a search found, best first."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An undecoded picture; `etag` is asked with next time."""

    data: bytes
    etag: str | None


class Server(Protocol):
    """One server, as one person (or nobody yet) uses it."""

    @property
    def description(self) -> ServerDescription: ...

    @property
    def clock_offset(self) -> timedelta:
        """How far the server's clock is ahead of ours, as its last answer showed."""

    async def ping(self) -> None:
        """Return if the server answers at all."""

    async def sign_in(self, username: str, password: Secret) -> SignedIn: ...

    async def register(self, username: str, email: str, password: Secret) -> Person: ...

    async def sign_out(self) -> None:
        """End the token that this server object was made with."""

    async def me(self) -> Person: ...

    async def timeline(
        self, key: TimelineKey, *, before: str | None = None, after: str | None = None, limit: int = PAGE_LENGTH
    ) -> TimelinePage: ...

    async def create_post(self, body: str, *, reply_to: PostId | None, idempotency_key: str) -> Post: ...

    async def edit_post(self, id: PostId, body: str) -> Post: ...

    async def delete_post(self, id: PostId) -> None: ...

    async def post(self, id: PostId) -> Post: ...

    async def thread(self, id: PostId) -> Thread: ...

    async def react(self, id: PostId, reaction: Reaction) -> None: ...

    async def unreact(self, id: PostId, reaction: Reaction) -> None: ...

    async def translation(self, id: PostId, to: str) -> Translation:
        """What a post says in the language `to`, a code of `description.languages`."""

    async def newest_posts_of(self, person: PersonId, limit: int) -> tuple[Post, ...]: ...

    async def conversations(self, *, before: str | None = None, limit: int = PAGE_LENGTH) -> ConversationPage: ...

    async def messages(
        self, person: PersonId, *, before: str | None = None, after: str | None = None, limit: int = PAGE_LENGTH
    ) -> MessagePage: ...

    async def send_message(self, person: PersonId, body: str, *, idempotency_key: str) -> Message: ...

    async def mark_read(self, person: PersonId, up_to: MessageId) -> None: ...

    async def delete_message(self, person: PersonId, id: MessageId) -> None:
        """For oneself; the other person keeps it."""

    async def notifications(
        self, *, before: str | None = None, after: str | None = None, limit: int = PAGE_LENGTH
    ) -> NotificationPage: ...

    async def mark_notifications_read(self, up_to: NotificationId) -> None: ...

    async def counts(self) -> UnreadCounts: ...

    async def start_export(self, *, idempotency_key: str) -> RemoteExport:
        """Have everything the person wrote put into a file; while one is being made, it is that one."""

    async def export(self, id: str) -> RemoteExport: ...

    def export_file(self, id: str) -> AsyncGenerator[bytes, None]:
        """A ZIP with one JSON list in each file, one row on each line. Close it (`aclosing`)."""

    async def people(self, page: int) -> PeoplePage: ...

    async def person(self, id: PersonId) -> Person: ...

    async def person_by_username(self, username: str) -> Person | None: ...

    async def followers(self, id: PersonId, page: int) -> PeoplePage: ...

    async def following(self, id: PersonId, page: int) -> PeoplePage: ...

    async def search_posts(self, typed: str, before: str | None = None) -> FoundPosts:
        """What somebody typed, as they typed it; `before` is `FoundPosts.older` of the page above."""

    async def search_people(self, typed: str) -> FoundPeople: ...

    async def suggestions(self) -> tuple[Suggestion, ...]:
        """Whom one might follow, the likeliest first."""

    async def trends(self) -> tuple[Trend, ...]:
        """The tags of the day, the strongest first."""

    async def change_profile(self, me: PersonId, change: ProfileChange) -> Person:
        """What the server made of it. What it does not take it says field by field (`Refused`)."""

    async def change_password(self, current: Secret, new: Secret) -> None:
        """Ends every other sign-in."""

    async def put_avatar(self, image: bytes) -> Person:
        """`image` is a file of any usual kind."""

    async def remove_avatar(self) -> None: ...

    async def ask_password_reset(self, email: str) -> None:
        """Needs no sign-in; the answer is the same whether or not somebody has this address."""

    async def reset_password(self, token: str, new: Secret) -> None:
        """Needs no sign-in but the token that was mailed."""

    async def follow(self, id: PersonId) -> None: ...

    async def unfollow(self, id: PersonId) -> None: ...

    async def picture(self, url: str, etag: str | None) -> Picture | None:
        """A picture from anywhere (the token goes along only to this server); `None`: as before."""

    def events(self, last_id: str | None) -> AsyncGenerator[LiveEvent, None]:
        """What happens from `last_id` on, or from now; `OPENED` comes first. It ends when the server ends it, and
        raises `ApiError` when it is cut or falls silent. Close it (`aclosing`)."""

    async def aclose(self) -> None: ...

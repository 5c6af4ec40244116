"""Wire structures as domain objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from microblog_desktop.api.addresses import resolve
from microblog_desktop.api.errors import BadAnswer, NotSent
from microblog_desktop.api.wire.structures import (
    ConversationsWire,
    ConversationWire,
    Id,
    MessagesWire,
    MessageWire,
    NotificationsWire,
    NotificationWire,
    PersonWire,
    PostsWire,
    PostWire,
    ThreadWire,
    TranslationWire,
)
from microblog_desktop.api.wire.values import (
    clean_body,
    clean_name,
    read_count,
    read_id,
    read_optional_time,
    read_place,
    read_time,
)
from microblog_desktop.domain.ids import MessageId, NotificationId, PersonId, PostId
from microblog_desktop.domain.inbox.message import Conversation, ConversationPage, Message, MessagePage
from microblog_desktop.domain.inbox.notification import Notification, NotificationKind, NotificationPage
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post, Thread
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage
from microblog_desktop.domain.posts.translation import Translation
from microblog_desktop.domain.rules.links import post_link

_KINDS = {kind.value: kind for kind in NotificationKind}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Reader:
    """Reads what one server sent; `base_url` makes its relative links whole, `asked_at` is as in `Post`."""

    def __init__(self, base_url: str, asked_at: int | None = None) -> None:
        self._base_url = base_url
        self._asked_at = asked_at

    def person(self, wire: PersonWire) -> Person:
        id = read_id(wire.id)
        return Person(
            id=PersonId(id),
            username=clean_name(wire.username) or id,
            name=clean_name(wire.name or ""),
            avatar_url=self._link(wire.avatar or (wire.links.avatar if wire.links else None)),
            about_me=None if wire.about_me is None else clean_body(wire.about_me),
            posts=read_count(wire.post_count),
            followers=read_count(wire.follower_count),
            following=read_count(wire.following_count),
            created_at=read_optional_time(wire.created_at),
            last_seen=read_optional_time(wire.last_seen),
            you_follow=wire.you_follow,
            follows_you=wire.follows_you,
            email=clean_name(wire.email) if wire.email else None,
        )

    def people(self, wires: Sequence[PersonWire]) -> tuple[Person, ...]:
        return tuple(self.person(wire) for wire in wires)

    def post(self, wire: PostWire) -> Post:
        counts, mine = wire.counts, wire.mine
        answered = wire.reply_to_author
        id = PostId(read_id(wire.id))
        return Post(
            id=id,
            author=self.person(wire.author),
            body=clean_body(wire.body),
            created_at=read_time(wire.created_at),
            edited_at=read_optional_time(wire.edited_at),
            language=wire.language,
            reply_to=None if wire.reply_to is None else PostId(read_id(wire.reply_to)),
            reply_to_author=clean_name(answered.username if isinstance(answered, PersonWire) else answered or "")
            or None,
            replies=(read_count(counts.replies) or 0) if counts else 0,
            likes=(read_count(counts.likes) or 0) if counts else 0,
            reposts=(read_count(counts.reposts) or 0) if counts else 0,
            liked=bool(mine and mine.liked),
            reposted=bool(mine and mine.reposted),
            bookmarked=bool(mine and mine.bookmarked),
            # The server has no page for people: the address of its API would say nothing to them.
            url=post_link(self._base_url, id),
            asked_at=self._asked_at,
        )

    def timeline(self, wire: PostsWire) -> TimelinePage:
        """A page as sent, each entry once."""
        entries: dict[str, RemoteEntry] = {}
        for item in wire.items:
            entry = self._entry(item)
            entries.setdefault(entry.entry_id, entry)
        newest_first = sorted(entries.values(), key=lambda entry: entry.order, reverse=True)
        has_more = bool(wire.meta and wire.meta.has_more)
        return TimelinePage(tuple(newest_first), has_more=has_more, asked_at=self._asked_at)

    def thread(self, wire: ThreadWire) -> Thread:
        """Each post once. Whole, if every post in it has as many answers here as it says to have."""
        post = self.post(wire.post)
        told = {post.id}
        ancestors = self._posts(wire.ancestors, told)
        replies = self._posts(wire.replies, told)
        answers = Counter(reply.reply_to for reply in replies)
        counted = (wire.post, *wire.replies)
        is_counted = all(one.counts is not None and one.counts.replies is not None for one in counted)
        is_whole = is_counted and all(one.replies == answers[one.id] for one in (post, *replies))
        return Thread(ancestors, post, replies, is_whole)

    def translation(self, wire: TranslationWire) -> Translation:
        return Translation(
            text=clean_body(wire.text),
            source=clean_name(wire.source),
            target=clean_name(wire.target),
            provider=clean_name(wire.provider),
        )

    def message(self, wire: MessageWire) -> Message:
        id = read_id(wire.id)
        created_at = read_time(wire.created_at)
        return Message(
            id=MessageId(id),
            sender_id=_party(wire.sender_id, wire.sender),
            recipient_id=_party(wire.recipient_id, wire.recipient),
            body=clean_body(wire.body),
            created_at=created_at,
            order=read_place(wire.order or _order(created_at, id)),
            cursor=read_place(wire.cursor or id),
            read_at=read_optional_time(wire.read_at),
        )

    def messages(self, wire: MessagesWire) -> MessagePage:
        by_id = {message.id: message for message in map(self.message, wire.items)}
        newest_first = sorted(by_id.values(), key=lambda message: message.order, reverse=True)
        read_up_to = wire.meta.read_up_to if wire.meta else None
        return MessagePage(
            tuple(newest_first),
            has_more=bool(wire.meta and wire.meta.has_more),
            read_up_to=None if read_up_to is None else MessageId(read_id(read_up_to)),
        )

    def conversations(self, wire: ConversationsWire) -> ConversationPage:
        has_more = bool(wire.meta and wire.meta.has_more)
        cursor = wire.items[-1].cursor if wire.items and has_more else None
        older = None if cursor is None else read_place(cursor)
        return ConversationPage(tuple(map(self._conversation, wire.items)), has_more=has_more, older=older)

    def notifications(self, wire: NotificationsWire) -> NotificationPage:
        by_id = {one.id: one for one in map(self._notification, wire.items)}
        newest_first = sorted(by_id.values(), key=lambda one: one.order, reverse=True)
        return NotificationPage(tuple(newest_first), has_more=bool(wire.meta and wire.meta.has_more))

    def _notification(self, wire: NotificationWire) -> Notification:
        id = read_id(wire.id)
        created_at = read_time(wire.created_at)
        return Notification(
            id=NotificationId(id),
            kind=_KINDS.get(wire.kind, NotificationKind.OTHER),
            actor=self.person(wire.actor),
            created_at=created_at,
            order=read_place(wire.order or _order(created_at, id)),
            cursor=read_place(wire.cursor or id),
            post=self.post(wire.post) if wire.post else None,
            is_read=wire.read_at is not None,
        )

    def _conversation(self, wire: ConversationWire) -> Conversation:
        return Conversation(self.person(wire.person), self.message(wire.latest), read_count(wire.unread) or 0)

    def _posts(self, wires: Sequence[PostWire], told: set[PostId]) -> tuple[Post, ...]:
        posts = []
        for post in map(self.post, wires):
            if post.id not in told:
                told.add(post.id)
                posts.append(post)
        return tuple(posts)

    def _entry(self, wire: PostWire) -> RemoteEntry:
        post = self.post(wire)
        return RemoteEntry(
            entry_id=read_id(wire.entry_id) if wire.entry_id is not None else post.id,
            order=read_place(wire.order or _order(post.created_at, post.id)),
            cursor=read_place(wire.cursor or post.id),
            post=post,
            reposted_by=self.person(wire.reposted_by) if wire.reposted_by else None,
        )

    def _link(self, link: str | None) -> str | None:
        try:
            return resolve(self._base_url, link) if link else None
        except NotSent:
            return None


def _party(id: Id | None, party: PersonWire | Id | None) -> PersonId:
    named = party.id if isinstance(party, PersonWire) else party
    known = id if id is not None else named
    if known is None:
        raise BadAnswer("a message from or to nobody")
    return PersonId(read_id(known))


def _order(moment: datetime, id: str) -> str:
    """A sort key for servers that send none: by time, then by id, numbers as numbers."""
    return f"{(moment - _EPOCH) // timedelta(microseconds=1):016x}.{id:0>20}"

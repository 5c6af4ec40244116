"""The made-up community as rows of the tables, ids given out in the order of time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from microblog_server.db.models import (
    Base,
    Conversation,
    Entry,
    Follow,
    HomeEntry,
    Message,
    Notification,
    Person,
    Post,
)
from microblog_server.demo.model import Community, DemoPerson
from microblog_server.services.notifications import FOLLOW, MENTION, REPLY
from microblog_server.services.postings import POST
from microblog_server.text import folded, mentioned

# Older notifications have been read.
_UNREAD_FOR = timedelta(hours=20)

Row = dict[str, object]


class CommunityTables:
    """Times count back from `now`."""

    def __init__(self, plan: Community, now: datetime, password_hash: str) -> None:
        self._plan = plan
        self._now = now
        self._password_hash = password_hash
        self._people = {person.username: id for id, person in enumerate(plan.people, start=1)}
        self._posts = {post.key: id for id, post in enumerate(plan.posts, start=1)}
        self._at = {post.key: self._ago(post.seconds_ago) for post in plan.posts}
        self._joined = {one.username: now - timedelta(days=one.joined_days_ago) for one in plan.people}

    def all(self) -> Iterator[tuple[type[Base], list[Row]]]:
        """Each table after those that it refers to."""
        yield Person, self._person_rows()
        yield Follow, list(self._follow_rows())
        yield Post, list(self._post_rows())
        yield Entry, list(self._entry_rows())
        yield HomeEntry, list(self._home_rows())
        yield Message, list(self._message_rows())
        yield Conversation, self._conversation_rows()
        yield Notification, self._notification_rows()

    def _person_rows(self) -> list[Row]:
        posts = Counter(post.author for post in self._plan.posts)
        followers = Counter(follow.followed for follow in self._plan.follows)
        following = Counter(follow.follower for follow in self._plan.follows)
        last_seen = self._joined | {post.author: self._at[post.key] for post in self._plan.posts}

        def row(person: DemoPerson) -> Row:
            name = person.username
            return {
                "id": self._people[name],
                "username": name,
                "username_key": folded(name),
                "email": person.email,
                "email_key": folded(person.email),
                "password_hash": self._password_hash,
                "name": person.name,
                "about_me": person.about_me,
                "created_at": self._joined[name],
                "last_seen": last_seen[name],
                "post_count": posts[name],
                "follower_count": followers[name],
                "following_count": following[name],
            }

        return [row(person) for person in self._plan.people]

    def _follow_rows(self) -> Iterator[Row]:
        for follow in self._plan.follows:
            yield {
                "follower_id": self._people[follow.follower],
                "followed_id": self._people[follow.followed],
                "created_at": self._followed_at(follow.follower, follow.followed),
            }

    def _post_rows(self) -> Iterator[Row]:
        replies = Counter(post.reply_to for post in self._plan.posts)
        threads: dict[str, int] = {}
        for post in self._plan.posts:
            id = self._posts[post.key]
            threads[post.key] = threads[post.reply_to] if post.reply_to else id
            yield {
                "id": id,
                "author_id": self._people[post.author],
                "body": post.body,
                "language": post.language,
                "created_at": self._at[post.key],
                "edited_at": None,
                "reply_to_id": self._posts[post.reply_to] if post.reply_to else None,
                "thread_id": threads[post.key],
                "reply_count": replies[post.key],
            }

    def _entry_rows(self) -> Iterator[Row]:
        for post in self._plan.posts:
            id = self._posts[post.key]
            person = self._people[post.author]
            yield {"id": id, "kind": POST, "post_id": id, "person_id": person, "published_at": self._at[post.key]}

    def _home_rows(self) -> Iterator[Row]:
        readers = {name: [id] for name, id in self._people.items()}
        for follow in self._plan.follows:
            readers[follow.followed].append(self._people[follow.follower])
        for post in self._plan.posts:
            for reader in readers[post.author]:
                yield {"reader_id": reader, "published_at": self._at[post.key], "entry_id": self._posts[post.key]}

    def _message_rows(self) -> Iterator[Row]:
        for id, message in enumerate(self._plan.messages, start=1):
            sender, recipient = self._people[message.sender], self._people[message.recipient]
            sent_at = self._ago(message.seconds_ago)
            yield {
                "id": id,
                "sender_id": sender,
                "recipient_id": recipient,
                "first_id": min(sender, recipient),
                "second_id": max(sender, recipient),
                "body": message.body,
                "created_at": sent_at,
                "read_at": min(sent_at + timedelta(minutes=3), self._now) if message.read else None,
            }

    def _conversation_rows(self) -> list[Row]:
        sides: dict[tuple[int, int], Row] = defaultdict(lambda: {"unread": 0, "read_up_to_id": None})
        for id, message in enumerate(self._plan.messages, start=1):
            sender, recipient = self._people[message.sender], self._people[message.recipient]
            for owner, other in ((sender, recipient), (recipient, sender)):
                side = sides[owner, other]
                side |= {"owner_id": owner, "other_id": other, "latest_id": id}
                side["latest_at"] = self._ago(message.seconds_ago)
            theirs = sides[recipient, sender]
            if message.read:
                theirs["read_up_to_id"] = id
            else:
                theirs["unread"] = int(str(theirs["unread"])) + 1
        return list(sides.values())

    def _notification_rows(self) -> list[Row]:
        told = sorted([*self._told_of_follows(), *self._told_of_posts()], key=lambda moment_and_row: moment_and_row[0])
        return [{"id": id, **row} for id, (_, row) in enumerate(told, start=1)]

    def _told_of_follows(self) -> Iterator[tuple[datetime, Row]]:
        for follow in self._plan.follows:
            at = self._followed_at(follow.follower, follow.followed)
            yield at, self._notification(FOLLOW, follow.followed, follow.follower, at, None)

    def _told_of_posts(self) -> Iterator[tuple[datetime, Row]]:
        authors = {post.key: post.author for post in self._plan.posts}
        for post in self._plan.posts:
            answered = authors[post.reply_to] if post.reply_to else None
            at = self._at[post.key]
            if answered and answered != post.author:
                yield at, self._notification(REPLY, answered, post.author, at, self._posts[post.key])
            for name in mentioned(post.body):
                if name in self._people and name not in (post.author, answered):
                    yield at, self._notification(MENTION, name, post.author, at, self._posts[post.key])

    def _notification(self, kind: str, person: str, actor: str, at: datetime, post_id: int | None) -> Row:
        return {
            "kind": kind,
            "person_id": self._people[person],
            "actor_id": self._people[actor],
            "post_id": post_id,
            "message_id": None,
            "created_at": at,
            "read_at": None if at > self._now - _UNREAD_FOR else min(at + timedelta(hours=1), self._now),
        }

    def _followed_at(self, follower: str, followed: str) -> datetime:
        """Some days after the later of the two had joined."""
        spread = (self._people[follower] * 7919 + self._people[followed] * 104729) % 100 / 100
        joined = max(self._joined[follower], self._joined[followed])
        return joined + (self._now - joined) * spread

    def _ago(self, seconds: int) -> datetime:
        return self._now - timedelta(seconds=seconds)

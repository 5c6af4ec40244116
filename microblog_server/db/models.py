"""The tables.

People publish *entries*: a post of their own, or a repost. A home
timeline is kept ready for each reader in `home_entries`, see
docs/decisions/0001-home-timeline-by-fan-out.md. Counts that every page shows are
kept beside what they count and change in the same transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, MetaData, String, Text, UniqueConstraint, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from microblog_server.db.types import Moment, WholeNumber


class Base(DeclarativeBase):
    # Named constraints can be changed by a later migration in every database.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {int: WholeNumber, datetime: Moment, str: Text}


# Ids grow and are never given out again, also after the newest row was deleted.
_IDS_GROW = {"sqlite_autoincrement": True}


def _person() -> Mapped[int]:
    return mapped_column(ForeignKey("people.id", ondelete="CASCADE"))


def _person_in_key() -> Mapped[int]:
    return mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)


def _post_in_key() -> Mapped[int]:
    return mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)


class ServerClock(Base):
    """One row: the last moment given out (see services/clock.py)."""

    __tablename__ = "server_clock"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    microseconds: Mapped[int]


class Person(Base):
    """`username_key` and `email_key` are the folded forms that must be unique."""

    __tablename__ = "people"
    __table_args__ = (_IDS_GROW,)

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(64))
    username_key: Mapped[str] = mapped_column(String(256), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(1024), unique=True)
    password_hash: Mapped[str] = mapped_column(String(256))
    name: Mapped[str] = mapped_column(default="")
    about_me: Mapped[str | None]
    # The version of the uploaded picture, and the language to write to the person in; null: none, not known.
    avatar_version: Mapped[str | None] = mapped_column(String(16))
    language: Mapped[str | None] = mapped_column(String(16))
    created_at: Mapped[datetime]
    last_seen: Mapped[datetime]
    post_count: Mapped[int] = mapped_column(default=0)
    follower_count: Mapped[int] = mapped_column(default=0, index=True)
    following_count: Mapped[int] = mapped_column(default=0)
    is_admin: Mapped[bool] = mapped_column(default=False, server_default=false())
    disabled_at: Mapped[datetime | None]

    def __repr__(self) -> str:
        return f"<Person {self.id}>"


class Token(Base):
    """A device that is signed in; only the hash of its token is kept."""

    __tablename__ = "tokens"
    __table_args__ = (Index(None, "person_id", "last_used_at"), _IDS_GROW)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = _person()
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]

    def __repr__(self) -> str:
        return f"<Token {self.id}>"


class Follow(Base):
    __tablename__ = "follows"
    __table_args__ = (Index(None, "followed_id", "follower_id"),)

    follower_id: Mapped[int] = _person_in_key()
    followed_id: Mapped[int] = _person_in_key()
    created_at: Mapped[datetime]


class Post(Base):
    """`thread_id` is the post that began the conversation; it stays when that post is deleted."""

    __tablename__ = "posts"
    __table_args__ = (Index(None, "author_id"), Index(None, "thread_id", "created_at", "id"), _IDS_GROW)

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = _person()
    body: Mapped[str]
    language: Mapped[str | None] = mapped_column(String(16))
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id", ondelete="SET NULL"), index=True)
    thread_id: Mapped[int | None]
    reply_count: Mapped[int] = mapped_column(default=0)
    like_count: Mapped[int] = mapped_column(default=0, server_default="0")
    repost_count: Mapped[int] = mapped_column(default=0, server_default="0")


class Like(Base):
    __tablename__ = "likes"
    __table_args__ = (Index(None, "person_id", "created_at", "post_id"),)

    post_id: Mapped[int] = _post_in_key()
    person_id: Mapped[int] = _person_in_key()
    created_at: Mapped[datetime]


class Bookmark(Base):
    """Known to the person only: not counted, nobody is told."""

    __tablename__ = "bookmarks"
    __table_args__ = (Index(None, "person_id", "created_at", "post_id"), Index(None, "post_id"))

    person_id: Mapped[int] = _person_in_key()
    post_id: Mapped[int] = _post_in_key()
    created_at: Mapped[datetime]


class Translation(Base):
    """What a post says in another language; `digest` tells whether it is still a translation of that post."""

    __tablename__ = "translations"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    target: Mapped[str] = mapped_column(String(16), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(index=True)


class Entry(Base):
    """Something that a person published: `kind` is `post` or `repost`."""

    __tablename__ = "entries"
    __table_args__ = (
        UniqueConstraint("post_id", "person_id", "kind"),
        Index(None, "person_id", "published_at", "id"),
        Index(None, "kind", "published_at", "id"),
        _IDS_GROW,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
    person_id: Mapped[int] = _person()
    published_at: Mapped[datetime]


class HomeEntry(Base):
    """An entry in somebody's home timeline; `published_at` is the entry's own."""

    __tablename__ = "home_entries"
    __table_args__ = (Index(None, "entry_id", "reader_id"),)

    reader_id: Mapped[int] = _person_in_key()
    published_at: Mapped[datetime] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True)


class Message(Base):
    """`first_id` and `second_id` are the two people in the order of their ids: the conversation."""

    __tablename__ = "messages"
    __table_args__ = (
        Index(None, "first_id", "second_id", "created_at", "id"),
        Index(None, "recipient_id", "sender_id", "read_at"),
        _IDS_GROW,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sender_id: Mapped[int] = _person()
    recipient_id: Mapped[int] = _person()
    first_id: Mapped[int]
    second_id: Mapped[int]
    body: Mapped[str]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    # Deleted by one of the two, for themselves only.
    gone_for_first: Mapped[bool] = mapped_column(default=False, server_default=false())
    gone_for_second: Mapped[bool] = mapped_column(default=False, server_default=false())


class Conversation(Base):
    """One side of a conversation: the latest message, and how far the owner has read what the other wrote."""

    __tablename__ = "conversations"
    __table_args__ = (
        Index(None, "owner_id", "latest_at", "latest_id"),
        Index(None, "owner_id", "unread"),
    )

    owner_id: Mapped[int] = _person_in_key()
    other_id: Mapped[int] = _person_in_key()
    latest_at: Mapped[datetime]
    latest_id: Mapped[int] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    unread: Mapped[int] = mapped_column(default=0)
    read_up_to_id: Mapped[int | None]


class Notification(Base):
    """Something to tell `person_id`: `kind` is `follow`, `mention`, `reply`, `like`, `repost` or `message`."""

    __tablename__ = "notifications"
    __table_args__ = (
        Index(None, "person_id", "created_at", "id"),
        Index(None, "person_id", "read_at", "kind"),
        Index(None, "actor_id", "person_id", "kind"),
        _IDS_GROW,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = _person()
    kind: Mapped[str] = mapped_column(String(16))
    actor_id: Mapped[int] = _person()
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class IdempotencyKey(Base):
    """The answer that was given to a request that creates, to be given again."""

    __tablename__ = "idempotency_keys"

    scope: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[str]
    location: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(index=True)

"""The first tables: people, posts, timelines, messages, notifications."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite gives out row numbers only for a column that is called INTEGER.
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Microseconds since 1970.
_MOMENT = sa.BigInteger()


def upgrade() -> None:
    _create_people()
    _create_posts()
    _create_timelines()
    _create_messages()
    _create_notifications()
    _create_bookkeeping()


def downgrade() -> None:
    for table in (
        "idempotency_keys",
        "server_clock",
        "notifications",
        "conversations",
        "messages",
        "home_entries",
        "entries",
        "posts",
        "follows",
        "tokens",
        "people",
    ):
        op.drop_table(table)


def _create_people() -> None:
    _create(
        "people",
        _id(),
        _column("username", sa.String(64)),
        _column("username_key", sa.String(256)),
        _column("email", sa.String(254)),
        _column("email_key", sa.String(1024)),
        _column("password_hash", sa.String(256)),
        _column("name", sa.Text()),
        _optional("about_me", sa.Text()),
        _column("created_at", _MOMENT),
        _column("last_seen", _MOMENT),
        _column("post_count", _NUMBER),
        _column("follower_count", _NUMBER),
        _column("following_count", _NUMBER),
        sa.UniqueConstraint("username_key", name="uq_people_username_key"),
        sa.UniqueConstraint("email_key", name="uq_people_email_key"),
    )
    _create(
        "tokens",
        _id(),
        *_reference("tokens", "person_id", "people"),
        _column("token_hash", sa.String(64)),
        _column("device", sa.String(200)),
        _column("created_at", _MOMENT),
        _column("last_used_at", _MOMENT),
        sa.UniqueConstraint("token_hash", name="uq_tokens_token_hash"),
    )
    _index("tokens", "person_id", "last_used_at")
    _create(
        "follows",
        *_reference("follows", "follower_id", "people"),
        *_reference("follows", "followed_id", "people"),
        _column("created_at", _MOMENT),
        sa.PrimaryKeyConstraint("follower_id", "followed_id", name="pk_follows"),
    )
    _index("follows", "followed_id", "follower_id")


def _create_posts() -> None:
    _create(
        "posts",
        _id(),
        *_reference("posts", "author_id", "people"),
        _column("body", sa.Text()),
        _optional("language", sa.String(16)),
        _column("created_at", _MOMENT),
        _optional("edited_at", _MOMENT),
        _optional("reply_to_id", _NUMBER),
        sa.ForeignKeyConstraint(["reply_to_id"], ["posts.id"], name="fk_posts_reply_to_id_posts", ondelete="SET NULL"),
        _optional("thread_id", _NUMBER),
        _column("reply_count", _NUMBER),
    )
    _index("posts", "author_id")
    _index("posts", "reply_to_id")
    _index("posts", "thread_id", "created_at", "id")


def _create_timelines() -> None:
    _create(
        "entries",
        _id(),
        _column("kind", sa.String(8)),
        *_reference("entries", "post_id", "posts"),
        *_reference("entries", "person_id", "people"),
        _column("published_at", _MOMENT),
        sa.UniqueConstraint("post_id", "person_id", "kind", name="uq_entries_post_id_person_id_kind"),
    )
    _index("entries", "person_id", "published_at", "id")
    _index("entries", "kind", "published_at", "id")
    _create(
        "home_entries",
        *_reference("home_entries", "reader_id", "people"),
        _column("published_at", _MOMENT),
        *_reference("home_entries", "entry_id", "entries"),
        sa.PrimaryKeyConstraint("reader_id", "published_at", "entry_id", name="pk_home_entries"),
    )
    _index("home_entries", "entry_id", "reader_id")


def _create_messages() -> None:
    _create(
        "messages",
        _id(),
        *_reference("messages", "sender_id", "people"),
        *_reference("messages", "recipient_id", "people"),
        _column("first_id", _NUMBER),
        _column("second_id", _NUMBER),
        _column("body", sa.Text()),
        _column("created_at", _MOMENT),
        _optional("read_at", _MOMENT),
    )
    _index("messages", "first_id", "second_id", "created_at", "id")
    _index("messages", "recipient_id", "sender_id", "read_at")
    _create(
        "conversations",
        *_reference("conversations", "owner_id", "people"),
        *_reference("conversations", "other_id", "people"),
        _column("latest_at", _MOMENT),
        *_reference("conversations", "latest_id", "messages"),
        _column("unread", _NUMBER),
        _optional("read_up_to_id", _NUMBER),
        sa.PrimaryKeyConstraint("owner_id", "other_id", name="pk_conversations"),
    )
    _index("conversations", "owner_id", "latest_at", "latest_id")
    _index("conversations", "owner_id", "unread")
    _index("conversations", "latest_id")


def _create_notifications() -> None:
    _create(
        "notifications",
        _id(),
        *_reference("notifications", "person_id", "people"),
        _column("kind", sa.String(16)),
        *_reference("notifications", "actor_id", "people"),
        _optional("post_id", _NUMBER),
        _optional("message_id", _NUMBER),
        _cascade("notifications", "post_id", "posts"),
        _cascade("notifications", "message_id", "messages"),
        _column("created_at", _MOMENT),
        _optional("read_at", _MOMENT),
    )
    _index("notifications", "person_id", "created_at", "id")
    _index("notifications", "person_id", "read_at", "kind")
    _index("notifications", "actor_id", "person_id", "kind")
    _index("notifications", "post_id")
    _index("notifications", "message_id")


def _create_bookkeeping() -> None:
    server_clock = op.create_table(
        "server_clock",
        sa.Column("id", _NUMBER, autoincrement=False, nullable=False),
        _column("microseconds", _NUMBER),
        sa.PrimaryKeyConstraint("id", name="pk_server_clock"),
    )
    op.execute(sa.insert(server_clock).values(id=1, microseconds=0))
    _create(
        "idempotency_keys",
        _column("scope", sa.String(32)),
        _column("key", sa.String(255)),
        _column("fingerprint", sa.String(64)),
        _column("status", _NUMBER),
        _column("body", sa.Text()),
        _optional("location", sa.Text()),
        _column("created_at", _MOMENT),
        sa.PrimaryKeyConstraint("scope", "key", name="pk_idempotency_keys"),
    )
    _index("idempotency_keys", "created_at")


def _create(table: str, *parts: sa.schema.SchemaItem) -> None:
    has_id = any(isinstance(part, sa.Column) and part.primary_key for part in parts)
    key = [sa.PrimaryKeyConstraint("id", name=f"pk_{table}")] if has_id else []
    # Ids are never given out again, also after the newest row was deleted.
    op.create_table(table, *parts, *key, sqlite_autoincrement=has_id)


def _id() -> sa.Column[int]:
    return sa.Column("id", _NUMBER, primary_key=True)


def _column(name: str, kind: TypeEngine[str] | TypeEngine[int]) -> sa.Column[str | int]:
    return sa.Column(name, kind, nullable=False)


def _optional(name: str, kind: TypeEngine[str] | TypeEngine[int]) -> sa.Column[str | int]:
    return sa.Column(name, kind, nullable=True)


def _reference(table: str, name: str, referred: str) -> tuple[sa.schema.SchemaItem, ...]:
    return _column(name, _NUMBER), _cascade(table, name, referred)


def _cascade(table: str, name: str, referred: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{referred}.id"], name=f"fk_{table}_{name}_{referred}", ondelete="CASCADE")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)

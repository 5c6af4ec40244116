"""Likes, reposts and bookmarks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite gives out row numbers only for a column that is called INTEGER.
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Microseconds since 1970.
_MOMENT = sa.BigInteger()


def upgrade() -> None:
    # Not in batch mode: SQLite would copy the table, and dropping the old one would delete all that refers to it.
    for column in ("like_count", "repost_count"):
        op.add_column("posts", sa.Column(column, _NUMBER, nullable=False, server_default="0"))
    _create("likes", "post_id", "person_id")
    op.create_index("ix_likes_person_id", "likes", ["person_id"])
    _create("bookmarks", "person_id", "post_id")
    op.create_index("ix_bookmarks_post_id", "bookmarks", ["post_id"])
    op.create_index("ix_bookmarks_person_id_created_at_post_id", "bookmarks", ["person_id", "created_at", "post_id"])


def downgrade() -> None:
    # Reposts are entries of a kind that the tables before do not know.
    op.execute("DELETE FROM entries WHERE kind = 'repost'")
    op.execute("DELETE FROM notifications WHERE kind IN ('like', 'repost')")
    op.drop_table("bookmarks")
    op.drop_table("likes")
    for column in ("repost_count", "like_count"):
        op.drop_column("posts", column)


def _create(table: str, *key: str) -> None:
    op.create_table(
        table,
        *(sa.Column(name, _NUMBER, autoincrement=False, nullable=False) for name in key),
        *(_cascade(table, name) for name in key),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"),
    )


def _cascade(table: str, name: str) -> sa.ForeignKeyConstraint:
    referred = {"post_id": "posts", "person_id": "people"}[name]
    return sa.ForeignKeyConstraint([name], [f"{referred}.id"], name=f"fk_{table}_{name}_{referred}", ondelete="CASCADE")

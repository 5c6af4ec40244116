"""Search over posts and people; the languages of posts and their translations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from microblog_server.language.identification import identify_now
from microblog_server.search.keeping import dialect_of, keep_everything
from microblog_server.search.shelves import Shelf

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BATCH = 2000


def upgrade() -> None:
    connection = op.get_bind()
    for shelf in Shelf:
        dialect_of(connection).create(connection, shelf)
    keep_everything(connection)
    _identify_languages(connection)
    _create_translations()


def downgrade() -> None:
    op.drop_table("translations")
    connection = op.get_bind()
    for shelf in Shelf:
        dialect_of(connection).drop(connection, shelf)


def _identify_languages(connection: sa.Connection) -> None:
    """Of the posts that are there already and have none."""
    unknown = sa.text(f"SELECT id, body FROM posts WHERE language IS NULL AND id > :last ORDER BY id LIMIT {_BATCH}")
    known = sa.text("UPDATE posts SET language = :language WHERE id = :id")
    last = 0
    while rows := connection.execute(unknown, {"last": last}).all():
        last = rows[-1].id
        found = [{"id": row.id, "language": identify_now(row.body)} for row in rows]
        connection.execute(known, found)


def _create_translations() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "translations",
        sa.Column("post_id", number, nullable=False),
        sa.Column("target", sa.String(16), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("post_id", "target", name="pk_translations"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_translations_post_id_posts", ondelete="CASCADE"),
    )
    op.create_index("ix_translations_made_at", "translations", ["made_at"])

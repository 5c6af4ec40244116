"""Administrators, and people who are disabled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("is_admin", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("people", sa.Column("disabled_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    # Not in a batch, which would make the table anew: SQLite would delete all rows that refer to the old one.
    op.execute("ALTER TABLE people DROP COLUMN disabled_at")
    op.execute("ALTER TABLE people DROP COLUMN is_admin")

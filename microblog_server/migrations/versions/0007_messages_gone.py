"""Messages that one of the two has deleted for themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("gone_for_first", "gone_for_second"):
        op.add_column("messages", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    # Not in a batch, which would make the table anew: SQLite would delete all rows that refer to the old one.
    op.execute("ALTER TABLE messages DROP COLUMN gone_for_second")
    op.execute("ALTER TABLE messages DROP COLUMN gone_for_first")

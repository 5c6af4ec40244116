"""What one likes in the order of liking, and whom most people follow."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_likes_person_id_created_at_post_id", "likes", ["person_id", "created_at", "post_id"])
    op.drop_index("ix_likes_person_id", table_name="likes")
    op.create_index("ix_people_follower_count", "people", ["follower_count"])


def downgrade() -> None:
    op.drop_index("ix_people_follower_count", table_name="people")
    op.create_index("ix_likes_person_id", "likes", ["person_id"])
    op.drop_index("ix_likes_person_id_created_at_post_id", table_name="likes")

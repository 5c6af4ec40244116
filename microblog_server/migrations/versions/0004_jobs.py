"""Uploaded pictures, exports, password resets and mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# SQLite gives out row numbers only for a column that is called INTEGER.
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Microseconds since 1970.
_MOMENT = sa.BigInteger()


def upgrade() -> None:
    op.add_column("people", _optional("avatar_version", sa.String(16)))
    op.add_column("people", _optional("language", sa.String(16)))
    _create_jobs()
    _create_exports()
    _create_pictures()


def downgrade() -> None:
    for table in ("eve_characters", "pictures", "mailed_tokens", "exports", "jobs"):
        op.drop_table(table)
    op.drop_column("people", "language")
    op.drop_column("people", "avatar_version")


def _create_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", _NUMBER, primary_key=True),
        _column("lane", sa.String(16)),
        _column("kind", sa.String(32)),
        _column("payload", sa.Text()),
        _column("state", sa.String(8)),
        _column("created_at", _MOMENT),
        _column("due_at", _MOMENT),
        _column("give_up_at", _MOMENT),
        _column("attempts", _NUMBER),
        _column("fence", _NUMBER),
        _column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sqlite_autoincrement=True,
    )
    _index("jobs", "state", "lane", "due_at")


def _create_exports() -> None:
    op.create_table(
        "exports",
        sa.Column("id", _NUMBER, primary_key=True),
        _column("person_id", _NUMBER),
        _cascade("exports", "person_id", "people"),
        _column("state", sa.String(8)),
        _column("progress", _NUMBER),
        _column("created_at", _MOMENT),
        _optional("finished_at", _MOMENT),
        _optional("expires_at", _MOMENT),
        _optional("file", sa.Text()),
        _optional("bytes", _NUMBER),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
        sqlite_autoincrement=True,
    )
    _index("exports", "person_id", "created_at")
    _index("exports", "expires_at")
    op.create_table(
        "mailed_tokens",
        _column("token_hash", sa.String(64)),
        _column("person_id", _NUMBER),
        _cascade("mailed_tokens", "person_id", "people"),
        _optional("export_id", _NUMBER),
        _cascade("mailed_tokens", "export_id", "exports"),
        _column("expires_at", _MOMENT),
        sa.PrimaryKeyConstraint("token_hash", name="pk_mailed_tokens"),
    )
    for column in ("person_id", "export_id", "expires_at"):
        _index("mailed_tokens", column)


def _create_pictures() -> None:
    op.create_table(
        "pictures",
        sa.Column("person_id", _NUMBER, autoincrement=False, nullable=False),
        _cascade("pictures", "person_id", "people"),
        _column("version", sa.String(16)),
        _column("image", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("person_id", name="pk_pictures"),
    )
    op.create_table(
        "eve_characters",
        _column("name_key", sa.String(256)),
        _optional("character_id", _NUMBER),
        _column("asked_at", _MOMENT),
        sa.PrimaryKeyConstraint("name_key", name="pk_eve_characters"),
    )


def _column(name: str, kind: TypeEngine[str] | TypeEngine[int] | TypeEngine[bytes]) -> sa.Column[str | int | bytes]:
    return sa.Column(name, kind, nullable=False)


def _optional(name: str, kind: TypeEngine[str] | TypeEngine[int]) -> sa.Column[str | int]:
    return sa.Column(name, kind, nullable=True)


def _cascade(table: str, name: str, referred: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{referred}.id"], name=f"fk_{table}_{name}_{referred}", ondelete="CASCADE")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)

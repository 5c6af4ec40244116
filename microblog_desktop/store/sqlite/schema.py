"""Bring a file's schema up to date by numbered migrations."""

from __future__ import annotations

from collections.abc import Sequence

import apsw

from microblog_desktop.store.errors import StoreTooNewError

Schema = Sequence[str]
"""Migrations in order; `PRAGMA user_version` counts those that a file has had. Never edit one that was released."""


def migrate(connection: apsw.Connection, schema: Schema) -> None:
    """Run the migrations that this file lacks, each in its own transaction."""
    done = connection.pragma("user_version")
    assert isinstance(done, int)
    if done > len(schema):
        raise StoreTooNewError(f"schema {done}, this program knows {len(schema)}")
    for number in range(done, len(schema)):
        with connection:
            connection.execute(schema[number])
            connection.pragma("user_version", number + 1)

"""Bring a file's schema up to date by numbered migrations."""

from __future__ import annotations

from typing import Protocol

import apsw

from microblog_desktop.store.errors import StoreTooNewError


class Schema(Protocol):
    """Migrations in order; `PRAGMA user_version` counts those that a file has had."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> str: ...


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

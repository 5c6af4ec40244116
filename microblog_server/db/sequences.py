"""Rows that were written with ids of their own choice, and the ids that the database gives out after them."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, select, text


def catch_up(connection: Connection, tables: list[Table]) -> None:
    """Let the next id come after the largest there is. SQLite does it by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        column = table.autoincrement_column
        if column is None:
            continue
        largest = connection.execute(select(func.max(column))).scalar_one()
        if largest is not None:
            set_next = text("SELECT setval(pg_get_serial_sequence(:name, :column), :largest)")
            connection.execute(set_next, {"name": table.name, "column": column.name, "largest": largest})

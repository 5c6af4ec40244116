"""Bring a database to the newest form of the tables, or back."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from microblog_server.db.session import Database


def _config(connection: Connection) -> Config:
    config = Config()
    # Alembic reads % as the start of a variable.
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


async def upgrade(database: Database, revision: str = "head") -> None:
    """All steps in one transaction: a failed migration leaves the database as it was."""
    async with database.engine.execution_options(writes=True).begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(_config(sync), revision))


async def downgrade(database: Database, revision: str) -> None:
    async with database.engine.execution_options(writes=True).begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(_config(sync), revision))

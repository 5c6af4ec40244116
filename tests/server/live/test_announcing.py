"""Nobody is told before the commit, and nothing that was rolled back (microblog_server/live/announcing.py)."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.session import Database
from microblog_server.live.announcing import announce, announce_to_everybody, announced
from microblog_server.live.events import Announcement, counts_changed, entry_added


async def test_what_was_announced_is_told_once_and_in_order_after_the_commit(database: Database) -> None:
    told: list[Announcement] = []

    def on_commit(session: AsyncSession) -> None:
        told.extend(announced(session))

    database.on_commit = on_commit
    async with database.writing() as session:
        announce(session, entry_added(), people=(1,), followers_of=(1,))
        announce(session, counts_changed(), people=(2,))
        announce(session, entry_added(), people=(1,), followers_of=(1,))
        announce_to_everybody(session, counts_changed())
        assert told == []
    assert told == [
        Announcement(entry_added(), (1,), (1,)),
        Announcement(counts_changed(), (2,)),
        Announcement(counts_changed(), is_for_everybody=True),
    ]


async def test_what_is_rolled_back_is_not_told(database: Database) -> None:
    told: list[Announcement] = []
    database.on_commit = lambda session: told.extend(announced(session))

    async def fail() -> None:
        async with database.writing() as session:
            announce(session, counts_changed(), people=(2,))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert told == []

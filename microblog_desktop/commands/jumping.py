"""Keep where one went, to go there again."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.store.account_store import AccountStore

LONGEST = 300


def remember_visit(store: AccountStore, place: str, *, now: datetime) -> None:
    """One is there now."""
    if len(place) <= LONGEST:
        with store.transaction():
            store.search.visited.remember(place, now)

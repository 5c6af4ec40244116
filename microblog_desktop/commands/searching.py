"""Keep what was searched for, to search for it again."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.store.account_store import AccountStore

LONGEST = 200


def remember(store: AccountStore, typed: str, *, now: datetime) -> None:
    """This search was of use."""
    kept = " ".join(typed.split())
    if kept and len(kept) <= LONGEST:
        with store.transaction():
            store.search.recent.remember(kept, now)


def forget(store: AccountStore, typed: str) -> None:
    with store.transaction():
        store.search.recent.forget(typed)


def clear(store: AccountStore) -> None:
    """Forget all searches."""
    with store.transaction():
        store.search.recent.clear()

"""Carry over what can be read of a damaged account's file: the face of this folder.

What exists nowhere else comes first, and always; the rest as far as it is read in a few seconds. All else comes again
from the server.
"""

from __future__ import annotations

from pathlib import Path

from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.rescue.cached import CachedRescue
from microblog_desktop.store.rescue.damaged import opened
from microblog_desktop.store.rescue.putting import Putting
from microblog_desktop.store.rescue.unsent import rescue_unsent

LONGEST_S = 4.0


@dataclass(frozen=True, slots=True)
class Rescued:
    """How much there was; `unsent` are drafts and what was on its way."""

    unsent: int = 0
    messages: int = 0
    bookmarks: int = 0
    posts: int = 0


def rescue(damaged: Path, store: AccountStore, seconds: float = LONGEST_S) -> Rescued:
    """Copy it into the new, empty `store`. Raises `OSError` or `StoreError`, and then `store` may hold a part."""
    with opened(damaged, store.db.connection.serialize("main"), table="job", seconds=seconds) as old:
        putting = Putting(old, store)
        unsent = rescue_unsent(putting)
        cached = CachedRescue(putting)
        posts = cached.home()
        messages = cached.conversations()
        bookmarks = cached.bookmarks()
        posts += cached.rest()
        cached.let_index_be_built()
        return Rescued(unsent, messages, bookmarks, posts)


def rescue_only_unsent(damaged: Path, store: AccountStore, seconds: float = LONGEST_S) -> int:
    """Drafts and what was on its way, and nothing that can be fetched again; how much. Raises like `rescue`."""
    with opened(damaged, store.db.connection.serialize("main"), table="job", seconds=seconds) as old:
        return rescue_unsent(Putting(old, store))

"""Where one was: places have a key that lasts, so that one comes back to them first."""

from __future__ import annotations

from contextlib import suppress

from microblog_desktop.commands.jumping import remember_visit
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.errors import StoreError


def page_key(page: str) -> str:
    return f"page:{page}"


def person_key(person: PersonId) -> str:
    return f"person:{person}"


def conversation_key(person: PersonId) -> str:
    return f"conversation:{person}"


def key_of_open_page(page: str) -> str | None:
    """The place that a window shows with the page of this key; None for one that nobody jumps to."""
    kind, colon, id = page.partition(":")
    if not colon:
        return page_key(kind)
    keys = {"profile": person_key, "conversation": conversation_key}
    return keys[kind](PersonId(id)) if kind in keys else None


def note_visit(store: AccountStore, key: str) -> None:
    """One is at this place, or was there a moment ago."""
    # That is not worth a word on a full disk.
    with suppress(StoreError):
        remember_visit(store, key, now=store.clock())

"""Read a post in another language. Sync asks for what is not kept."""

from __future__ import annotations

from microblog_desktop.domain.ids import PostKey
from microblog_desktop.store.account_store import AccountStore


def show(store: AccountStore, post: PostKey, target: str) -> bool:
    """Show the post in this language from now on; tells whether that is kept here already."""
    with store.transaction():
        store.translations.want(post, target)
        return store.translations.has(post, target)


def hide(store: AccountStore, post: PostKey) -> None:
    """Show the post as it was written, also after another start; its translations are kept."""
    with store.transaction():
        store.translations.hide(post)

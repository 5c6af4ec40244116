"""Which account is shown first, at the next start too."""

from __future__ import annotations

from microblog_desktop.commands import settings
from microblog_desktop.domain.account import Account
from microblog_desktop.domain.problem import Problem
from microblog_desktop.store.errors import StoreFullError
from microblog_desktop.store.profile import ProfileStore


def accounts_to_show(profile: ProfileStore, server: str) -> list[Account]:
    """The best one first; where a server is offered, those on it alone."""
    last = profile.accounts.last()
    wanted = [account for account in profile.accounts.all() if server in ("", account.server.url)]
    return sorted(wanted, key=lambda account: account != last)


def remember_shown(profile: ProfileStore, account: Account) -> Problem | None:
    """On a full disk the client opens all the same, to read: then this is what to say."""
    try:
        with profile.transaction():
            profile.accounts.set_last(account.id)
        settings.remember_server(profile, account.server.url, account.username)
    except StoreFullError as error:
        return error.problem
    return None

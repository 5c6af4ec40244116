"""Opens the file of an account; one that is damaged is set aside, and what can be read is taken over."""

from __future__ import annotations

import logging
from pathlib import Path

from microblog_desktop.app.shared import Shared, new_feed
from microblog_desktop.app.store_files import carrying_over, open_or_set_aside, set_aside
from microblog_desktop.domain.account import Account
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.preferences import WORK_OFFLINE
from microblog_desktop.store.status import NetworkState

log = logging.getLogger(__name__)

NEWCOMER_NOTE = "of-another"
"""A file that `store/account_card.py` leaves beside what is kept of somebody else; most starts need not load that."""


def open_store(shared: Shared, account: Account) -> AccountStore:
    """Raises `StoreError` when the file can neither be opened nor set aside."""

    def open_file(path: Path) -> AccountStore:
        return open_account_store(path, new_feed(), shared.clock, account)

    path = shared.paths.account_db(account.id)
    if path.with_name(NEWCOMER_NOTE).exists():
        _leave_to_its_owner(shared, path)
    if shared.is_safe:
        from microblog_desktop.app.safe_mode import put_cache_aside

        put_cache_aside(path, open_file, shared.clock())
    opened = open_or_set_aside(path, open_file, shared.clock())
    store = opened.store
    if opened.set_aside is not None:
        store.status.notice(_take_over(path, opened.set_aside, store))
    elif shared.profile_problem is not None:
        store.status.notice(shared.profile_problem)
        shared.profile_problem = None
    if shared.profile.preferences.get(WORK_OFFLINE):
        network = NetworkState(is_online=True, works_offline_by_choice=True, since=shared.clock())
        store.status.set_network(network)
    return store


def _take_over(path: Path, aside: Path, store: AccountStore) -> Problem:
    """What there is to tell of it. Raises `StoreFullError`; then all is as it was found."""
    # Hardly ever needed.
    from microblog_desktop.store.rescue.rescue import Rescued, rescue

    found = Rescued()
    with carrying_over(path, aside, store.close):
        found = rescue(aside, store)
    log.warning("carried over: %s", found)
    counts = (
        ("unsent", found.unsent),
        ("messages", found.messages),
        ("bookmarks", found.bookmarks),
        ("posts", found.posts),
    )
    fields = tuple((name, str(count)) for name, count in counts)
    return Problem(ProblemKind.STORE_DAMAGED, message=str(aside), fields=fields)


def _leave_to_its_owner(shared: Shared, path: Path) -> None:
    """The server has given this name to somebody else since: what is kept here is not theirs."""
    from microblog_desktop.store.account_card import take_note_of_newcomer

    if take_note_of_newcomer(path.parent):
        set_aside(path, shared.clock(), why="of-another-person")

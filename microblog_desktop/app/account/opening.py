"""Opens the file of an account; one that is damaged is set aside, and what was not sent is taken over."""

from __future__ import annotations

import logging
from pathlib import Path

from microblog_desktop.app.shared import Shared, new_feed
from microblog_desktop.app.store_files import open_or_set_aside
from microblog_desktop.domain.account import Account
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.preferences import WORK_OFFLINE
from microblog_desktop.store.status import NetworkState

log = logging.getLogger(__name__)


def open_store(shared: Shared, account: Account) -> AccountStore:
    """Raises `StoreError` when the file can neither be opened nor set aside."""

    def open_file(path: Path) -> AccountStore:
        return open_account_store(path, new_feed(), shared.clock, account)

    opened = open_or_set_aside(shared.paths.account_db(account.id), open_file, shared.clock())
    store = opened.store
    if opened.set_aside is not None:
        # Hardly ever needed.
        from microblog_desktop.store.rescue import rescue_unsent

        try:
            log.warning("rescued drafts and jobs: %s", rescue_unsent(opened.set_aside, store))
        except (OSError, StoreError) as error:
            log.warning("nothing could be rescued: %s", error)
        store.status.notice(Problem(ProblemKind.STORE_DAMAGED))
    if shared.profile.preferences.get(WORK_OFFLINE):
        network = NetworkState(is_online=True, works_offline_by_choice=True, since=shared.clock())
        store.status.set_network(network)
    return store

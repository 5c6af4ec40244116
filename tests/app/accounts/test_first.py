"""Which account is shown at a start (app/accounts/first.py)."""

from __future__ import annotations

from dataclasses import replace

from microblog_desktop.app.accounts.first import accounts_to_show, remember_shown
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.preferences import LAST_USERNAME
from microblog_desktop.store.profile import ProfileStore
from tests.app.accounts.profile import account

ANN, BEN = account("ann"), account("ben")
CEM = replace(account("cem"), server=replace(ANN.server, url="https://elsewhere.example"))


def profile() -> ProfileStore:
    profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
    with profile.transaction():
        for one in (ANN, BEN, CEM):
            profile.accounts.save(one)
    return profile


def test_the_one_that_was_shown_last_is_first_and_the_others_stand_by() -> None:
    store = profile()
    assert remember_shown(store, BEN) is None
    assert accounts_to_show(store, "") == [BEN, ANN, CEM]
    assert store.preferences.get(LAST_USERNAME) == "ben"
    store.close()


def test_an_offered_server_is_not_answered_by_an_account_elsewhere() -> None:
    store = profile()
    remember_shown(store, BEN)
    assert accounts_to_show(store, CEM.server.url) == [CEM]
    assert accounts_to_show(store, "https://new.example") == []
    store.close()


def test_a_full_disk_is_said_and_stops_nobody() -> None:
    store = profile()
    store.db.connection.pragma("max_page_count", store.db.connection.pragma("page_count"))
    problem = remember_shown(store, replace(BEN, username="x" * 1_000_000))
    assert problem is not None
    assert problem.kind is ProblemKind.DISK_FULL
    assert accounts_to_show(store, "")[0] == BEN
    store.close()

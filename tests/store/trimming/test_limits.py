"""What somebody chose, as limits."""

from __future__ import annotations

from datetime import timedelta

from microblog_desktop.store.trimming.limits import UNOPENED, Limits, everything, limits_from
from tests.store.world import NOON


def test_days_and_megabytes_set_limits() -> None:
    assert limits_from(NOON, 90, 500) == Limits(NOON - timedelta(days=90), 500_000_000, NOON - UNOPENED)


def test_none_sets_no_limit() -> None:
    assert limits_from(NOON, 0, 0) == Limits(None, None, NOON - UNOPENED)


def test_few_days_count_for_what_is_not_opened_too() -> None:
    assert limits_from(NOON, 7, 0).unopened == NOON - timedelta(days=7)


def test_everything_is_all_up_to_now() -> None:
    assert everything(NOON, frozenset({1})) == Limits(NOON, None, NOON, frozenset({1}))

"""Values come out of SQLite as they went in, or loudly not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_desktop.store.sqlite.columns import key_list, micros, micros_or_none, moment, moment_or_none, text, whole

ZONES = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2900, 1, 1), timezones=ZONES))
def test_a_time_keeps_its_microseconds_whatever_its_zone(then: datetime) -> None:
    kept = moment(micros(then))
    assert kept == then
    assert kept.tzinfo is UTC


def test_no_time_is_no_time() -> None:
    assert micros_or_none(None) is None
    assert moment_or_none(None) is None


def test_a_value_of_the_wrong_type_is_not_passed_on() -> None:
    with pytest.raises(AssertionError):
        text(3)
    with pytest.raises(AssertionError):
        whole("3")


def test_keys_become_one_text() -> None:
    assert key_list([3, 1, 2]) == "[3,1,2]"
    assert key_list([]) == "[]"

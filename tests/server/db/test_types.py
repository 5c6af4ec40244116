"""Column types (microblog_server/db/types.py)."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from microblog_server.db.types import from_microseconds, microseconds


@given(st.datetimes(timezones=st.just(UTC)))
def test_no_microsecond_is_lost(moment: datetime) -> None:
    assert from_microseconds(microseconds(moment)) == moment

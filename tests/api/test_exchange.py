from __future__ import annotations

from datetime import UTC, datetime

import pytest

from microblog_desktop.api.exchange import Answer

_NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "wait_s"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("9" * 40, 3600.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("٣", None),
        ("", None),
    ],
)
def test_retry_after_is_read_in_both_forms(written: str, wait_s: float | None) -> None:
    assert Answer(429, b"", "http://x", {"retry-after": written}).retry_after_s(_NOW) == wait_s


def test_a_retry_date_is_told_by_the_servers_own_clock() -> None:
    headers = {"retry-after": "Sun, 22 Nov 2026 09:00:30 GMT", "date": "Sun, 22 Nov 2026 09:00:00 GMT"}
    assert Answer(429, b"", "http://x", headers).retry_after_s(_NOW) == 30.0

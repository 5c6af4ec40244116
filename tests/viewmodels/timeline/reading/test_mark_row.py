"""Since when posts are new, in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from microblog_desktop.store.rows import ReadingMark
from microblog_desktop.viewmodels.timeline.reading.mark_row import mark_row

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left_at", "words"),
    [
        (datetime(2026, 11, 22, 9, 41, tzinfo=UTC), "New since you left at 9:41 AM"),
        (datetime(2026, 11, 21, 9, 41, tzinfo=UTC), "New since you left yesterday at 9:41 AM"),
        (datetime(2026, 3, 12, 9, 41, tzinfo=UTC), "New since you left on March 12 at 9:41 AM"),
        (datetime(2025, 3, 12, 9, 41, tzinfo=UTC), "New since you left on March 12, 2025 at 9:41 AM"),
        (NOW + timedelta(days=3), "New since you left at 12:00 PM"),
    ],
)
def test_it_says_as_much_as_one_needs(left_at: datetime, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    row = mark_row(ReadingMark("5", left_at), NOW)
    assert row.text.replace("\u202f", " ") == words
    assert row.spoken == row.text


def test_the_row_of_a_line_is_the_same_all_day() -> None:
    mark = ReadingMark("5", NOW)
    assert mark_row(mark, NOW) == mark_row(mark, NOW + timedelta(minutes=5))
    assert mark_row(mark, NOW).key != mark_row(ReadingMark("6", NOW), NOW).key

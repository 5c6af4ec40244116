"""Quiet hours, and text that leaves the window (domain/rules/attention.py)."""

from __future__ import annotations

import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_desktop.domain.attention import QuietHours
from microblog_desktop.domain.rules.attention import is_quiet, plain_line


@pytest.mark.parametrize(
    ("at", "hours", "quiet"),
    [
        ("22:00", (22 * 60, 7 * 60), True),
        ("21:59", (22 * 60, 7 * 60), False),
        ("03:30", (22 * 60, 7 * 60), True),
        ("07:00", (22 * 60, 7 * 60), False),
        ("12:30", (12 * 60, 13 * 60), True),
        ("13:00", (12 * 60, 13 * 60), False),
        ("12:00", (12 * 60, 12 * 60), False),
    ],
)
def test_quiet_hours_may_last_over_midnight(at: str, hours: tuple[int, int], quiet: bool) -> None:
    assert is_quiet(datetime.strptime(at, "%H:%M"), QuietHours(*hours)) is quiet


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("one\n\ttwo   three", "one two three"),
        ("pay\u202efdp.exe\u202c", "payfdp.exe"),
        ("a\u2066b\u2069\u200fc\x00\x1b[31m", "abc[31m"),
        ("\u2028\u200b", ""),
        ("👩‍👩‍👧 می‌خواهم", "👩‍👩‍👧 می‌خواهم"),
        ("안녕하세요", "안녕하세요"),
        ("<b>&amp;", "<b>&amp;"),
    ],
)
def test_what_is_not_seen_does_not_leave_the_window(written: str, shown: str) -> None:
    assert plain_line(written, 100) == shown


def test_long_text_ends_with_a_whole_character() -> None:
    assert plain_line("abcdefgh", 5) == "abcd…"
    assert plain_line("abc👩‍👩‍👧‍👦xyz", 6) == "abc…"
    assert plain_line("abce\u0301xyz", 5) == "abc…"


@given(st.text(max_size=300), st.integers(1, 60))
def test_any_text_is_one_bounded_line_of_what_is_seen(text: str, longest: int) -> None:
    line = plain_line(text, longest)
    assert len(line) <= longest
    assert not [char for char in line if unicodedata.category(char).startswith("C") and char not in "\u200c\u200d"]

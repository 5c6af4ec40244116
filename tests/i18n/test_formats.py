"""Tests of microblog_desktop/i18n/formats.py."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from microblog_desktop.i18n.formats import (
    age_sentence,
    clock_time,
    day_in_sentence,
    day_label,
    full_time,
    list_of,
    local_time,
    number,
    rough_length,
    short_age,
    spoken_age,
    time_of_day,
    write_ages,
    write_clock_times,
)
from microblog_desktop.i18n.translate import set_language

NOW = datetime(2026, 11, 22, 3, 4, tzinfo=UTC)

Travel = Callable[[str], None]


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(seconds=-90), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(seconds=60), "1m"),
        (timedelta(minutes=59, seconds=59), "59m"),
        (timedelta(hours=1), "1h"),
        (timedelta(hours=23, minutes=59), "23h"),
        (timedelta(days=1), "1d"),
        (timedelta(days=6, hours=23), "6d"),
        (timedelta(days=7), "Nov 15"),
        (timedelta(days=365), "Nov 22, 2025"),
    ],
)
def test_a_short_age_grows_from_now_to_a_date(age: timedelta, expected: str, travel_to: Travel) -> None:
    travel_to("UTC")
    assert short_age(NOW - age, NOW) == expected


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(minutes=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=6, hours=23), "6 days ago"),
        (timedelta(days=7), "November 15"),
        (timedelta(days=365), "November 22, 2025"),
    ],
)
def test_a_spoken_age_is_in_words(age: timedelta, expected: str, travel_to: Travel) -> None:
    travel_to("UTC")
    assert spoken_age(NOW - age, NOW) == expected


def test_a_spoken_age_is_said_in_the_language_of_the_person(catalogues: Path) -> None:
    set_language("ko", catalogues)
    assert spoken_age(NOW - timedelta(hours=3), NOW) == "3시간 전"
    assert spoken_age(NOW - timedelta(days=30), NOW) == "10월 23일"


def test_a_short_age_is_said_in_the_language_of_the_person(catalogues: Path) -> None:
    set_language("ko", catalogues)
    assert short_age(NOW, NOW) == "방금"
    assert short_age(NOW - timedelta(days=30), NOW) == "10월 23일"


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(hours=2), "2 hours ago"),
        (timedelta(days=3), "3 days ago"),
    ],
)
def test_an_age_can_be_spoken_as_a_sentence(age: timedelta, expected: str) -> None:
    assert age_sentence(NOW - age, NOW) == expected


def test_times_are_those_of_the_computers_zone(travel_to: Travel, catalogues: Path) -> None:
    travel_to("Asia/Seoul")
    set_language("ko", catalogues)
    assert clock_time(NOW) == "오후 12:04"
    assert time_of_day(22 * 60 + 5) == "오후 10:05"
    assert full_time(NOW) == "2026년 11월 22일 일요일 오후 12:04"


def test_a_change_of_zone_is_noticed_while_the_program_runs(travel_to: Travel) -> None:
    travel_to("Asia/Seoul")
    assert local_time(NOW).hour == 12
    travel_to("America/New_York")
    assert local_time(NOW).hour == 22


def test_a_region_of_the_same_language_decides_how_times_are_written(
    travel_to: Travel, monkeypatch: pytest.MonkeyPatch
) -> None:
    travel_to("UTC")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_TIME", "en_GB.UTF-8")
    assert clock_time(NOW) == "03:04"
    monkeypatch.setenv("LC_TIME", "en_US.UTF-8")
    assert clock_time(NOW).startswith("3:04")


def test_a_day_is_named_by_the_zone_of_the_person_and_not_by_utc(travel_to: Travel) -> None:
    travel_to("America/New_York")  # there it is still the evening of the 21st
    assert day_label(NOW, NOW) == "Today"
    assert day_label(datetime(2026, 11, 21, 3, 4, tzinfo=UTC), NOW) == "Yesterday"
    assert day_label(datetime(2026, 11, 3, 12, tzinfo=UTC), NOW) == "Tue, Nov 3"
    assert day_label(datetime(2025, 11, 3, 12, tzinfo=UTC), NOW) == "Mon, Nov 3, 2025"


@pytest.mark.parametrize(("value", "expected"), [(0, "0"), (999, "999"), (12345, "12,345"), (-1500, "-1,500")])
def test_numbers_have_separators(value: int, expected: str) -> None:
    assert number(value) == expected


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), (["Ann"], "Ann"), (["Ann", "Ben", "Cho"], "Ann, Ben, and Cho")]
)
def test_items_are_joined_as_in_a_sentence(items: list[str], expected: str) -> None:
    assert list_of(items) == expected


def test_what_the_first_paint_needs_does_not_load_babel() -> None:
    code = (
        "import sys; from datetime import UTC, datetime, timedelta;"
        "from microblog_desktop.i18n.formats import day_label, number, short_age, spoken_age;"
        "now = datetime.now(UTC);"
        "[(short_age(then, now), spoken_age(then, now)) for then in (now - timedelta(hours=h) for h in range(160))];"
        "day_label(now, now), number(12);"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "1 minute"),
        (timedelta(minutes=59, seconds=20), "59 minutes"),
        (timedelta(minutes=59, seconds=40), "1 hour"),
        (timedelta(hours=23, minutes=20), "23 hours"),
        (timedelta(hours=24), "1 day"),
        (timedelta(days=7), "7 days"),
    ],
)
def test_a_length_of_time_is_said_roughly(length: timedelta, words: str) -> None:
    assert rough_length(length) == words


def test_a_day_within_a_sentence_has_its_year_only_if_it_is_another_one() -> None:
    today = NOW.date()
    assert day_in_sentence(today.replace(month=3, day=12), today) == "March 12"
    assert day_in_sentence(today.replace(year=2025, month=3, day=12), today) == "March 12, 2025"


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(seconds=-90), "3:05\u202fAM"),
        (timedelta(minutes=5), "2:59\u202fAM"),
        (timedelta(hours=4), "Sat 11:04\u202fPM"),
        (timedelta(days=6), "Mon 3:04\u202fAM"),
        (timedelta(days=7), "Nov 15"),
    ],
)
def test_who_wants_times_gets_them_written_and_spoken(
    age: timedelta, expected: str, travel_to: Travel, request: pytest.FixtureRequest
) -> None:
    travel_to("UTC")
    request.addfinalizer(write_ages)
    write_clock_times()
    assert short_age(NOW - age, NOW) == expected
    assert spoken_age(NOW - age, NOW) == expected

"""How old a page is, where it cannot be brought up to date."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import Activity, NetworkState
from microblog_desktop.viewmodels.note import Note
from microblog_desktop.viewmodels.people.page_note import as_of, page_note
from tests.store.world import NOON

ONLINE = NetworkState(is_online=True, works_offline_by_choice=False, since=NOON)
OFFLINE = NetworkState(is_online=False, works_offline_by_choice=False, since=NOON)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (NOON - timedelta(hours=1), "As of 11:00\u202fAM"),
        (NOON - timedelta(hours=13), "As of 11:00\u202fPM, yesterday"),
        (NOON - timedelta(days=8), "As of 12:00\u202fPM, November 14"),
        (NOON - timedelta(days=800), "As of 12:00\u202fPM, September 13, 2024"),
    ],
)
def test_the_age_is_told_as_exactly_as_one_needs_it(then: datetime, words: str) -> None:
    assert as_of(then, NOON) == words


def test_a_page_that_is_up_to_date_needs_no_words() -> None:
    assert page_note(Activity(), ONLINE, NOON, NOON) is None
    assert page_note(Activity(is_busy=True), ONLINE, NOON, NOON) is None


def test_offline_the_age_is_all_there_is_to_say() -> None:
    note = page_note(Activity(problem=Problem(ProblemKind.OFFLINE)), OFFLINE, NOON, NOON)
    assert note == Note("As of 12:00\u202fPM", "offline")


def test_what_went_wrong_can_be_tried_again_but_not_while_it_is() -> None:
    failed = Activity(problem=Problem(ProblemKind.TIMED_OUT, may_retry=True))
    note = page_note(failed, ONLINE, NOON, NOON)
    assert note is not None
    assert note.text.startswith("As of 12:00\u202fPM. The server takes too long")
    assert note.action == "Try again"
    again = page_note(Activity(is_busy=True, problem=failed.problem), ONLINE, NOON, NOON)
    assert again is not None
    assert again.action == ""

"""What is said of a thread that may not be whole."""

from __future__ import annotations

from datetime import timedelta

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import Activity, NetworkState
from microblog_desktop.viewmodels.thread.note import thread_note
from tests.store.world import NOON

ONLINE = NetworkState(is_online=True, works_offline_by_choice=False, since=NOON)
OFFLINE = NetworkState(is_online=False, works_offline_by_choice=False, since=NOON)


def test_nothing_is_said_of_a_thread_that_loads_or_is_whole() -> None:
    for activity in (Activity(), Activity(is_busy=True, since=NOON), Activity(since=NOON)):
        assert thread_note(activity, ONLINE, NOON, NOON) is None


def test_offline_the_age_is_told_by_the_clock_today_and_in_words_later() -> None:
    today = thread_note(Activity(), OFFLINE, NOON - timedelta(hours=2), NOON)
    assert today is not None
    assert today.text == "Replies may be missing: saved at 10:00\u202fAM."
    assert today.action == "", "there is nothing to try while one is offline"
    older = thread_note(Activity(), OFFLINE, NOON - timedelta(days=3), NOON)
    assert older is not None
    assert older.text == "Replies may be missing: saved 3 days ago."


def test_a_failure_says_why_and_offers_another_try() -> None:
    note = thread_note(Activity(problem=Problem(ProblemKind.SERVER_FAILED)), ONLINE, None, NOON)
    assert note is not None
    assert note.text.startswith("Replies may be missing. The server has a problem")
    assert note.action == "Try again"

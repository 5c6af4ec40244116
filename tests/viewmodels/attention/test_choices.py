from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from microblog_desktop.commands import settings
from microblog_desktop.domain.attention import NotifyDetail, OnClose, QuietHours
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.attention.choices import (
    BUBBLES,
    AttentionChoices,
    notify_detail,
    on_close,
    quiet_hours,
)
from tests.store.world import World


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[ProfileStore]:
    profile = ProfileStore(tmp_path / "profile.db", ChangeFeed(lambda tell: tell()))
    yield profile
    profile.close()


@pytest.fixture
def choices(profile: ProfileStore, world: World) -> AttentionChoices:
    return AttentionChoices(profile, world.store.status, lambda: True)


def test_at_first_all_is_told_at_any_hour_and_closing_asks(profile: ProfileStore) -> None:
    assert (notify_detail(profile), quiet_hours(profile), on_close(profile)) == (
        NotifyDetail.TEXT,
        None,
        OnClose.ASK,
    )


def test_what_another_version_wrote_is_read_as_the_default(profile: ProfileStore) -> None:
    with profile.transaction():
        profile.preferences.set(preferences.NOTIFY_DETAIL, "everything")
        profile.preferences.set(preferences.ON_CLOSE, "explode")
    assert (notify_detail(profile), on_close(profile)) == (NotifyDetail.TEXT, OnClose.ASK)


def test_hours_of_ones_own_are_among_the_choices(choices: AttentionChoices, profile: ProfileStore) -> None:
    settings.keep_quiet_hours(profile, QuietHours(13 * 60 + 30, 14 * 60))
    chosen = [choice for choice in choices.quiet if choice.is_chosen]
    assert [choice.words for choice in chosen] == ["1:30\u202fPM to 2:00\u202fPM"]
    choices.choose_quiet(choices.quiet[1].value)
    assert quiet_hours(profile) == QuietHours(22 * 60, 7 * 60)
    choices.choose_quiet("")
    assert quiet_hours(profile) is None


def test_a_desktop_that_shows_none_is_only_a_problem_if_one_wants_them(choices: AttentionChoices, world: World) -> None:
    assert choices.problem == ""
    world.store.status.fail(BUBBLES, Problem(ProblemKind.NO_BUBBLES, may_retry=True))
    assert choices.problem.startswith("This computer shows no notifications")
    choices.choose_detail("nothing")
    assert choices.problem == ""


def test_closing_stays_or_ends(choices: AttentionChoices, profile: ProfileStore) -> None:
    choices.turn_tray()
    assert on_close(profile) is OnClose.TRAY
    choices.turn_tray()
    assert on_close(profile) is OnClose.QUIT

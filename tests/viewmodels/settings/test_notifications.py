from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.attention import QuietHours
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.attention.choices import BUBBLES, quiet_hours
from microblog_desktop.viewmodels.settings.notifications import NotificationsSection
from microblog_desktop.viewmodels.settings.setting import Acting, Choosing, Switching
from tests.store.world import World
from tests.viewmodels.settings.looking import chosen, keys, setting

TESTED: list[str] = []


@pytest.fixture
def section(profile: ProfileStore, world: World) -> NotificationsSection:
    TESTED.clear()
    return NotificationsSection(profile, world.store.status, world.store.feed, lambda: TESTED.append("shown"))


def test_how_much_they_tell_is_chosen(section: NotificationsSection, profile: ProfileStore) -> None:
    setting(section, "notify_detail", Choosing).choose("name")
    assert profile.preferences.get(preferences.NOTIFY_DETAIL) == "name"
    assert chosen(section, "notify_detail") == "Only who"


def test_who_wants_none_is_asked_nothing_more(section: NotificationsSection) -> None:
    setting(section, "notify_detail", Choosing).choose("nothing")
    assert keys(section) == ["notify_detail"]


def test_each_kind_has_a_switch(section: NotificationsSection, profile: ProfileStore) -> None:
    names = ["notify_messages", "notify_replies", "notify_likes", "notify_reposts", "notify_followers"]
    assert [key for key in keys(section) if key in names] == names
    for name in names:
        setting(section, name, Switching).turn()
        assert not setting(section, name, Switching).is_on
    assert not profile.preferences.get(preferences.NOTIFY_LIKES)


def test_quiet_hours_begin_and_end_when_one_wants(section: NotificationsSection, profile: ProfileStore) -> None:
    assert "quiet_from" not in keys(section)
    setting(section, "quiet_hours", Switching).turn()
    assert quiet_hours(profile) == QuietHours(22 * 60, 7 * 60)
    setting(section, "quiet_from", Choosing).choose(str(13 * 60 + 30))
    setting(section, "quiet_to", Choosing).choose(str(14 * 60))
    assert quiet_hours(profile) == QuietHours(13 * 60 + 30, 14 * 60)
    assert chosen(section, "quiet_from") == "1:30\u202fPM"
    assert len(setting(section, "quiet_to", Choosing).choices) == 24
    setting(section, "quiet_hours", Switching).turn()
    assert quiet_hours(profile) is None


def test_one_can_look_at_one_and_hears_why_there_is_none(
    section: NotificationsSection, world: World, qtbot: QtBot
) -> None:
    setting(section, "test", Acting).act()
    assert TESTED == ["shown"]
    with qtbot.waitSignal(section.changed):
        world.store.status.fail(BUBBLES, Problem(ProblemKind.NO_BUBBLES, may_retry=True))
    assert setting(section, "test", Acting).about == "This computer shows no notifications just now."


def test_closed_it_listens_no_more(section: NotificationsSection, world: World, qtbot: QtBot) -> None:
    section.close()
    with qtbot.assertNotEmitted(section.changed):
        world.store.status.succeed(BUBBLES)

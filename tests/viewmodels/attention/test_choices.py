from __future__ import annotations

from microblog_desktop.commands import settings
from microblog_desktop.domain.attention import NotifyDetail, OnClose, QuietHours
from microblog_desktop.domain.inbox.notification import NotificationKind
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.attention.choices import (
    KINDS,
    notify_detail,
    on_close,
    quiet_hours,
    tells_messages,
    told_kinds,
)


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


def test_a_damaged_hour_is_still_an_hour_of_the_day(profile: ProfileStore) -> None:
    with profile.transaction():
        profile.preferences.set(preferences.QUIET_HOURS, True)
        profile.preferences.set(preferences.QUIET_FROM, 100_000)
        profile.preferences.set(preferences.QUIET_TO, -1)
    assert quiet_hours(profile) == QuietHours(22 * 60, 7 * 60)


def test_each_kind_can_be_left_untold(profile: ProfileStore) -> None:
    assert told_kinds(profile) == frozenset(NotificationKind)
    for switch, kinds in KINDS.items():
        settings.turn(profile, switch)
        assert not told_kinds(profile) & set(kinds)
    assert not tells_messages(profile)
    assert NotificationKind.OTHER in told_kinds(profile)

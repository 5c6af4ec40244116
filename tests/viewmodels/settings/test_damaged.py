"""Whatever stands in the file of preferences, every section can be shown and everything that follows them goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microblog_desktop.domain.attention import NotifyDetail, OnClose
from microblog_desktop.domain.rules.attention import is_quiet
from microblog_desktop.i18n.translate import set_language
from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.preferences import Preference, page_window_size
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.paths import translations
from microblog_desktop.viewmodels.attention.choices import notify_detail, on_close, quiet_hours, told_kinds
from microblog_desktop.viewmodels.frame import PageWindowMemory, WindowMemory
from microblog_desktop.viewmodels.settings.appearance import AppearanceSection
from microblog_desktop.viewmodels.settings.general import GeneralSection
from microblog_desktop.viewmodels.settings.model import SettingsModel
from microblog_desktop.viewmodels.settings.notifications import NotificationsSection
from microblog_desktop.viewmodels.settings.reading import ReadingSection
from microblog_desktop.viewmodels.settings.setting import Choosing
from microblog_desktop.viewmodels.settings.writing import WritingSection
from tests.fakes.desktop import FakeSwitch
from tests.fakes.ports import FakeNetwork
from tests.store.world import ACCOUNT, World

EVERY = [one for one in vars(preferences).values() if isinstance(one, Preference)]
NONSENSE = st.one_of(
    st.text(max_size=20), st.binary(max_size=20), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False)
)


def _nothing() -> None:
    """No system to show a notification on."""


@pytest.fixture
def model(profile: ProfileStore, world: World, feed: ChangeFeed) -> Iterator[SettingsModel]:
    status, account_feed = world.store.status, world.store.feed
    sections = [
        GeneralSection(profile, world.store, FakeNetwork(), list, FakeSwitch(), lambda: True),
        AppearanceSection(profile),
        NotificationsSection(profile, status, account_feed, _nothing),
        ReadingSection(profile, ACCOUNT.server),
        WritingSection(profile, " ".join),
    ]
    model = SettingsModel(sections, profile, feed)
    yield model
    model.close()
    set_language("en", translations())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(values=st.fixed_dictionaries({one.name: NONSENSE for one in EVERY}))
def test_every_section_can_be_shown(profile: ProfileStore, model: SettingsModel, values: dict[str, object]) -> None:
    with profile.transaction():
        for name, value in values.items():
            profile.db.write("INSERT OR REPLACE INTO preference VALUES (?, ?)", (name, value))  # type: ignore[arg-type]
    for key in model.keys:
        for setting in model.group(key).settings:
            if isinstance(setting, Choosing):
                assert sum(choice.is_chosen for choice in setting.choices) == 1, setting.key
    hours = quiet_hours(profile)
    assert hours is None or is_quiet(datetime.now(UTC), hours) in (True, False)
    assert notify_detail(profile) in NotifyDetail
    assert on_close(profile) in OnClose
    assert told_kinds(profile)
    assert 0 <= profile.preferences.get(preferences.UNDO_SEND_S) <= 3600
    assert isinstance(WindowMemory(profile).geometry, bytes)


@pytest.mark.parametrize("size", ["", "x", "0x0", "-5x5", "99999999999999x700", "wide x high", "700", "7²x9"])
def test_a_nonsense_size_is_none(profile: ProfileStore, size: str) -> None:
    with profile.transaction():
        profile.preferences.set(page_window_size("thread"), size)
    assert PageWindowMemory(profile, "thread").size is None


@pytest.mark.parametrize("language", ["../../etc", "ko\0", "x" * 10_000, "kö"])
def test_a_nonsense_language_is_english(language: str) -> None:
    assert set_language(language, translations()) == "en"

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import settings
from microblog_desktop.i18n.translate import set_language
from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.paths import translations
from microblog_desktop.viewmodels.settings.appearance import AppearanceSection
from microblog_desktop.viewmodels.settings.model import SettingsModel
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import Acting, Setting, Telling, choices


class Café(Section):
    key = "café"
    is_closed = False

    def title(self) -> str:
        return "Café"

    def settings(self) -> tuple[Setting, ...]:
        return (Telling("crème", "Crème brûlée", "Sweet"), Telling("tea", "TEA", "Hot"))

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def café() -> Café:
    return Café()


@pytest.fixture
def model(café: Café, profile: ProfileStore, feed: ChangeFeed) -> Iterator[SettingsModel]:
    yield SettingsModel([café, AppearanceSection(profile)], profile, feed)
    set_language("en", translations())


def found(model: SettingsModel, words: str) -> dict[str, list[str]]:
    return {group.key: [one.key for one in group.settings] for group in model.find(words)}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("CREME brulee", {"café": ["crème"]}),
        ("tea", {"café": ["tea"]}),
        ("hot tea", {"café": ["tea"]}),
        ("cafe", {"café": ["crème", "tea"]}),
        ("dark", {"appearance": ["theme"]}),
        ("100 %", {"appearance": ["text_size"]}),
        ("nimat", {"appearance": ["animations"]}),
        ("tea dark", {}),
        ("  ", {}),
    ],
)
def test_settings_are_found_by_any_of_their_words(model: SettingsModel, words: str, keys: dict[str, list[str]]) -> None:
    assert found(model, words) == keys


def test_words_of_another_language_are_found_in_that_language(model: SettingsModel) -> None:
    set_language("ko", translations())
    assert found(model, "테마") == {"appearance": ["theme"]}
    assert found(model, "theme") == {}


def test_a_change_of_any_preference_is_told(model: SettingsModel, profile: ProfileStore, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.changed):
        settings.choose_theme(profile, "dark")


def test_what_a_section_tells_is_told(model: SettingsModel, café: Café, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.changed):
        café.changed.emit()


def test_what_differs_can_be_put_back(model: SettingsModel, profile: ProfileStore) -> None:
    assert [one.key for one in model.group("appearance").settings][-1] == "animations"
    settings.choose_theme(profile, "dark")
    settings.choose_density(profile, "compact")
    back = model.group("appearance").settings[-1]
    assert isinstance(back, Acting)
    assert (back.key, back.words) == ("appearance.reset", "Reset to defaults")
    back.act()
    assert profile.preferences.is_default(preferences.THEME)
    assert profile.preferences.is_default(preferences.DENSITY)
    assert model.group("appearance").settings[-1].key == "animations"


def test_an_unknown_section_is_the_first(model: SettingsModel) -> None:
    assert model.group("nowhere").key == "café"


def test_closed_it_listens_no_more(model: SettingsModel, café: Café, feed: ChangeFeed, qtbot: QtBot) -> None:
    model.close()
    assert café.is_closed
    with qtbot.assertNotEmitted(model.changed):
        feed.publish(ChangeSet(preferences=frozenset({"theme"})))
        café.changed.emit()
    assert feed.subscribers == 0


def test_a_value_that_is_none_of_the_choices_shows_the_first() -> None:
    assert [one.is_chosen for one in choices({"a": "A", "b": "B"}, "z")] == [True, False]
    assert [one.is_chosen for one in choices({"a": "A", "b": "B"}, "b")] == [False, True]

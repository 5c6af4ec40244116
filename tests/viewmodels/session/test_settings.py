from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from microblog_desktop.i18n.translate import Language
from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.session.settings import Choice, SettingsModel
from tests.fakes.ports import FakeNetwork
from tests.store.world import World

LANGUAGES = [Language("en", "English"), Language("ko", "한국어")]


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[ProfileStore]:
    profile = ProfileStore(tmp_path / "profile.db", ChangeFeed(lambda tell: tell()))
    yield profile
    profile.close()


@pytest.fixture
def network() -> FakeNetwork:
    return FakeNetwork()


@pytest.fixture
def model(profile: ProfileStore, world: World, network: FakeNetwork) -> SettingsModel:
    return SettingsModel(profile, world.store, network, lambda: LANGUAGES)


def chosen(choices: list[Choice]) -> list[str]:
    return [choice.value for choice in choices if choice.is_chosen]


def test_at_first_everything_is_as_the_computer_has_it(model: SettingsModel) -> None:
    assert (chosen(model.languages), chosen(model.themes), chosen(model.text_sizes)) == ([""], ["system"], ["100"])


def test_languages_are_named_in_themselves(model: SettingsModel) -> None:
    assert [choice.words for choice in model.languages] == ["As the computer", "English", "한국어"]


def test_what_is_chosen_is_kept(model: SettingsModel, profile: ProfileStore) -> None:
    model.choose_language("ko")
    model.choose_theme("dark")
    model.choose_text_size("150")
    assert profile.preferences.get(preferences.LANGUAGE) == "ko"
    assert (chosen(model.languages), chosen(model.themes), chosen(model.text_sizes)) == (["ko"], ["dark"], ["150"])


def test_working_offline_is_remembered_and_asked_of_sync(
    model: SettingsModel, world: World, profile: ProfileStore, network: FakeNetwork
) -> None:
    model.turn_offline_work()
    assert profile.preferences.get(preferences.WORK_OFFLINE)
    world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=True, since=world.now))
    model.turn_offline_work()
    assert not profile.preferences.get(preferences.WORK_OFFLINE)
    assert network.asked == ["go_offline", "go_online"]

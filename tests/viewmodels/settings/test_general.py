from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.i18n.translate import Language
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.settings.general import GeneralSection
from microblog_desktop.viewmodels.settings.setting import Choosing, Switching
from tests.fakes.desktop import FakeSwitch
from tests.fakes.ports import FakeNetwork
from tests.store.world import World
from tests.viewmodels.settings.looking import chosen, keys, setting

LANGUAGES = [Language("en", "English"), Language("ko", "한국어")]


class Desktop:
    has_tray = True


@pytest.fixture
def autostart() -> FakeSwitch:
    return FakeSwitch()


@pytest.fixture
def network() -> FakeNetwork:
    return FakeNetwork()


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


@pytest.fixture
def section(
    profile: ProfileStore, world: World, network: FakeNetwork, autostart: FakeSwitch, desktop: Desktop
) -> GeneralSection:
    return GeneralSection(profile, world.store, network, lambda: LANGUAGES, autostart, lambda: desktop.has_tray)


def test_languages_are_named_in_themselves(section: GeneralSection, profile: ProfileStore) -> None:
    language = setting(section, "language", Choosing)
    assert [choice.words for choice in language.choices] == ["As the computer", "English", "한국어"]
    assert chosen(section, "language") == "As the computer"
    language.choose("ko")
    assert profile.preferences.get(preferences.LANGUAGE) == "ko"
    assert chosen(section, "language") == "한국어"


def test_a_language_that_is_not_in_the_list_is_named_by_its_code(
    section: GeneralSection, profile: ProfileStore
) -> None:
    with profile.transaction():
        profile.preferences.set(preferences.LANGUAGE, "en_XA")
    assert chosen(section, "language") == "en_XA"


def test_starting_with_the_computer_is_the_system_s_own_state(
    section: GeneralSection, autostart: FakeSwitch, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(section.changed):
        setting(section, "start_with_system", Switching).turn()
    assert autostart.is_on()
    assert setting(section, "start_with_system", Switching).is_on


def test_a_system_that_refuses_is_said_in_the_second_line(section: GeneralSection, autostart: FakeSwitch) -> None:
    autostart.refuses = True
    setting(section, "start_with_system", Switching).turn()
    shown = setting(section, "start_with_system", Switching)
    assert (shown.is_on, shown.about) == (False, "The system did not let this program change that.")


def test_what_closing_does_is_asked_where_there_is_a_tray(
    section: GeneralSection, desktop: Desktop, profile: ProfileStore
) -> None:
    setting(section, "on_close", Choosing).choose("tray")
    assert profile.preferences.get(preferences.ON_CLOSE) == "tray"
    assert chosen(section, "on_close") == "Stay in the tray"
    desktop.has_tray = False
    assert "on_close" not in keys(section)


def test_working_offline_is_remembered_and_asked_of_sync(
    section: GeneralSection, world: World, profile: ProfileStore, network: FakeNetwork, qtbot: QtBot
) -> None:
    setting(section, "work_offline", Switching).turn()
    assert profile.preferences.get(preferences.WORK_OFFLINE)
    with qtbot.waitSignal(section.changed):
        world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=True, since=world.now))
    assert setting(section, "work_offline", Switching).is_on
    setting(section, "work_offline", Switching).turn()
    assert not profile.preferences.get(preferences.WORK_OFFLINE)
    assert network.asked == ["go_offline", "go_online"]


def test_cards_are_turned_off_and_on(section: GeneralSection, profile: ProfileStore) -> None:
    for is_wanted in (False, True):
        setting(section, "hover_cards", Switching).turn()
        assert profile.preferences.get(preferences.HOVER_CARDS) is is_wanted


def test_closed_it_listens_no_more(section: GeneralSection, world: World, qtbot: QtBot) -> None:
    section.close()
    with qtbot.assertNotEmitted(section.changed):
        world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=True, since=world.now))


def test_links_open_here_where_that_can_be_turned(
    profile: ProfileStore, world: World, network: FakeNetwork, autostart: FakeSwitch
) -> None:
    links = FakeSwitch()
    section = GeneralSection(profile, world.store, network, lambda: LANGUAGES, autostart, lambda: False, links)
    assert not setting(section, "open_links", Switching).is_on
    setting(section, "open_links", Switching).turn()
    assert setting(section, "open_links", Switching).is_on
    links.refuses = True
    setting(section, "open_links", Switching).turn()
    assert "did not let" in setting(section, "open_links", Switching).about
    section.close()

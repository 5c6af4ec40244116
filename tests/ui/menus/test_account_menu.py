from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from microblog_desktop.i18n.translate import Language
from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.status import NetworkState
from microblog_desktop.ui.menus.account_menu import AccountMenu
from microblog_desktop.ui.menus.shortcuts_dialog import Shortcut, ShortcutsDialog
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.session.settings import SettingsModel
from tests.fakes.ports import FakeNetwork
from tests.store.world import World


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[ProfileStore]:
    profile = ProfileStore(tmp_path / "profile.db", ChangeFeed(lambda tell: tell()))
    yield profile
    profile.close()


@pytest.fixture
def menu(theme: Theme, profile: ProfileStore, world: World, qtbot: QtBot) -> AccountMenu:
    languages = [Language("en", "English"), Language("ko", "한국어")]
    menu = AccountMenu(theme, SettingsModel(profile, world.store, FakeNetwork(), lambda: languages))
    qtbot.addWidget(menu)
    return menu


def entry(menu: QMenu, *words: str) -> QAction:
    action = next(action for action in menu.actions() if action.text() == words[0])
    below = action.menu()
    if len(words) == 1:
        return action
    assert isinstance(below, QMenu)
    return entry(below, *words[1:])


def test_a_language_is_chosen_from_the_menu(menu: AccountMenu, profile: ProfileStore) -> None:
    assert entry(menu, "Language", "As the computer").isChecked()
    entry(menu, "Language", "한국어").trigger()
    assert profile.preferences.get(preferences.LANGUAGE) == "ko"
    menu.refill()
    assert entry(menu, "Language", "한국어").isChecked()


def test_theme_and_text_size_are_chosen_from_the_menu(menu: AccountMenu, profile: ProfileStore) -> None:
    entry(menu, "Theme", "Dark").trigger()
    entry(menu, "Text size", "150 %").trigger()
    assert profile.preferences.get(preferences.THEME) == "dark"
    assert profile.preferences.get(preferences.TEXT_SIZE) == 150


def test_working_offline_is_a_switch(menu: AccountMenu, world: World, profile: ProfileStore) -> None:
    assert not entry(menu, "Work offline").isChecked()
    entry(menu, "Work offline").trigger()
    assert profile.preferences.get(preferences.WORK_OFFLINE)
    world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=True, since=world.now))
    menu.refill()
    assert entry(menu, "Work offline").isChecked()


def test_the_ways_out_are_wishes_of_the_menu(menu: AccountMenu, qtbot: QtBot) -> None:
    for words, signal in (
        ("Sign out…", menu.sign_out_wanted),
        ("Quit", menu.quit_wanted),
        ("Keyboard shortcuts", menu.keys_wanted),
    ):
        with qtbot.waitSignal(signal):
            entry(menu, words).trigger()


def test_the_keys_are_listed_with_their_meaning(theme: Theme, qtbot: QtBot) -> None:
    dialog = ShortcutsDialog(theme, [Shortcut("Ctrl+N", "New post")])
    qtbot.addWidget(dialog)
    dialog.open()
    assert [label.text() for label in dialog.findChildren(TextLabel)] == ["Ctrl+N", "New post"]

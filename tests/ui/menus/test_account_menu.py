from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QScrollArea
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.i18n.translate import Language
from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.status import NetworkState
from microblog_desktop.ui.menus.account_menu import AccountMenu
from microblog_desktop.ui.menus.shortcuts_dialog import Shortcut, ShortcutsDialog
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.attention.choices import AttentionChoices
from microblog_desktop.viewmodels.session.settings import SettingsModel
from tests.fakes.ports import FakeNetwork
from tests.store.world import NOON, World


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[ProfileStore]:
    profile = ProfileStore(tmp_path / "profile.db", ChangeFeed(lambda tell: tell()))
    yield profile
    profile.close()


@pytest.fixture
def menu(theme: Theme, profile: ProfileStore, world: World, qtbot: QtBot) -> AccountMenu:
    languages = [Language("en", "English"), Language("ko", "한국어")]
    menu = AccountMenu(
        theme,
        SettingsModel(profile, world.store, FakeNetwork(), lambda: languages),
        AttentionChoices(profile, world.store.status, lambda: world.now < LATER),
    )
    qtbot.addWidget(menu)
    return menu


LATER = NOON + timedelta(days=1)
"""The tray of this desktop is there until then."""


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


def test_cards_of_people_are_a_switch(menu: AccountMenu, profile: ProfileStore) -> None:
    words = "Cards of people under the pointer"
    assert entry(menu, words).isChecked()
    for is_wanted in (False, True):
        entry(menu, words).trigger()
        assert profile.preferences.get(preferences.HOVER_CARDS) is is_wanted
        menu.refill()
        assert entry(menu, words).isChecked() is is_wanted


def test_working_offline_is_a_switch(menu: AccountMenu, world: World, profile: ProfileStore) -> None:
    assert not entry(menu, "Work offline").isChecked()
    entry(menu, "Work offline").trigger()
    assert profile.preferences.get(preferences.WORK_OFFLINE)
    world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=True, since=world.now))
    menu.refill()
    assert entry(menu, "Work offline").isChecked()


def test_how_much_notifications_tell_is_chosen_from_the_menu(menu: AccountMenu, profile: ProfileStore) -> None:
    assert entry(menu, "Desktop notifications", "Who, and what they write").isChecked()
    entry(menu, "Desktop notifications", "Only who").trigger()
    assert profile.preferences.get(preferences.NOTIFY_DETAIL) == "name"


def test_a_desktop_that_shows_none_is_said_where_they_are_chosen(menu: AccountMenu, world: World) -> None:
    world.store.status.fail("bubbles", Problem(ProblemKind.NO_BUBBLES, may_retry=True))
    menu.refill()
    below = entry(menu, "Desktop notifications").menu()
    assert isinstance(below, QMenu)
    assert below.actions()[-1].text().startswith("This computer shows no notifications")


def test_quiet_hours_are_chosen_and_dropped(menu: AccountMenu, profile: ProfileStore) -> None:
    below = entry(menu, "Quiet hours").menu()
    assert isinstance(below, QMenu)
    assert below.actions()[1].text() == "10:00\u202fPM to 7:00\u202fAM"
    below.actions()[1].trigger()
    assert profile.preferences.get(preferences.QUIET_HOURS)
    menu.refill()
    entry(menu, "Quiet hours", "None").trigger()
    assert not profile.preferences.get(preferences.QUIET_HOURS)


def test_staying_in_the_tray_is_offered_where_there_is_one(
    menu: AccountMenu, profile: ProfileStore, world: World
) -> None:
    stay = "Stay in the tray when the window closes"
    entry(menu, stay).trigger()
    assert profile.preferences.get(preferences.ON_CLOSE) == "tray"
    world.now = LATER
    menu.refill()
    assert stay not in [action.text() for action in menu.actions()]


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


def test_the_list_of_keys_is_scrolled_by_keys(theme: Theme, qtbot: QtBot) -> None:
    dialog = ShortcutsDialog(theme, [Shortcut(f"F{number}", f"Deed {number}") for number in range(60)])
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    area = dialog.focusWidget()
    assert isinstance(area, QScrollArea)
    assert area.accessibleName() == "Keyboard shortcuts"
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 2 * bar.pageStep())
    places = [bar.value()]
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_End,
        Qt.Key.Key_Up,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Home,
    ):
        QTest.keyClick(area, key)
        places.append(bar.value())
    assert places[:4] == sorted(set(places[:4]))
    assert places[3] == bar.maximum()
    assert places[3:] == sorted(set(places[3:]), reverse=True)
    assert places[-1] == 0
    QTest.keyClick(area, Qt.Key.Key_Escape)
    assert not dialog.isVisible()

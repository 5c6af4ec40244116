from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QScrollArea
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.menus.account_menu import AccountMenu
from microblog_desktop.ui.menus.shortcuts_dialog import Shortcut, ShortcutsDialog
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.jump.deeds import Deed
from tests.viewmodels.session.test_accounts import BRUNO, Desk


class Works:
    """Knows one switch, and what was asked for."""

    def __init__(self) -> None:
        self.offline = False
        self.done: list[str] = []

    def deeds(self) -> Sequence[Sequence[Deed]]:
        offline = Deed("offline", lambda: "Work offline", self.turn, is_on=lambda: self.offline)
        return (offline, self.deed("Export my data…")), (self.deed("Quit"),)

    def deed(self, words: str) -> Deed:
        return Deed(words, lambda: words, lambda: self.done.append(words))

    def turn(self) -> None:
        self.offline = not self.offline


@pytest.fixture
def works() -> Works:
    return Works()


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.model.close()
    desk.profile.close()
    desk.world.store.close()


@pytest.fixture
def menu(theme: Theme, works: Works, desk: Desk, qtbot: QtBot) -> AccountMenu:
    menu = AccountMenu(theme, works.deeds, desk.model)
    qtbot.addWidget(menu)
    return menu


def test_accounts_are_listed_with_their_keys(menu: AccountMenu, desk: Desk) -> None:
    susan, bruno = menu.actions()[:2]
    assert susan.text() == "Susan, @susan · example.org\tAlt+1"
    assert (susan.isChecked(), bruno.isChecked()) == (True, False)
    bruno.trigger()
    assert desk.port.asked == [("show", BRUNO.id)]


def test_one_account_is_no_list(menu: AccountMenu, desk: Desk) -> None:
    with desk.profile.transaction():
        desk.profile.accounts.forget(BRUNO.id)
    menu.refill()
    assert menu.actions()[0].text() == "Work offline"


def entry(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == words)


def test_working_offline_is_a_switch(menu: AccountMenu, works: Works) -> None:
    assert not entry(menu, "Work offline").isChecked()
    works.offline = True
    menu.refill()
    assert entry(menu, "Work offline").isChecked()


def test_what_it_offers_is_done_group_by_group(menu: AccountMenu, works: Works) -> None:
    for words in ("Work offline", "Export my data…", "Quit"):
        entry(menu, words).trigger()
    assert (works.offline, works.done) == (True, ["Export my data…", "Quit"])
    assert [action.text() for action in menu.actions()][-4:] == ["Work offline", "Export my data…", "", "Quit"]


def test_the_keys_are_listed_with_their_meaning(theme: Theme, qtbot: QtBot) -> None:
    dialog = ShortcutsDialog(theme, [Shortcut("Ctrl+N", lambda: "New post")])
    qtbot.addWidget(dialog)
    dialog.open()
    assert [label.text() for label in dialog.findChildren(TextLabel)] == ["Ctrl+N", "New post"]


def test_the_list_of_keys_is_scrolled_by_keys(theme: Theme, qtbot: QtBot) -> None:
    dialog = ShortcutsDialog(theme, [Shortcut(f"F{number}", f"Deed {number}".title) for number in range(60)])
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

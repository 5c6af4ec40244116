"""The other accounts at the foot of the side bar (ui/frame/account_switcher.py)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.ui.frame.account_switcher import AccountButton, AccountSwitcher
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.buttons import PaintedButton
from microblog_desktop.viewmodels.session.accounts import AccountEntry

BRUNO = AccountEntry(AccountId("b"), 2, "Bruno", "bruno", "@bruno · example.net", None, 3, "", False, False)


def many(count: int) -> list[AccountEntry]:
    return [replace(BRUNO, id=AccountId(f"{number}"), number=number + 2, unread=number) for number in range(count)]


@pytest.fixture
def switcher(qtbot: QtBot, theme: Theme) -> AccountSwitcher:
    switcher = AccountSwitcher(theme)
    qtbot.addWidget(switcher)
    switcher.resize(199, 300)
    switcher.show()
    return switcher


def fill(switcher: AccountSwitcher, entries: list[AccountEntry]) -> None:
    switcher.show_entries(entries, [None] * len(entries))


def visible(switcher: AccountSwitcher) -> list[PaintedButton]:
    """From left to right, or from the top down."""
    buttons = [button for button in switcher.findChildren(PaintedButton) if button.isVisible()]
    layout = switcher.layout()
    assert layout is not None
    layout.activate()
    return sorted(buttons, key=lambda button: (button.x(), button.y()))


def test_a_button_says_who_where_and_how_much_waits(switcher: AccountSwitcher) -> None:
    fill(switcher, [BRUNO])
    button = switcher.findChildren(AccountButton)[0]
    assert button.accessibleName() == "Bruno, @bruno · example.net, 3 unread"
    assert button.toolTip() == "Bruno, @bruno · example.net, 3 unread (Alt+2)"
    assert button.badge == "3"
    fill(switcher, [replace(BRUNO, problem="you must sign in again")])
    assert switcher.findChildren(AccountButton) == [button]
    assert button.badge == "!"
    assert "sign in again" in button.accessibleName()
    assert not button.grab().isNull()


def test_pressing_asks_for_that_account(switcher: AccountSwitcher) -> None:
    wanted: list[str] = []
    switcher.account_wanted.connect(wanted.append)
    fill(switcher, many(3))
    for button in visible(switcher):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == ["0", "1", "2"]


def test_what_does_not_fit_is_counted_and_opens_the_menu(switcher: AccountSwitcher) -> None:
    menus: list[QWidget] = []
    switcher.menu_wanted.connect(menus.append)
    fill(switcher, many(8))
    *_, more = visible(switcher)
    assert (len(visible(switcher)), more.text()) == (5, "+4")
    assert more.accessibleName() == "4 more accounts, 22 unread"
    more.click()
    assert menus == [more]


def test_folded_it_takes_the_height_there_is(switcher: AccountSwitcher) -> None:
    fill(switcher, many(8))
    switcher.fold()
    switcher.fit(130)
    assert [button.text() for button in visible(switcher)][-1] == "+6"
    assert len({button.x() for button in visible(switcher)}) == 1
    switcher.fit(0)
    [more] = visible(switcher)
    assert more.text() == "+8", "the account's menu, which it opens, has them all"
    switcher.fit(600)
    assert len(visible(switcher)) == 5
    switcher.unfold()
    assert len(visible(switcher)) == 5


def test_an_account_that_left_has_no_button(switcher: AccountSwitcher) -> None:
    fill(switcher, many(2))
    gone, stays = visible(switcher)
    stays.setFocus()
    fill(switcher, many(2)[1:])
    assert visible(switcher) == [stays]
    assert gone.isHidden()

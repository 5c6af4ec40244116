"""The icon in the tray and its menu (ui/tray/tray.py); a real tray is in tests/e2e/test_tray.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.attention import Unread
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.ui.tray.tray import Tray
from tests.ui.frame.test_account_switcher import BRUNO

# Off screen there is no tray; the icon tries to find one all the same.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)


@pytest.fixture
def tray(qtbot: QtBot) -> Iterator[Tray]:
    tray = Tray()
    yield tray
    tray.close()


def shown(*actions: QAction) -> list[str]:
    return [action.text() for action in actions if action.isVisible()]


def counts(tray: Tray) -> list[str]:
    return shown(tray.messages_action, tray.notifications_action, tray.nothing_action)


def test_the_menu_tells_what_waits(tray: Tray) -> None:
    assert counts(tray) == ["Nothing unread"]
    tray.show_unread(Unread(1, 0))
    assert counts(tray) == ["1 unread message"]
    tray.show_unread(Unread(2, 3))
    assert counts(tray) == ["2 unread messages", "3 unread notifications"]


def test_several_accounts_are_listed_and_chosen(tray: Tray) -> None:
    wanted: list[str] = []
    tray.account_wanted.connect(wanted.append)
    other = replace(BRUNO, id=AccountId("c"), name="Cem & co", handle="@cem · example.net", unread=0, is_shown=True)
    tray.show_accounts((BRUNO, other))
    assert shown(*tray.account_actions) == ["Bruno, @bruno · example.net, 3 unread", "Cem && co, @cem · example.net"]
    assert [action.isChecked() for action in tray.account_actions] == [False, True]
    tray.account_actions[0].trigger()
    assert wanted == [BRUNO.id]
    tray.show_accounts(())
    assert tray.account_actions == []


def test_the_tip_tells_it_too(tray: Tray) -> None:
    tray.appear()
    tray.show_unread(Unread(2, 1))
    assert tray.icon is not None
    assert tray.icon.toolTip() == "Microblog\n2 unread messages\n1 unread notification"


def test_the_entries_are_wishes(tray: Tray, qtbot: QtBot) -> None:
    for action, signal in (
        (tray.open_action, tray.open_wanted),
        (tray.new_post_action, tray.new_post_wanted),
        (tray.quit_action, tray.quit_wanted),
    ):
        with qtbot.waitSignal(signal):
            action.trigger()
    with qtbot.waitSignal(tray.page_wanted) as page:
        tray.messages_action.trigger()
    assert page.args == ["messages"]


def test_writing_is_offered_where_one_may(tray: Tray) -> None:
    assert shown(tray.new_post_action) == []
    tray.offer_writing()
    assert shown(tray.new_post_action) == ["New post"]
    tray.withhold_writing()
    assert shown(tray.new_post_action) == []


def test_it_comes_and_goes_with_the_tray(tray: Tray) -> None:
    tray.show_unread(Unread(7, 0))
    tray.appear()
    first = tray.icon
    tray.appear()
    assert tray.icon is first
    tray.vanish()
    assert not tray.is_shown
    tray.appear()
    assert tray.icon is not None
    assert tray.icon is not first
    assert tray.icon.toolTip() == "Microblog\n7 unread messages"


def test_a_click_is_one_click(tray: Tray, qtbot: QtBot) -> None:
    tray.appear()
    assert tray.icon is not None
    with qtbot.waitSignal(tray.clicked):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    # Windows tells of a double click after the click.
    with qtbot.assertNotEmitted(tray.clicked):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.DoubleClick)
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)

"""The settings in the real windows: opened from anywhere, applied at once, with place and focus kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.i18n.translate import set_language
from microblog_desktop.store import preferences
from microblog_desktop.system.paths import translations
from microblog_desktop.ui.frame.nav_button import NavButton
from microblog_desktop.ui.settings.controls import ChoosingRow, SwitchingRow
from microblog_desktop.ui.settings.settings_page import SettingsPage
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, running_client, sign_in, until

NewPerson = Callable[[str], ApiPerson]
SECTIONS = (
    "accounts",
    "general",
    "appearance",
    "notifications",
    "reading",
    "writing",
    "network",
    "storage",
    "shortcuts",
    "about",
)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


async def _press(window: QWidget, keys: str) -> None:
    window.activateWindow()
    await until("the window to be active", window.isActiveWindow)
    focused: QWidget | None = window.focusWidget()
    QTest.keySequence(focused or window, QKeySequence(keys))


async def _choose(page: SettingsPage, setting: str, value: str) -> ChoosingRow:
    row = page.rows.row(page.section, setting)
    assert isinstance(row, ChoosingRow)
    row.button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row.button, Qt.Key.Key_Space)
    menu = row.button.menu
    assert menu is not None
    next(action for action in menu.actions() if action.text() == value).trigger()
    menu.close()
    return row


async def _settings(account: AccountGraph) -> SettingsPage:
    await _press(account.window, "Ctrl+,")
    await until("the settings", lambda: account.window.page.key == "settings")
    return account.settings.page


async def test_what_is_chosen_holds_at_once_in_every_window_and_after_a_restart(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: set_language("en", translations()))
    ann = new_person("ann")
    ann.post("a post to look at")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the post", lambda: "a post to look at" in bodies(account))
        page = await _settings(account)
        page.open_section("general")
        row = await _choose(page, "language", "한국어")
        await until("Korean", lambda: row.named == "언어")
        titles = [button.text() for button in account.window.findChildren(NavButton)]
        assert "홈" in titles
        assert row.button.hasFocus() or account.window.focusWidget() is row.button
        await _choose(page, "language", "English")
        await until("English", lambda: row.named == "Language")
        page.open_section("appearance")
        row_height = _row_height(account)
        await _choose(page, "density", "Compact")
        account.window.open_page("home")
        await until("lower rows", lambda: _row_height(account) < row_height)
        account.window.open_page("settings")
        assert page.section == "appearance"
        times = page.rows.row("appearance", "relative_times")
        assert isinstance(times, SwitchingRow)
        QTest.keyClick(times.switch, Qt.Key.Key_Space)
        assert not running.client.shared.profile.preferences.get(preferences.RELATIVE_TIMES)
    async with running_client(tmp_path) as running:
        profile, theme = running.client.shared.profile, running.client.shared.appearance.theme
        assert profile.preferences.get(preferences.DENSITY) == "compact"
        assert theme.spaced(14) < 14


def _row_height(account: AccountGraph) -> int:
    row = account.home.posts.list.current.widget()
    if row is None:
        account.home.posts.step(1)
        row = account.home.posts.list.current.widget()
    assert row is not None
    return row.height()


async def test_every_section_is_there_and_can_be_opened(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        page = await _settings(account)
        assert tuple(page.list.buttons) == SECTIONS
        for key in SECTIONS:
            page.open_section(key)
            await asyncio.sleep(0)
            assert page.rows.rows, key


async def test_a_window_beside_the_main_one_brings_it_forward_with_the_settings(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, zoe = new_person("ann"), new_person("zoe")
    zoe.write_to(ann, "hello")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the message", lambda: account.store.unread.messages() == 1)
        account.talks.open_window(PersonId(str(zoe.id)))
        (window,) = account.page_windows.all_windows()
        await _press(window, "Ctrl+,")
        await until("the settings", lambda: account.window.page.key == "settings")
        await until("the main window", account.window.isActiveWindow)

"""Ctrl+K: from anywhere to anywhere, with the real client."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.ui.composer.writing_box import WritingBox
from microblog_desktop.ui.jump.panel import JumpPanel
from microblog_desktop.ui.search.page import SearchPage
from microblog_desktop.viewmodels.jump.model import JumpModel
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import running_client, sign_in, until

NewPerson = Callable[[str], ApiPerson]


async def _jump(window: QWidget) -> JumpPanel:
    window.activateWindow()
    await until("the window to be active", window.isActiveWindow)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    await until("the panel", lambda: [panel for panel in window.findChildren(JumpPanel) if panel.isVisible()])
    panel = next(panel for panel in window.findChildren(JumpPanel) if panel.isVisible())
    await until("the field to have the focus", panel.field.hasFocus)
    return panel


async def _go(account: AccountGraph, words: str, key: str) -> None:
    """Open the panel, type, wait until it offers `key` first, and press Enter."""
    panel = await _jump(account.window.window())
    QTest.keyClicks(panel.field, words)
    model = panel.list.model
    assert isinstance(model, JumpModel)
    await until(f"“{words}” to lead to {key}", lambda: panel.rows.chosen == key and not model.is_waiting)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    await until("the panel to be gone", lambda: not isValid(panel))


async def test_a_few_letters_lead_to_pages_people_settings_and_deeds(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, zoe = new_person("ann"), new_person("zoe")
    zoe.write_to(ann, "are you on the train?")
    zoe_id = PersonId(str(zoe.id))
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        window = account.window
        await until("the message", lambda: account.store.unread.messages() == 1)

        (box,) = window.findChildren(WritingBox)
        box.setFocus()
        QTest.keyClicks(box, "half a thought")
        panel = await _jump(window.window())
        QTest.keyClick(panel.field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        await until("the panel to be gone", lambda: not window.findChildren(JumpPanel))
        assert box.hasFocus()
        assert box.toPlainText() == "half a thought"

        await _go(account, "notif", "page:notifications")
        assert window.page.key == "notifications"
        await _go(account, zoe.username, f"conversation:{zoe_id}")
        assert window.page.key == "messages"
        await until("it to be read", lambda: account.store.unread.messages() == 0)
        await _go(account, f"@{zoe.username}", f"person:{zoe_id}")
        assert window.page.key == f"profile:{zoe_id}"
        await _go(account, "density", "setting:appearance.density")
        assert window.page.key == "settings"
        assert account.settings.page.section == "appearance"
        await _go(account, "work offline", "deed:offline")
        assert account.store.status.network.works_offline_by_choice

        panel = await _jump(window.window())
        assert panel.rows.chosen == f"person:{zoe_id}", "where one was, before one went to where one is"
        QTest.keyClicks(panel.field, "train to the sea")
        await until("nothing but the search", lambda: panel.rows.chosen == "search")
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
        await until("the panel to be gone", lambda: not isValid(panel))
        (page,) = [page for page in window.findChildren(SearchPage) if page.isVisible()]
        assert page.field.text() == "train to the sea"


async def test_it_opens_over_a_window_beside_the_main_one(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, zoe = new_person("ann"), new_person("zoe")
    zoe.write_to(ann, "hello")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the message", lambda: account.store.unread.messages() == 1)
        account.talks.open_window(PersonId(str(zoe.id)))
        (beside,) = account.open_windows
        panel = await _jump(beside)
        assert panel.parentWidget() is beside
        QTest.keyClicks(panel.field, f"@{zoe.username}")
        await until("zoe", lambda: panel.rows.chosen == f"person:{zoe.id}")
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
        await until("the panel to be gone", lambda: not isValid(panel))
        assert beside.page.key == f"profile:{zoe.id}"
        panel = await _jump(beside)
        QTest.keyClicks(panel.field, "home")
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
        await until("the panel to be gone", lambda: not isValid(panel))
        assert account.window.page.key == "home"

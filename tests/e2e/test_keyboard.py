"""A whole session without a mouse, and one always sees where one is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.commands import settings
from microblog_desktop.ui.composer.composer_dialog import ComposerDialog
from microblog_desktop.ui.frame.account_block import AccountBlock
from microblog_desktop.ui.frame.nav_button import NavButton
from microblog_desktop.ui.frame.right_column import RightColumn
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.menus.shortcuts_dialog import ShortcutsDialog
from microblog_desktop.ui.page.confirmation import Confirmation
from microblog_desktop.ui.posts.action_bar import ActionButton
from microblog_desktop.ui.thread.thread_page import ThreadPage
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.fields import TextBox
from microblog_desktop.viewmodels.timeline.rows import GapRow, PostRow
from tests.e2e.keyboard import Keyboard
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, come_back, row_of, running_client, sign_in, until

NewPerson = Callable[[str], ApiPerson]


def _post(account: AccountGraph) -> str:
    row = account.home.posts.focused_post()
    return "" if row is None else row.body.text


def _is_in_state(account: AccountGraph, body: str, state: tuple[bool, ...]) -> bool:
    return _state(account, body) == state


def _state(account: AccountGraph, body: str) -> tuple[bool, bool, bool]:
    row = row_of(account, body)
    return (False,) * 3 if row is None else (row.liked, row.reposted, row.bookmarked)


async def test_a_session_without_a_mouse(tmp_path: Path, server: ServerProcess, new_person: NewPerson) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    ann.follow(ben)
    for number in range(20):
        ben.post(f"post {number}")
    async with running_client(tmp_path) as running:
        settings.choose_undo_send(running.client.shared.profile, 0)
        account = await sign_in(running, server.url, ann)
        keyboard = Keyboard(account.window)
        await until("the posts", lambda: len(bodies(account)) == 20)
        for key, body in (("J", "post 19"), ("J", "post 18"), ("J", "post 17"), ("K", "post 18"), ("Down", "post 17")):
            await keyboard.press(key)
            assert _post(account) == body
            assert isinstance(keyboard.focused, RowWidget)
            assert keyboard.focused.shows_ring
        await _read_and_answer(keyboard, account)
        await until("the answer", lambda: ann.posts_of(ann) == ["an answer"])
        await _react_and_undo(keyboard, account)
        await _write_edit_delete(keyboard, account, ann)
        await _go_to_the_top_and_back(keyboard, account)
        await _go_through_pages(keyboard, account)


async def _read_and_answer(keyboard: Keyboard, account: AccountGraph) -> None:
    await keyboard.press("O")
    await until("the thread", lambda: account.window.findChildren(ThreadPage))
    await keyboard.press("R")
    await keyboard.write("an answer")
    await keyboard.press("Alt+Left")
    assert account.window.page.key == "home"
    assert _post(account) == "post 17"
    await keyboard.press("R")
    await until("the box to write in", lambda: isinstance(keyboard.top, ComposerDialog))
    await keyboard.press("Esc")
    assert _post(account) == "post 17"


async def _react_and_undo(keyboard: Keyboard, account: AccountGraph) -> None:
    for index, key in enumerate("FBD"):
        done = tuple(index == each for each in range(3))
        await keyboard.press(key)
        await until(f"{key} to be done", partial(_is_in_state, account, "post 17", done))
        await keyboard.press("Ctrl+Z")
        await until(f"{key} to be undone", lambda: not any(_state(account, "post 17")))
        assert _post(account) == "post 17"


async def _write_edit_delete(keyboard: Keyboard, account: AccountGraph, ann: ApiPerson) -> None:
    await keyboard.press("N")
    await keyboard.write("my own")
    await until("it to arrive", lambda: ann.posts_of(ann)[0] == "my own")
    await keyboard.walk("K", lambda: _post(account) == "my own")
    await keyboard.press("E")
    await keyboard.write(", better")
    await until("the edit to arrive", lambda: ann.posts_of(ann)[0] == "my own, better")
    await until("it to be shown", lambda: _post(account) == "my own, better")
    await keyboard.press("Del")
    # Without a time to undo it is asked about first.
    assert isinstance(keyboard.top, Confirmation)
    await keyboard.press("Tab")
    await keyboard.press("Return")
    await until("it to go", lambda: row_of(account, "my own, better") is None)
    await until("another post to have the focus", lambda: _post(account))


async def _go_to_the_top_and_back(keyboard: Keyboard, account: AccountGraph) -> None:
    await keyboard.walk("J", lambda: _post(account) == "post 2")
    place = account.home.posts.list.place()
    await keyboard.press(".")
    assert account.home.posts.list.is_at_top()
    await keyboard.press("Alt+Left")
    assert account.home.posts.list.place() == place


async def _go_through_pages(keyboard: Keyboard, account: AccountGraph) -> None:
    for number, button in enumerate(account.window.findChildren(NavButton), start=1):
        await keyboard.press(f"Ctrl+{number}")
        assert button.isChecked(), button.text()
    await keyboard.press("Ctrl+1")
    assert account.window.page.key == "home"


async def test_a_hole_is_filled_by_enter(tmp_path: Path, server: ServerProcess, new_person: NewPerson) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    ann.follow(ben)
    ben.post("old")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the post", lambda: bodies(account) == ["old"])
    for number in range(60):
        ben.post(f"while away {number}")
    async with running_client(tmp_path) as running:
        opened = come_back(running)
        await until("the hole", lambda: any(isinstance(row, GapRow) for row in opened.timeline.rows))
        keyboard = Keyboard(opened.window)

        def is_at_hole() -> bool:
            index = opened.home.posts.list.current.index()
            widget = opened.home.posts.list.current.widget()
            is_hole = index is not None and isinstance(opened.timeline.rows[index], GapRow)
            return is_hole and widget is not None and widget.has_focus_inside()

        await keyboard.press(".")
        await keyboard.walk("J", is_at_hole)
        await keyboard.press("Return")
        await until("the hole to close", lambda: not any(isinstance(row, GapRow) for row in opened.timeline.rows))
        await until("a focus that one sees", lambda: keyboard.focused.isVisible())
        assert isinstance(keyboard.focused, RowWidget)


async def test_every_key_in_the_list_does_what_it_says(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    for body in ("one", "two", "three"):
        ann.post(body)
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        keyboard = Keyboard(account.window)
        await until("the posts", lambda: len(bodies(account)) == 3)
        await keyboard.press("?")
        dialog = keyboard.top
        assert isinstance(dialog, ShortcutsDialog)
        shown = [label.text() for label in dialog.findChildren(QLabel)]
        for entry in account.window.keys:
            assert shown.index(entry.words) == shown.index(entry.shown_keys) + 1
        await keyboard.press("Esc")
        heard: list[str] = []
        for shortcut in account.window.findChildren(QShortcut):
            name = shortcut.key().toString()
            shortcut.activated.connect(lambda name=name: heard.append(name))
            shortcut.activatedAmbiguously.connect(lambda name=name: heard.append(f"{name} means two things"))
        for entry in account.window.keys:
            for key in entry.keys:
                if key == "Ctrl+Q":
                    continue
                await _stand_on_a_post(keyboard, account)
                heard.clear()
                await keyboard.press(key)
                assert heard == [QKeySequence(key).toString()], entry.words
        await _stand_on_a_post(keyboard, account)
        await keyboard.press("Ctrl+Q")
        await until("the end", lambda: running.client.account is None)


async def _stand_on_a_post(keyboard: Keyboard, account: AccountGraph) -> None:
    """Leave whatever the key before opened."""
    for _ in range(5):
        if keyboard.top is account.window:
            break
        await keyboard.press("Esc")
    for window in QApplication.topLevelWidgets():
        if window is not account.window.window() and window.isWindow() and window.isVisible():
            window.close()
    account.window.activateWindow()
    await until("the window to be active", account.window.isActiveWindow)
    account.window.open_page("home")
    await until("a post", lambda: account.timeline.rows and isinstance(account.timeline.rows[0], PostRow))
    account.home.posts.list.current.go_to(0)


async def test_tab_goes_through_the_window_in_reading_order_and_never_stays(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    ann.post("mine")
    ben.post("not followed yet")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        keyboard = Keyboard(account.window)
        account.window.window().resize(1240, 760)
        await until("the post", lambda: len(bodies(account)) == 1)
        await until("somebody to follow", lambda: _buttons_on_the_right(account))
        await keyboard.press("Ctrl+1")
        await keyboard.walk("J", lambda: isinstance(keyboard.focused, RowWidget))
        first, rows = keyboard.focused, account.home.posts.list
        await until("the rows to be put in order", lambda: _next_stop(rows) is first)
        visited = [first]
        pictures = {}
        while True:
            stop = keyboard.focused
            pictures[stop] = stop.grab().toImage()
            await keyboard.press("Tab")
            assert stop.grab().toImage() != pictures[stop], f"{stop} looks the same with and without the focus"
            if keyboard.focused is first:
                break
            assert keyboard.focused not in visited, "going round without the post"
            visited.append(keyboard.focused)
        places = [_place(account, stop) for stop in visited]
        start = places.index("side bar")
        order = places[start:] + places[:start]
        assert order == sorted(order, key=_ORDER.index), order
        assert set(order) == set(_ORDER)
        for stop in reversed(visited):
            await keyboard.press("Shift+Tab")
            assert keyboard.focused is stop


_ORDER = ["side bar", "composer", "post", "action", "right column"]


def _place(account: AccountGraph, widget: QWidget) -> str:
    if isinstance(widget, NavButton | AccountBlock) or account.window.side_bar.isAncestorOf(widget):
        return "side bar"
    if isinstance(widget, RowWidget):
        return "post"
    if isinstance(widget, ActionButton):
        return "action"
    if account.window.right_column.isAncestorOf(widget):
        return "right column"
    assert isinstance(widget, TextBox) or account.home.isAncestorOf(widget), widget
    return "composer"


def _next_stop(widget: QWidget) -> QWidget:
    """What the Tab key visits after it."""
    following = widget.nextInFocusChain()
    while following is not None and not (following.focusPolicy() & Qt.FocusPolicy.TabFocus and following.isVisible()):
        following = following.nextInFocusChain()
    assert following is not None
    return following


def _buttons_on_the_right(account: AccountGraph) -> bool:
    column: RightColumn = account.window.right_column
    return any(button.isVisible() for button in column.findChildren(SecondaryButton))

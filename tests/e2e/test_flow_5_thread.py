"""Flow 5: a post with what it answers and what answers it, over Home and in a window of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.commands import settings
from microblog_desktop.domain.account import SavedData
from microblog_desktop.ui.composer.composer_dialog import ComposerDialog
from microblog_desktop.ui.frame.nav_button import NavButton
from microblog_desktop.ui.frame.page_window import PageWindow
from microblog_desktop.ui.thread.thread_page import ThreadPage
from microblog_desktop.viewmodels.roles import ROW_ROLE
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, row_of, running_client, sign_in, until

NewPerson = Callable[[str], ApiPerson]


def _answer(person: ApiPerson, post: int, body: str) -> int:
    answer = person.client.post("/posts", json={"body": body, "reply_to": post}).raise_for_status()
    return int(answer.json()["id"])


async def _press(window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """In a window that one has turned to: only there keys arrive."""
    window.activateWindow()
    await until("the window to be active", window.isActiveWindow)
    QTest.keyClick(window.focusWidget(), key, modifiers)


def _pages(window: QWidget) -> list[ThreadPage]:
    return [page for page in window.findChildren(ThreadPage) if page.isVisible()]


def _texts(page: ThreadPage) -> list[tuple[int, str]]:
    """The posts with how far each stands to the right."""
    rows = page.posts.list.model
    found = (rows.data(rows.index(index, 0), ROW_ROLE) for index in range(rows.rowCount()))
    return [(row.depth, row.body.text) for row in found if isinstance(row, PostRow)]


async def _go_to(account: AccountGraph, body: str) -> None:
    """Walk to a post of Home, as the keys do."""
    await until(f"“{body}” in Home", lambda: row_of(account, body))
    row = row_of(account, body)
    index = None if row is None else account.timeline.index_of(row.key)
    assert index is not None
    account.home.posts.list.current.go_to(index)
    await until("the list to be still", lambda: account.home.posts.list.current.index() == index)


async def _page(window: QWidget) -> ThreadPage:
    await until("the thread", lambda: _pages(window))
    return _pages(window)[0]


async def _type_and_send(window: QWidget, text: str) -> None:
    await until("the box to write in", lambda: window.findChildren(ComposerDialog))
    dialog = window.findChildren(ComposerDialog)[0]
    QTest.keyClicks(dialog.box, text)
    dialog.send()


async def _windows() -> list[PageWindow]:
    await until("a window of its own", _open_windows)
    return _open_windows()


def _open_windows() -> list[PageWindow]:
    return [top for top in QApplication.topLevelWidgets() if isinstance(top, PageWindow) and top.isVisible()]


def _focused_post(account: AccountGraph) -> str:
    row = account.home.posts.focused_post()
    return "" if row is None else row.body.text


async def test_a_thread_is_read_answered_and_left_for_the_very_place_one_came_from(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben, kate = new_person("ann"), new_person("ben"), new_person("kate")
    ann.follow(ben)
    for number in range(12):
        ben.post(f"before {number}")
    question = ben.post("who is coming?")
    for number in range(12):
        ben.post(f"after {number}")
    _answer(kate, question, "I am, said kate")
    async with running_client(tmp_path) as running:
        settings.choose_undo_send(running.client.shared.profile, 0)
        account = await sign_in(running, server.url, ann)
        await until("the posts", lambda: len(bodies(account)) == 25)
        account.home.posts.list.scroll_by(450)
        await _go_to(account, "who is coming?")
        assert account.asides is not None, "dialogs have listeners of their own, which stay"
        place, listeners = account.home.posts.list.place(), account.store.feed.subscribers

        await _press(account.window, Qt.Key.Key_O)
        page = await _page(account.window)
        await until("an answer of somebody unknown", lambda: (1, "I am, said kate") in _texts(page))
        await _press(account.window, Qt.Key.Key_R)
        await _type_and_send(account.window, "so am I, said ann")
        assert (1, "so am I, said ann") in _texts(page), "at once"
        await until("it to arrive", lambda: ann.posts_of(ann) == ["so am I, said ann"])

        mine = ann.client.get(f"/users/{ann.id}/posts").raise_for_status().json()["items"][0]
        assert mine["reply_to"] is not None
        _answer(ben, int(mine["id"]), "good, said ben")
        account.timeline.refresh()
        await until("the answer to the answer", lambda: (2, "good, said ben") in _texts(page))

        await _press(account.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert account.window.page.key == "home"
        await until("the thread to go", lambda: not account.window.findChildren(ThreadPage))
        assert account.home.posts.list.place() == place
        assert _focused_post(account) == "who is coming?"
        assert account.store.feed.subscribers == listeners


async def test_a_thread_has_a_window_of_its_own_that_goes_with_the_main_one(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    ann.post("a thought")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await _go_to(account, "a thought")
        listeners = account.store.feed.subscribers
        for _ in range(2):
            await _press(account.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
            assert len(await _windows()) == 1, "the second time it comes forward"
        window = (await _windows())[0]
        assert _texts(await _page(window)) == [(0, "a thought")]
        await _press(window, Qt.Key.Key_Escape)
        await until("it to close", lambda: not _open_windows())
        assert account.window.isVisible()
        assert account.store.feed.subscribers == listeners

        await _press(account.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        window = (await _windows())[0]
        await _press(window, Qt.Key.Key_R)
        await until("the box to write in", lambda: window.findChildren(ComposerDialog))
        QTest.keyClicks(window.findChildren(ComposerDialog)[0].box, "a second thought")
        account.window.window().close()
        assert not _open_windows()
        drafts = [
            account.store.drafts.get(f"reply:{row.post}") for row in account.timeline.rows if isinstance(row, PostRow)
        ]
        assert [draft.body for draft in drafts if draft] == ["a second thought"]


async def test_bookmarks_are_found_on_their_page_and_leave_it_by_the_same_key(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    for body in ("not this one", "this one"):
        ann.post(body)

    def kept() -> list[str]:
        return [item["body"] for item in ann.client.get("/me/bookmarks").raise_for_status().json()["items"]]

    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await _go_to(account, "this one")
        await _press(account.window, Qt.Key.Key_D)
        await until("the server to have it", lambda: kept() == ["this one"])
        button = next(button for button in account.window.findChildren(NavButton) if button.text() == "Bookmarks")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert account.window.page.key == "bookmarks"
        model = account.models.bookmarks
        await until("the bookmark", lambda: model.rowCount() == 1)
        await _press(account.window, Qt.Key.Key_J)
        await _press(account.window, Qt.Key.Key_D)
        await until("it to go", lambda: model.rowCount() == 0)
        await until("the server to know", lambda: kept() == [])


async def test_signing_out_closes_the_windows_of_threads(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    ann.post("a thought")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await _go_to(account, "a thought")
        await _press(account.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        await _windows()
        account.sync.sign_out(SavedData.KEEP)
        await until("the sign-in card", lambda: running.client.account is None)
        assert not _open_windows()

"""Flow 6: strangers are found on Explore, looked at on their card, and followed there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.commands import settings
from microblog_desktop.store.preferences import HOVER_CARDS
from microblog_desktop.ui.explore.explore_page import ExplorePage, ExploreTab
from microblog_desktop.ui.explore.tags_card import TagsCard
from microblog_desktop.ui.frame.nav_button import NavButton
from microblog_desktop.ui.posts.post_row import PostRowWidget
from microblog_desktop.viewmodels.roles import ROW_ROLE
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import running_client, sign_in, until

NewPerson = Callable[[str], ApiPerson]


def _texts(page: ExplorePage) -> list[str]:
    rows = page.posts.list.model
    found = (rows.data(rows.index(index, 0), ROW_ROLE) for index in range(rows.rowCount()))
    return [row.body.text for row in found if isinstance(row, PostRow)]


async def _explore(account: AccountGraph) -> ExplorePage:
    """Open it from the side bar."""
    account.window.activateWindow()
    await until("the window to be active", account.window.isActiveWindow)
    button = next(button for button in account.window.findChildren(NavButton) if button.text() == "Explore")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert account.window.page.key == "explore"
    return account.window.findChildren(ExplorePage)[0]


async def _move(window: QWidget, to: QPoint) -> None:
    """Move the pointer, outside of this task: it turns Qt's events, and no other task may take a step in this one."""
    moved: list[QPoint] = []

    def move() -> None:
        QTest.mouseMove(window.window().windowHandle(), to)
        moved.append(to)

    QTimer.singleShot(0, window, move)
    await until("the pointer to move", lambda: moved)


def _row_of(page: QWidget, username: str) -> PostRowWidget | None:
    rows = (row for row in page.findChildren(PostRowWidget) if row.isVisible())
    return next((row for row in rows if (person := row.person()) and person.username == username), None)


def _follows(person: ApiPerson, other: ApiPerson) -> bool:
    answer = person.client.get(f"/users/{other.id}").raise_for_status().json()
    return bool(answer["you_follow"])


async def test_a_stranger_is_met_on_explore_and_followed_on_their_card(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, zoe = new_person("ann"), new_person("zoe")
    zoe.client.put(f"/users/{zoe.id}", json={"about_me": "Maps of tunnels."}).raise_for_status()
    zoe.post("is anybody there? #tunnels")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        assert "hover" not in account.__dict__, "nothing of it before the first rest of the pointer"
        page = await _explore(account)
        await until("a stranger's post", lambda: "is anybody there? #tunnels" in _texts(page))
        await until("its row", lambda: _row_of(page, zoe.username))
        row = _row_of(page, zoe.username)
        assert row is not None
        person = row.person()
        assert person is not None
        window, at = account.window, row.mapTo(account.window, person.place.center())
        listeners = account.store.feed.subscribers
        await _move(window, at)
        await until("the card", lambda: account.hover.card.isVisible())
        card = account.hover.card
        await until("what the server knows of them", lambda: "Maps of tunnels." in card.accessibleDescription())
        assert not card.geometry().contains(at)
        await _move(window, card.mapTo(window, card.follow.geometry().center()))
        QTest.mouseClick(card.follow, Qt.MouseButton.LeftButton)
        await until("the button to say so", lambda: card.follow.text() == "Following")
        await until("the server to know", lambda: _follows(ann, zoe))
        assert card.isVisible(), "the pointer is on it"
        await _move(window, QPoint(2, 2))
        await until("it to go", lambda: not card.isVisible())
        assert account.store.feed.subscribers == listeners


async def test_a_key_brings_the_card_of_the_post_one_is_at(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, zoe = new_person("ann"), new_person("zoe")
    zoe.post("hello from zoe")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        settings.turn(running.client.shared.profile, HOVER_CARDS)
        page = await _explore(account)
        await until("a stranger's post", lambda: "hello from zoe" in _texts(page))
        QTest.keyClick(account.window.focusWidget(), Qt.Key.Key_J)
        await until("the row to have the focus", page.posts.focused_post)
        QTest.keyClick(account.window.focusWidget(), Qt.Key.Key_I)
        await until("the card", lambda: account.hover.card.isVisible())
        assert account.hover.card.hasFocus()
        QTest.keyClick(account.hover.card, Qt.Key.Key_Escape)
        assert not account.hover.card.isVisible()
        assert page.posts.focused_post() is not None, "back at the post"
        row = page.findChildren(PostRowWidget)[0]
        person = row.person()
        assert person is not None
        await _move(account.window, row.mapTo(account.window, person.place.center()))
        assert not account.hover.rest.isActive(), "the pointer brings none: so it was chosen"


async def test_tags_and_people_have_their_tabs(tmp_path: Path, own_server: ServerProcess) -> None:
    # A server of its own: it counts tags anew every minute only.
    ann, zoe = own_server.sign_up("ann"), own_server.sign_up("zoe")
    zoe.post("first #snowfall of the year")
    async with running_client(tmp_path / "profile") as running:
        account = await sign_in(running, own_server.url, ann)
        account.window.window().resize(1200, 800)
        page = await _explore(account)
        card = account.window.right_column.findChildren(TagsCard)[0]
        await until("the tags beside the posts", card.isVisible)
        assert [row.words for row in account.models.trends.rows] == ["#snowfall"]
        assert [row.people for row in account.models.trends.rows] == ["1 person"]
        page.open_tab(ExploreTab.PEOPLE)
        await until("everybody", lambda: account.store.people.by_username("zoe") is not None)
        page.open_tab(ExploreTab.TAGS)
        account.window.open_page("home")
        assert not card.isVisible()
        account.window.open_page("explore")
        assert page.tab is ExploreTab.TAGS, "as it was left"

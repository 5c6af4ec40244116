"""Flow 6: people. Their pages over what one reads and in windows, whom they know, offline, and on a poor server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.running import Running
from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.secret import Secret
from microblog_desktop.ui.finding.finding_page import FindingPage
from microblog_desktop.ui.frame.nav_button import NavButton
from microblog_desktop.ui.frame.page_window import PageWindow
from microblog_desktop.ui.people.follow_button import LoudFollowButton
from microblog_desktop.ui.people.name_field import NameField
from microblog_desktop.ui.people.people_page import PeoplePage
from microblog_desktop.ui.people.person_row import PersonRowWidget
from microblog_desktop.ui.people.profile.page import ProfilePage
from microblog_desktop.ui.posts.post_row import PostRowWidget
from microblog_desktop.ui.widgets.avatar import Avatar
from microblog_desktop.ui.widgets.banner import Banner
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from microblog_desktop.viewmodels.people.person_row import PersonRow
from microblog_desktop.viewmodels.people.profile.rows import ProfileRow
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab
from microblog_desktop.viewmodels.people.state_row import StateRow
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import row_of, running_client, sign_in, until
from tests.fakes.chapter23 import Chapter23

NewPerson = Callable[[str], ApiPerson]


async def _press(window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """In a window that one has turned to: only there keys arrive."""
    window.activateWindow()
    await until("the window to be active", window.isActiveWindow)
    QTest.keyClick(window.focusWidget(), key, modifiers)


async def _page(window: QWidget) -> ProfilePage:
    def pages() -> list[ProfilePage]:
        return [page for page in window.findChildren(ProfilePage) if page.isVisible()]

    await until("the profile", pages)
    return pages()[0]


def _posts(page: ProfilePage) -> list[str]:
    return [row.body.text for row in page.model.rows if isinstance(row, PostRow)]


def _people(page: ProfilePage) -> list[str]:
    return [row.username for row in page.model.rows if isinstance(row, PersonRow)]


def _id(person: ApiPerson) -> PersonId:
    return PersonId(str(person.id))


def _header(page: ProfilePage) -> ProfileRow:
    return next(row for row in page.model.rows if isinstance(row, ProfileRow))


async def _row(account: AccountGraph, body: str) -> PostRowWidget:
    """The post of Home on screen, after it was brought into view."""
    await until(f"“{body}” in Home", lambda: row_of(account, body))
    row, view = row_of(account, body), account.home.posts.list
    index = None if row is None else account.timeline.index_of(row.key)
    assert row is not None
    assert index is not None
    view.current.go_to(index)
    await until("it to be the current one", lambda: view.current.index() == index)
    widget = view.live.find(row.key)
    assert isinstance(widget, PostRowWidget)
    return widget


def _go_to_page(account: AccountGraph, title: str) -> None:
    button = next(button for button in account.window.findChildren(NavButton) if button.text() == title)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def test_an_author_is_opened_by_key_and_by_click_followed_and_left_for_the_place_one_came_from(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben, kate = new_person("ann"), new_person("ben"), new_person("kate")
    ann.follow(ben)
    liked = kate.post("a thought of kate")
    ben.client.put(f"/posts/{liked}/repost").raise_for_status()
    for number in range(20):
        ben.post(f"thought {number}")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        row = await _row(account, "a thought of kate")
        place, listeners = account.home.posts.list.place(), account.store.feed.subscribers
        await _press(account.window, Qt.Key.Key_P)
        page = await _page(account.window)
        assert page.title() == kate.username
        await until("her posts", lambda: _posts(page) == ["a thought of kate"])
        await until("whether one follows her", lambda: _header(page).can_follow and _header(page).followers == 0)
        button = page.findChild(LoudFollowButton)
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert account.store.people.asked_to_follow() == {_id(kate): True}
        await until("it to show", lambda: (button.text(), _header(page).followers) == ("Following", 1))
        await until("the server to know", lambda: ann.follows(kate))

        await _press(account.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert account.window.page.key == "home"
        await until("the page to go", lambda: not account.window.findChildren(ProfilePage))
        assert account.home.posts.list.place() == place
        focused = account.home.posts.focused_post()
        assert focused is not None
        assert focused.body.text == "a thought of kate"
        assert account.store.feed.subscribers == listeners

        avatar = row.findChild(Avatar)
        assert avatar is not None
        QTest.mouseClick(avatar, Qt.MouseButton.LeftButton)
        assert (await _page(account.window)).model.person == _id(kate)


async def test_a_long_list_of_followers_comes_page_by_page_and_is_searched_as_one_types(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    names = [new_person("follower") for _ in range(105)]
    for one in names:
        one.follow(ann)
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        _go_to_page(account, "Profile")
        page = await _page(account.window)
        await until("how many follow", lambda: _header(page).followers == 105)
        page.posts.choose(ProfileTab.FOLLOWERS)
        await until("the first page", lambda: len(_people(page)) == 100)
        page.posts.list.scroll_to_end()
        await until("the second page", lambda: len(_people(page)) == 105)
        assert set(_people(page)) == {one.username for one in names}

        page.posts.list.scroll_to_top()
        await until("the field", lambda: [one for one in page.findChildren(NameField) if one.isVisible()])
        field = next(one for one in page.findChildren(NameField) if one.isVisible())
        account.window.activateWindow()
        await until("the window to be active", account.window.isActiveWindow)
        field.setFocus()
        wanted = names[-1].username
        QTest.keyClicks(field, wanted)
        assert _people(page) == [wanted], "from what is here, at once"
        await _press(account.window, Qt.Key.Key_Down)
        assert isinstance(account.window.focusWidget(), PersonRowWidget)
        await _press(account.window, Qt.Key.Key_Return)
        await until("the follower's page", lambda: account.window.page.key == f"profile:{names[-1].id}")


async def test_a_profile_has_a_window_of_its_own_and_is_there_offline_with_its_age(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    ann.follow(ben)
    ben.post("seen once")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await _row(account, "seen once")
        account.people.open_window(_id(ben))
        await until("a window", _windows)
        window = _windows()[0]
        page = await _page(window)
        await until("his posts", lambda: _posts(page) == ["seen once"])
        await until("when he was here", lambda: account.store.person_pages.read_at(_id(ben)))
        page.posts.choose(ProfileTab.FOLLOWERS)
        await until("who follows him", lambda: _people(page) == [ann.username])
        account.people.open_window(_id(ben))
        assert _windows() == [window], "it came forward"
        await _press(window, Qt.Key.Key_Escape)
        await until("it to close", lambda: not _windows())

        account.sync.go_offline()
        await until("no network", lambda: not account.store.status.network.is_usable)
        account.people.open(_id(ben), account.window)
        page = await _page(account.window)
        assert _posts(page) == ["seen once"]
        note = page.findChild(Banner)
        assert note is not None
        assert note.words().startswith("As of ")
        page.posts.choose(ProfileTab.FOLLOWERS)
        assert _people(page) == [ann.username]
        page.posts.choose(ProfileTab.FOLLOWING)
        await until("a kind word", lambda: [row for row in page.model.rows if isinstance(row, StateRow)])
        (state,) = [row for row in page.model.rows if isinstance(row, StateRow)]
        await until("the try to end", lambda: not page.model.is_loading)
        (state,) = [row for row in page.model.rows if isinstance(row, StateRow)]
        assert state.instead.title == "You are offline"


async def test_somebody_only_named_is_found_on_the_server_and_a_wrong_name_is_said_to_be_one(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, kate = new_person("ann"), new_person("kate")
    ann.post(f"ask @{kate.username} or @nobody-at-all")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await _row(account, f"ask @{kate.username} or @nobody-at-all")
        account.home.posts.deeds.name_wanted.emit("nobodyatall")
        await until("the search", lambda: account.window.findChildren(FindingPage))
        finding = account.window.findChildren(FindingPage)[0]
        await until("its end", lambda: finding.finder.state.phase is ListPhase.EMPTY)
        account.window.go_back()
        account.home.posts.deeds.name_wanted.emit(kate.username)
        page = await _page(account.window)
        assert page.title() == kate.username
        account.window.go_back()
        assert account.window.page.key == "home", "the search is no stop on the way back"


async def test_on_the_tutorials_server_people_are_all_there_is(tmp_path: Path) -> None:
    names = {"john": "dog", "susan": "cat", "<b>mina</b>": "", **{f"extra{n:02d}": "x" for n in range(30)}}
    with Chapter23(names) as poor:
        async with running_client(tmp_path) as running:
            account = await _sign_in_as(running, poor.url, "susan", names["susan"])
            _go_to_page(account, "Profile")
            page = await _page(account.window)
            assert page.model.tabs == (ProfileTab.FOLLOWERS, ProfileTab.FOLLOWING)
            await until("it to be read", lambda: account.store.person_pages.read_at(account.store.me))
            header = _header(page)
            assert (header.can_follow, header.can_message, header.can_edit) == (False, False, True)
            await until("the list", lambda: not page.model.is_loading)

            _go_to_page(account, "People")
            await until("the people", lambda: account.window.findChildren(PeoplePage))
            people = account.window.findChildren(PeoplePage)[0]
            await until("all of them", lambda: people.list.count == len(names))
            people.field.setFocus()
            QTest.keyClicks(people.field, "<b>")
            assert people.list.count == 1
            people.take_focus()
            await _press(account.window, Qt.Key.Key_J)
            await _press(account.window, Qt.Key.Key_Return)
            page = await _page(account.window)
            assert page.title() == "<b>mina</b>"
        asked = {request.split("?")[0] for request in poor.requests}
        assert not any(
            word in request for request in asked for word in ("/posts", "/timeline", "/me/", "/conversations")
        )


async def _sign_in_as(running: Running, url: str, username: str, password: str) -> AccountGraph:
    assert running.client.sign_in is not None
    running.client.sign_in.sync.sign_in(url, username, Secret(password), VaultChoice(VaultKind.SESSION))
    await until("the account's window", lambda: running.client.account)
    assert running.client.account is not None
    return running.client.account


def _windows() -> list[PageWindow]:
    return [top for top in QApplication.topLevelWidgets() if isinstance(top, PageWindow) and top.isVisible()]

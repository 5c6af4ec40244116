"""On the tutorial's own server people, profiles, follower lists and the editing of one's profile work; nothing else is
offered or asked for. What it answers is written from recorded calls."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.running import Running
from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import followed_by, followers_of
from microblog_desktop.domain.secret import Secret
from microblog_desktop.ui.frame.nav_button import NavButton
from microblog_desktop.ui.people.edit.edit_dialog import EditDialog
from microblog_desktop.ui.people.people_page import PeoplePage
from microblog_desktop.ui.people.profile.page import ProfilePage
from microblog_desktop.viewmodels.people.person_row import PersonRow
from microblog_desktop.viewmodels.people.profile.rows import ProfileRow
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab
from microblog_desktop.viewmodels.roles import ROW_ROLE
from tests.e2e.windowed import running_client, until
from tests.fakes.chapter23 import Chapter23

SUSAN, JOHN, ODD = 1, 2, 3
ODD_NAMES = (
    "a/b c?d=e#f",
    "mina 🐈‍⬛🎉",
    "nul\x00inside",
    "مريم السعدي",
    "n" * 80,
    "",
    "\u202egnirts",
    "<b>bold</b> & co",
)
PEOPLE = dict.fromkeys(("susan", "john", *ODD_NAMES, *(f"extra{n:03d}" for n in range(120))), "cat")
_KNOWN = re.compile(
    r"(GET /api|(GET|POST) /api/tokens|GET /api/users|(GET|PUT) /api/users/\d+|GET /api/users/\d+/follow(ers|ing))$"
)


@dataclass
class Place:
    """The window of somebody on such a server."""

    server: Chapter23
    account: AccountGraph

    def page(self, kind: type[ProfilePage] | type[PeoplePage]) -> ProfilePage | PeoplePage | None:
        return next((page for page in self.account.window.findChildren(kind) if page.isVisible()), None)

    async def open_people(self) -> PeoplePage:
        self.account.window.open_page("people")
        await until("the list", lambda: self.page(PeoplePage))
        page = self.page(PeoplePage)
        assert isinstance(page, PeoplePage)
        return page

    async def open_person(self, number: int) -> ProfilePage:
        self.account.people.open(PersonId(str(number)), self.account.window)
        page = self.page(ProfilePage)
        assert isinstance(page, ProfilePage)
        await until("the person", lambda: header(page) is not None)
        return page

    async def open_editor(self) -> EditDialog:
        self.account.window.open_page("profile")
        await until("one's own page", lambda: self.page(ProfilePage) and button(self.account.window, "Edit profile"))
        press(self.account.window, "Edit profile")
        (dialog,) = self.account.window.findChildren(EditDialog)
        return dialog

    def editors(self) -> list[EditDialog]:
        return self.account.window.findChildren(EditDialog)


@asynccontextmanager
async def signed_in(folder: Path, server: Chapter23, username: str = "susan") -> AsyncIterator[Place]:
    async with running_client(folder) as running:
        await _sign_in(running, server, username)
        assert running.client.account is not None
        yield Place(server, running.client.account)


async def _sign_in(running: Running, server: Chapter23, username: str) -> None:
    assert running.client.sign_in is not None
    running.client.sign_in.sync.sign_in(server.url, username, Secret("cat"), VaultChoice(VaultKind.SESSION))
    board = running.client.shared.board
    await until("the account’s window", lambda: running.client.account or board.attempt.problem)
    assert board.attempt.problem is None


def rows(page: ProfilePage | PeoplePage) -> list[object]:
    model = page.posts.list.model if isinstance(page, ProfilePage) else page.list.model
    return [model.data(model.index(index, 0), ROW_ROLE) for index in range(model.rowCount())]


def people(page: ProfilePage | PeoplePage) -> list[PersonRow]:
    return [row for row in rows(page) if isinstance(row, PersonRow)]


def header(page: ProfilePage) -> ProfileRow | None:
    return next((row for row in rows(page) if isinstance(row, ProfileRow)), None)


def button(inside: QWidget, text: str) -> QAbstractButton | None:
    found = inside.findChildren(QAbstractButton)
    return next((one for one in found if one.text() == text and one.isVisible()), None)


def press(inside: QWidget, text: str) -> None:
    found = button(inside, text)
    assert found is not None, text
    found.click()


def strangers(server: Chapter23) -> list[str]:
    """What was asked for and this server does not have."""
    return [asked for asked in server.requests if not _KNOWN.match(asked.split("?")[0])]


@pytest.mark.timeout(120)
async def test_everybody_is_there_whatever_they_are_called(tmp_path: Path) -> None:
    with Chapter23(PEOPLE) as server:
        async with signed_in(tmp_path, server) as here:
            page = await here.open_people()
            await until("the first page", lambda: len(people(page)) == 100)
            page.list.nearBottom.emit()
            await until("the second page", lambda: len(people(page)) == len(PEOPLE))
            found = people(page)
            assert found[ODD - 1].username == ODD_NAMES[0]
            names = {row.name for row in found}
            assert {"mina 🐈‍⬛🎉", "مريم السعدي", "n" * 80, "<b>bold</b> & co", "nul inside", "gnirts"} <= names
            assert all(row.name and row.spoken for row in found)
            for number in range(ODD, ODD + len(ODD_NAMES)):
                person = await here.open_person(number)
                row = header(person)
                assert row is not None
                assert row.name == found[number - 1].name
                here.account.window.go_back()
            here.account.window.window().resize(420, 560)
            here.account.window.grab()
        assert strangers(server) == []


@pytest.mark.timeout(120)
async def test_nothing_is_offered_that_the_server_cannot_do(tmp_path: Path) -> None:
    with Chapter23(PEOPLE) as server:
        async with signed_in(tmp_path, server) as here:
            here.account.window.window().show()
            slots = [one.text() for one in here.account.window.findChildren(NavButton) if one.isVisible()]
            assert [one for one in slots if one in {"Home", "Explore", "Messages", "Notifications", "Bookmarks"}] == []
            assert {"People", "Profile"} <= set(slots)
            page = await here.open_person(JOHN)
            row = header(page)
            assert row is not None
            assert not any((row.can_follow, row.can_message, row.can_edit))
            assert page.model.tabs == (ProfileTab.FOLLOWERS, ProfileTab.FOLLOWING)
            for words in ("Follow", "Message", "New post", "Edit profile", "Like"):
                assert button(here.account.window, words) is None, words
            people_page = await here.open_people()
            await until("the people", lambda: people(people_page))
            assert not any(row.can_follow or row.can_message for row in people(people_page))
        assert strangers(server) == []


@pytest.mark.timeout(120)
async def test_who_follows_whom_is_read_page_by_page_and_may_be_nobody(tmp_path: Path) -> None:
    with Chapter23(PEOPLE) as server:
        server.follows = {(number, JOHN) for number in range(3, 120)} | {(JOHN, SUSAN)}
        server.about[JOHN] = "Trains.\r\nhttps://example.net/john"
        async with signed_in(tmp_path, server) as here:
            page = await here.open_person(JOHN)
            await until("the counts", lambda: (found := header(page)) is not None and found.followers == 117)
            page.posts.choose(ProfileTab.FOLLOWERS)
            await until("the first hundred", lambda: len(people(page)) == 100)
            page.model.load_more()
            await until("the rest", lambda: len(people(page)) == 117)
            page.posts.choose(ProfileTab.FOLLOWING)
            await until("whom John follows", lambda: [row.username for row in people(page)] == ["susan"])
            row = header(page)
            assert row is not None
            assert row.about.text == "Trains.\nhttps://example.net/john"
            nobody = await here.open_person(ODD)
            nobody.posts.choose(ProfileTab.FOLLOWERS)
            status = here.account.store.status
            await until("the answer", lambda: status.activity(f"people:{followers_of(PersonId(str(ODD)))}").since)
            assert people(nobody) == []
        assert strangers(server) == []


@pytest.mark.timeout(120)
async def test_a_page_of_html_or_an_error_is_said_and_what_is_known_stays(tmp_path: Path) -> None:
    with Chapter23(PEOPLE) as server:
        server.follows = {(SUSAN, JOHN)}
        async with signed_in(tmp_path, server) as here:
            page = await here.open_person(SUSAN)
            page.posts.choose(ProfileTab.FOLLOWING)
            await until("whom Susan follows", lambda: people(page))
            server.broken[f"/api/users/{SUSAN}/following"] = 500
            server.broken[f"/api/users/{SUSAN}"] = 404
            page.refresh()
            key = followed_by(PersonId(str(SUSAN)))
            await until("the failure", lambda: here.account.store.status.activity(f"people:{key}").problem)
            assert [row.username for row in people(page)] == ["john"]
            assert page.model.note is not None
            server.broken.clear()
            page.refresh()
            await until("it works again", lambda: page.model.note is None)


@pytest.mark.timeout(120)
async def test_about_me_address_and_user_name_are_changed_and_nothing_else_is_sent(tmp_path: Path) -> None:
    with Chapter23(PEOPLE) as server:
        async with signed_in(tmp_path, server) as here:
            dialog = await here.open_editor()
            form = dialog.form
            assert form.name.isHidden()
            assert form.password.isHidden()
            assert form.email.field.text() == ""
            form.about_me.box.setPlainText("Gardens.\nCats 🐈")
            press(dialog, "Save")
            await until("the end", lambda: not here.editors())
            assert server.bodies == [{"about_me": "Gardens.\nCats 🐈"}]
            assert server.emails[SUSAN] == "1@example.net"

            dialog = await here.open_editor()
            dialog.form.about_me.box.setPlainText("")
            QTest.keyClicks(dialog.form.email.field, "s@example.net")
            dialog.form.username.field.selectAll()
            QTest.keyClicks(dialog.form.username.field, "john")
            press(dialog, "Save")
            await until("the complaint", dialog.form.username.said)
            assert dialog.form.username.said() == "Please use a different username."
            dialog.form.username.field.selectAll()
            QTest.keyClicks(dialog.form.username.field, "s/u san")
            press(dialog, "Save")
            await until("the end", lambda: not here.editors())
            assert server.bodies[-1] == {"username": "s/u san", "about_me": "", "email": "s@example.net"}
            assert (server.names[0], server.emails[SUSAN], server.about[SUSAN]) == ("s/u san", "s@example.net", "")
            await until("the side bar", lambda: here.account.me.me.username == "s/u san")
        assert strangers(server) == []


@pytest.mark.timeout(120)
async def test_a_server_that_breaks_while_saving_loses_nothing(tmp_path: Path) -> None:
    with Chapter23(PEOPLE) as server:
        async with signed_in(tmp_path, server) as here:
            dialog = await here.open_editor()
            dialog.form.about_me.box.setPlainText("Half a thought")
            server.broken[f"/api/users/{SUSAN}"] = 500
            press(dialog, "Save")
            await until("what happened", dialog.said)
            assert "problem of its own" in dialog.said()
            assert dialog.form.about_me.box.toPlainText() == "Half a thought"
            server.broken.clear()
            press(dialog, "Save")
            await until("the end", lambda: not here.editors())
            assert server.about[SUSAN] == "Half a thought"


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", ["mina 🐈‍⬛🎉", "a/b c?d=e#f", "n" * 80])
async def test_one_may_be_called_anything_oneself(tmp_path: Path, name: str) -> None:
    with Chapter23(PEOPLE) as server:
        async with signed_in(tmp_path, server, name) as here:
            dialog = await here.open_editor()
            assert dialog.form.username.field.text() == name
            dialog.form.about_me.box.setPlainText("It is me")
            press(dialog, "Save")
            await until("the end", lambda: not here.editors())
            assert server.bodies == [{"about_me": "It is me"}]
        assert set(server.about.values()) == {"It is me"}
        assert strangers(server) == []

"""Flow 7: search: here as one types, and below a line what only the server has; by tags, and offline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.secret import Secret
from microblog_desktop.ui.composer.composer_dialog import ComposerDialog
from microblog_desktop.ui.search.page import SearchPage
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.search.phase import SearchPhase
from microblog_desktop.viewmodels.search.rows import FoundDraftRow, FoundMessageRow, FoundPersonRow, HeadingRow
from microblog_desktop.viewmodels.timeline.line_row import LineRow
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, running_client, sign_in, until
from tests.fakes.chapter23 import Chapter23

NewPerson = Callable[[str], ApiPerson]


def _page(account: AccountGraph) -> SearchPage:
    return next(page for page in account.window.findChildren(SearchPage) if page.isVisible())


def _shown(page: SearchPage) -> list[str]:
    """What stands on the page from the top; a heading or a line begins with dashes."""
    said = []
    for row in page.results.rows:
        if isinstance(row, PostRow):
            said.append(row.body.text)
        elif isinstance(row, FoundPersonRow):
            said.append(row.person.handle)
        elif isinstance(row, FoundMessageRow):
            said.append(row.snippet.text)
        elif isinstance(row, HeadingRow | LineRow):
            said.append(f"-- {row.spoken}")
    return said


async def _search(account: AccountGraph, text: str) -> SearchPage:
    """Press the key, and type as a person does."""
    window = account.window
    window.activateWindow()
    await until("the window to be active", window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Slash)
    await until("the field to have the focus", lambda: _page(account).field.hasFocus())
    page = _page(account)
    page.field.wipe()
    for letter in text:
        QApplication.sendEvent(page.field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    await until(f"“{text}” to be looked for", lambda: not page.results.search.is_waiting)
    return page


async def test_what_only_the_server_has_comes_below_a_line_and_moves_nothing(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben, stranger = new_person("ann"), new_person("ben"), new_person("heron_friend")
    ann.follow(ben)
    ben.post("a grey heron, said ben")
    ben.post("두루미와 한강에서")
    stranger.post("a heron that ann never saw #birds")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the posts", lambda: len(bodies(account)) == 2)

        page = await _search(account, "heron")
        here = _shown(page)
        assert here[:2] == ["-- Posts", "a grey heron, said ben"]
        await until("the server's answer", lambda: "a heron that ann never saw #birds" in _shown(page))
        assert _shown(page) == [
            "-- Posts",
            "a grey heron, said ben",
            "-- From the server",
            f"@{stranger.username}",
            "a heron that ann never saw #birds",
        ]

        QTest.keyClick(page.field, Qt.Key.Key_Return)
        page = await _search(account, f"from:{stranger.username}")
        await until("whose post it is", lambda: "a heron that ann never saw #birds" in _shown(page))
        assert "a grey heron, said ben" not in _shown(page)
        page = await _search(account, "강에")
        assert "두루미와 한강에서" in _shown(page), "a part of a word, two letters long"
        page.field.wipe()
        assert page.results.search.recent == ["heron"]
        QTest.keyClick(page.field, Qt.Key.Key_Escape)
        assert account.window.page.key == "home"


async def test_a_tag_in_a_post_is_searched_for_and_left_again(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben, stranger = new_person("ann"), new_person("ben"), new_person("kate")
    ann.follow(ben)
    ben.post("look #tag_of_the_day")
    stranger.post("me too #tag_of_the_day")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the posts", lambda: len(bodies(account)) == 1)
        row = account.timeline.rows[0]
        assert isinstance(row, PostRow)
        account.home.posts.wishes.open_span.emit(row.body.spans[0])
        page = _page(account)
        assert page.field.text() == "#tag_of_the_day"
        await until("what others say of it", lambda: "me too #tag_of_the_day" in _shown(page))
        QTest.keyClick(account.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert account.window.page.key == "home"
        await until("the page to be gone", lambda: not account.window.findChildren(SearchPage))


async def test_a_window_of_its_own_has_a_search_too_and_drafts_are_gone_on_with(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    ann.follow(ben)
    ben.post("a cormorant on the roof")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the posts", lambda: len(bodies(account)) == 1)
        row = account.timeline.rows[0]
        assert isinstance(row, PostRow)
        with account.store.transaction():
            account.store.drafts.save(f"reply:{row.post}", "cormorants are", row.post, account.store.clock())
        account.threads.open_window(row.post)
        window = account.page_windows.all_windows()[0]
        window.activateWindow()
        await until("the window to be active", window.isActiveWindow)
        QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        page = window.findChildren(SearchPage)[0]
        await until("its field to have the focus", page.field.hasFocus)
        QTest.keyClicks(page.field, "cormorant")
        await until("what was found", lambda: _shown(page)[:2] == ["-- Posts", "a cormorant on the roof"])
        draft = next(row for row in page.results.rows if isinstance(row, FoundDraftRow))
        page.posts.found.draft.emit(draft)
        await until("the box to write in", lambda: window.findChildren(ComposerDialog))
        dialog = window.findChildren(ComposerDialog)[0]
        assert dialog.box.toPlainText() == "cormorants are"
        dialog.reject()
        window.activateWindow()
        page.field.wipe()
        QTest.keyClick(page.field, Qt.Key.Key_Escape)
        assert window.page.key.startswith("thread")
        window.close()


async def test_offline_all_that_is_saved_is_found(tmp_path: Path, server: ServerProcess, new_person: NewPerson) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    ann.follow(ben)
    ben.post("the kingfisher is back")
    ben.write_to(ann, "did you see the kingfisher?")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the posts", lambda: len(bodies(account)) == 1)
        account.window.open_page("messages")
        conversations = account.conversations.conversations
        await until("the conversation", conversations.rowCount)
        account.messages.open_conversation(PersonId(str(ben.id)))
        await until("the message", lambda: account.messages.conversation and account.messages.conversation.model.rows)
        account.messages.back()
        account.sync.go_offline()
        await until("it to be offline", lambda: not account.status.is_online)

        page = await _search(account, "kingfisher")
        assert _shown(page) == [
            "-- Posts",
            "the kingfisher is back",
            "-- Messages",
            "did you see the kingfisher?",
            "-- From the server You are offline: this is what is on this computer.",
        ]
        assert page.field.placeholderText() == "Search saved posts"
        message = next(row for row in page.results.rows if isinstance(row, FoundMessageRow))
        page.posts.found.message.emit(message)
        assert account.window.page.key == "messages"
        opened = account.messages.conversation
        assert opened is not None
        assert opened.model.index_of(message.message) is not None
        page = await _search(account, "zzyzx")
        await until("it to be told", lambda: page.results.search.state.phase is SearchPhase.NOTHING)
        words = [label.text() for label in page.findChildren(TextLabel) if label.isVisible()]
        assert "You are offline: only what is saved on this computer was searched." in words


async def test_a_server_of_people_has_nothing_but_people_searched_and_promised(tmp_path: Path) -> None:
    with Chapter23({"susan": "cat", "john": "dog"}) as server:
        async with running_client(tmp_path) as running:
            assert running.client.sign_in is not None
            running.client.sign_in.sync.sign_in(server.url, "susan", Secret("cat"), VaultChoice(VaultKind.SESSION))
            await until("the account's window", lambda: running.client.account)
            account = running.client.account
            assert account is not None
            account.window.open_page("people")
            await until("john", lambda: account.store.people.by_username("john"))

            page = await _search(account, "joh")
            assert _shown(page) == ["-- People", "@john"]
            row = page.results.rows[1]
            assert isinstance(row, FoundPersonRow)
            assert not row.person.can_follow
            page.field.wipe()
            words = " ".join(label.text() for label in page.findChildren(TextLabel) if label.isVisible())
            assert page.field.placeholderText() == "Search people"
            assert not any(word in words for word in ("from:", "#tag", "post", "server"))
        assert not any("search" in request for request in server.requests)

"""Conversations: in a window of their own, begun with somebody whose name is typed, with or without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.ui.frame.page_window import PageWindow
from microblog_desktop.ui.messages.conversation_view import ConversationView
from microblog_desktop.ui.messages.messages_page import MessagesPage
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import running_client, sign_in, until

NewPerson = Callable[[str], ApiPerson]


def _windows(account: AccountGraph) -> list[PageWindow]:
    return account.page_windows.all_windows()


def _messages_page(account: AccountGraph) -> MessagesPage:
    account.window.open_page("messages")
    account.window.activateWindow()
    (page,) = account.window.findChildren(MessagesPage)
    return page


def _type_a_name(page: MessagesPage, name: str) -> None:
    page.search.open()
    QTest.keyClicks(page.search.field, name)


async def test_a_conversation_has_one_window_and_what_is_written_there_arrives(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, zoe = new_person("ann"), new_person("zoe")
    zoe.write_to(ann, "are you on the train?")
    person = PersonId(str(zoe.id))
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the message", lambda: account.store.unread.messages() == 1)
        account.talks.open_window(person)
        (window,) = _windows(account)
        view = window.findChildren(ConversationView)[0]
        await until("its text", lambda: window.windowTitle() and view.list.model.rowCount())
        account.talks.open_window(person)
        account.talks.open(person)
        assert _windows(account) == [window], "it is open in one place only"
        assert account.window.page.key != "messages"
        QTest.keyClicks(view.box, "in the tunnel")
        QTest.keyClick(view.box, Qt.Key.Key_Return)
        await until("it to arrive", lambda: zoe.messages_with(ann)[0] == "in the tunnel")
        QTest.keyClicks(view.box, "half a thou")
        window.close()
        await until("the window to go", lambda: not _windows(account))
        account.talks.open(person)
        assert account.window.page.key == "messages"
        on_page = account.window.findChildren(ConversationView)[-1]
        await until("its draft", lambda: on_page.box.toPlainText() == "half a thou")


async def test_a_conversation_is_begun_with_whom_the_server_finds_and_offline_with_whom_one_knows(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, quincy = new_person("ann"), new_person("quincy")
    # Whom one follows, one knows; who is suggested depends on how many others there are.
    ann.follow(quincy)
    quincy.post("here I am")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        page = _messages_page(account)
        known = account.store.people.by_username
        await until("whom one follows", lambda: known(quincy.username))
        stranger = new_person("xanthippe")
        assert known(stranger.username) is None
        _type_a_name(page, "xanthi")
        await until("the server's answer", lambda: page.search.drawn_out == str(stranger.id))
        QTest.keyClick(page.search.field, Qt.Key.Key_Return)
        assert page.conversation is not None
        assert page.search.isHidden()
        QTest.keyClicks(page.conversation.box, "are you new here?")
        QTest.keyClick(page.conversation.box, Qt.Key.Key_Return)
        await until("it to arrive", lambda: stranger.messages_with(ann) == ["are you new here?"])
        account.sync.go_offline()
        await until("to be offline", lambda: not account.store.status.network.is_usable)
        _type_a_name(page, "QUIN")
        await until("somebody known", lambda: page.search.drawn_out == str(quincy.id))
        QTest.keyClick(page.search.field, Qt.Key.Key_Return)
        QTest.keyClicks(page.conversation.box, "written in the tunnel")
        QTest.keyClick(page.conversation.box, Qt.Key.Key_Return)
        assert quincy.messages_with(ann) == []
        account.sync.go_online()
        await until("it to arrive", lambda: quincy.messages_with(ann) == ["written in the tunnel"])

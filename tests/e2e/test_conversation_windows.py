"""A conversation in a window of its own: written there, open in one place at a time, its draft kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.ui.frame.page_window import PageWindow
from microblog_desktop.ui.messages.conversation_view import ConversationView
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import running_client, sign_in, until

NewPerson = Callable[[str], ApiPerson]


def _windows(account: AccountGraph) -> list[PageWindow]:
    return account.page_windows.all_windows()


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

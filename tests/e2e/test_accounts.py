"""Several accounts at once: all live, each with its own badge, one click or key apart, and none in another's way."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.accounts.contents import MOST_KEPT
from microblog_desktop.app.running import Running
from microblog_desktop.domain.account import SavedData
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.status import SessionState
from microblog_desktop.ui.composer.composer_box import ComposerBox
from microblog_desktop.ui.composer.composer_dialog import ComposerDialog
from microblog_desktop.ui.frame.account_switcher import AccountButton
from microblog_desktop.ui.signin.again_panel import SignInAgainPanel
from microblog_desktop.ui.signin.sign_out_dialog import SignOutDialog
from tests.e2e.reading import held, on_screen
from tests.e2e.server_process import PASSWORD, ApiPerson, ServerProcess
from tests.e2e.windowed import add_account, bodies, running_client, sign_in, until
from tests.fakes.desktop import Desktop
from tests.sessions import session_bus

# Off screen there is no other window that ours could come before.
pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)

NewPerson = Callable[[str], ApiPerson]
# Far less than the ten seconds after which we would look without a stream.
_SOON_S = 5.0
_MB = 1024 * 1024


def switcher(account: AccountGraph) -> dict[str, AccountButton]:
    """The other accounts in the side bar, by the first word of what a screen reader says."""
    buttons = account.window.side_bar.findChildren(AccountButton)
    return {button.accessibleName().split(",")[0]: button for button in buttons if button.isVisible()}


def shown(running: Running) -> AccountGraph:
    account = running.client.account
    assert account is not None
    assert running.client.window.content is account.window
    return account


def composer(account: AccountGraph) -> ComposerBox:
    box = account.home.findChild(ComposerBox)
    assert box is not None
    return box


def press(window: QWidget, key: Qt.Key) -> None:
    focused: QWidget | None = window.focusWidget()
    QTest.keyClick(window if focused is None else focused, key, Qt.KeyboardModifier.AltModifier)


async def be_active(running: Running) -> QWidget:
    """Keys arrive only in a window that one has turned to."""
    window = running.client.window
    window.activateWindow()
    await until("the window to be active", window.isActiveWindow)
    return window


def has_answered(account: AccountGraph, name: str) -> bool:
    """What comes after the first answer is new; to have asked is not enough."""
    activity = account.store.status.activity(name)
    return activity.since is not None and not activity.is_busy


async def stream_of(account: AccountGraph) -> None:
    status = account.store.status
    await until("the stream", lambda: status.activity("stream").is_busy)


async def test_a_message_to_the_hidden_account_is_counted_and_told_there(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben, cem = new_person("ann"), new_person("ben"), new_person("cem")
    async with running_client(tmp_path) as running:
        first = await sign_in(running, server.url, ann)
        second = await add_account(running, server.url, ben)
        await stream_of(first)
        assert [button.accessibleName() for button in switcher(second).values()] == [
            f"{ann.username}, {first.me.me.handle}"
        ]
        cem.write_to(ann, "for ann")
        button = switcher(second)[ann.username]
        await until("the badge", lambda: button.badge == "1", patience_s=_SOON_S)
        assert button.accessibleName() == f"{ann.username}, {first.me.me.handle}, 1 unread"
        assert (first.me.unread, second.me.unread) == (1, 0)
        window = running.client.window
        await until("the title", lambda: window.windowTitle() == f"(1) {second.me.me.handle} – Microblog")
        tray = running.attention.tray
        assert [action.text() for action in tray.account_actions] == [
            f"{ann.username}, {first.me.me.handle}, 1 unread",
            f"{ben.username}, {second.me.me.handle}",
        ]
        tray.messages_action.trigger()
        assert shown(running) is first, "where something waits"
        assert first.window.page.key == "messages"


@pytest.mark.needs("dbus")
async def test_bubbles_of_every_account_say_whose_they_are_and_lead_there(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, ben, cem = new_person("ann"), new_person("ben"), new_person("cem")
    with session_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        desktop = Desktop(address, "notifications")
        async with running_client(tmp_path) as running:
            first = await sign_in(running, server.url, ann)
            await stream_of(first)
            second = await add_account(running, server.url, ben)
            await until("what was there", lambda: has_answered(first, "conversations"))
            cem.write_to(ann, "for ann")
            await until("the bubble", lambda: desktop.all("shown"))
            bubble = desktop.all("shown")[0]
            assert (bubble["title"], bubble["body"]) == (cem.username, f"for ann\n{first.me.me.handle}")
            assert shown(running) is second
            await asyncio.to_thread(desktop.do, "click", id=bubble["id"])
            await until("the account", lambda: running.client.account is first)
            await until("the conversation", lambda: first.messages.conversation)
            talk = first.messages.conversation
            assert talk is not None
            assert talk.model.person == PersonId(str(cem.id))
        desktop.die()


async def test_each_account_is_found_as_it_was_left(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    for number in range(30):
        ann.post(f"post {number}")
    async with running_client(tmp_path) as running:
        first = await sign_in(running, server.url, ann)
        await until("the posts", lambda: len(bodies(first)) >= 25)
        await be_active(running)
        on_screen(first)
        first.home.posts.list.scroll_by(700)
        place = held(first)
        box = composer(first).box
        box.setFocus()
        QTest.keyClicks(box, "half a thou")
        second = await add_account(running, server.url, ben)
        second.window.open_page("messages")
        await be_active(running)
        press(running.client.window, Qt.Key.Key_1)
        assert shown(running) is first
        assert held(first) == place
        assert box.toPlainText() == "half a thou"
        assert QApplication.focusWidget() is box
        press(running.client.window, Qt.Key.Key_2)
        assert shown(running) is second
        assert second.window.page.key == "messages"
        assert not box.isVisible()
        QTest.keyClicks(running.client.window.focusWidget(), "x")
        assert box.toPlainText() == "half a thou", "keys go to what is shown"


async def test_an_open_dialog_waits_for_its_account(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    async with running_client(tmp_path) as running:
        first = await sign_in(running, server.url, ann)
        second = await add_account(running, server.url, ben)
        await be_active(running)
        second.window.new_post_wanted.emit()
        dialog = second.window.findChildren(ComposerDialog)[0]
        QTest.keyClicks(dialog.box, "not yet")
        await until("the dialog to be active", dialog.isActiveWindow)
        press(dialog, Qt.Key.Key_1)
        assert shown(running) is first
        assert not dialog.isVisible()
        window = await be_active(running)
        press(window, Qt.Key.Key_2)
        assert shown(running) is second
        assert dialog.isVisible()
        assert dialog.box.toPlainText() == "not yet"
        dialog.reject()


async def test_what_the_hidden_account_wrote_is_delivered_to_its_own_server(
    tmp_path: Path, server: ServerProcess, own_server: ServerProcess, new_person: NewPerson
) -> None:
    ann, there = new_person("ann"), own_server.sign_up("elsewhere")
    async with running_client(tmp_path) as running:
        first = await sign_in(running, server.url, ann)
        QTest.keyClicks(composer(first).box, "from the tunnel")
        composer(first).send()
        second = await add_account(running, own_server.url, there)
        await until("the post", lambda: "from the tunnel" in ann.posts_of(ann), patience_s=20)
        assert there.posts_of(there) == []
        own_server.stop()
        second.sync.refresh_conversations()
        await until("the one to be offline", lambda: not second.store.status.network.is_online)
        assert first.store.status.network.is_online


async def test_one_signs_out_and_the_others_go_on(tmp_path: Path, server: ServerProcess, new_person: NewPerson) -> None:
    ann, ben, cem = new_person("ann"), new_person("ben"), new_person("cem")
    async with running_client(tmp_path) as running:
        first = await sign_in(running, server.url, ann)
        second = await add_account(running, server.url, ben)
        third = await add_account(running, server.url, cem)
        paths, client = running.client.shared.paths, running.client
        # One that is not on screen: the question stands in front of the one that is.
        client.accounts_model.sign_out(second.account.id)
        dialog = client.window.findChildren(SignOutDialog)[0]
        dialog.choose_removal()
        dialog.accept()
        await until("it to leave", lambda: second.account.id not in client.live)
        assert shown(running) is third
        assert not paths.account_folder(second.account.id).exists()
        # The one on screen.
        third.sync.sign_out(SavedData.KEEP)
        await until("it to leave", lambda: third.account.id not in client.live)
        assert shown(running) is first
        assert paths.account_folder(third.account.id).exists()
        assert not switcher(first)
        ben.write_to(ann, "still there?")
        await until("the badge", lambda: first.me.unread == 1)
        # The last one.
        first.sync.sign_out(SavedData.KEEP)
        await until("it to leave", lambda: not client.live)
        assert client.account is None
        assert client.sign_in is not None
        assert client.window.content is client.sign_in.window


async def test_one_that_was_revoked_is_marked_and_asks_when_it_is_shown(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    async with running_client(tmp_path) as running:
        first = await sign_in(running, server.url, ann)
        await stream_of(first)
        second = await add_account(running, server.url, ben)
        for device in ann.client.get("/me/tokens").raise_for_status().json()["items"]:
            if not device["current"]:
                ann.client.delete(f"/me/tokens/{device['id']}").raise_for_status()
        first.sync.refresh_conversations()
        button = switcher(second)[ann.username]
        await until("the mark", lambda: button.badge == "!")
        assert "sign in again" in button.accessibleName()
        assert second.store.status.session.state is SessionState.SIGNED_IN
        assert not first.window.findChildren(SignInAgainPanel), "nobody is disturbed"
        button.click()
        assert shown(running) is first
        panel = first.window.findChildren(SignInAgainPanel)[0]
        assert panel.isVisible()
        panel.secret_field.setText(PASSWORD)
        panel.submit()
        await until("the session", lambda: first.store.status.session.state is SessionState.SIGNED_IN)
        await until("the panel to go", lambda: not panel.isVisible())


async def test_signing_in_to_an_account_that_is_there_shows_it_with_its_new_token(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    async with running_client(tmp_path) as running:
        first = await sign_in(running, server.url, ann)
        await stream_of(first)
        await add_account(running, server.url, ben)
        for device in ann.client.get("/me/tokens").raise_for_status().json()["items"]:
            if not device["current"]:
                ann.client.delete(f"/me/tokens/{device['id']}").raise_for_status()
        first.sync.refresh_conversations()
        await until("the end", lambda: first.store.status.session.state is SessionState.EXPIRED)
        again = await add_account(running, server.url, ann)
        assert again is first
        assert len(running.client.live) == 2
        await until("the session", lambda: first.store.status.session.state is SessionState.SIGNED_IN)


async def test_the_card_has_a_way_back(tmp_path: Path, server: ServerProcess, new_person: NewPerson) -> None:
    ann = new_person("ann")
    async with running_client(tmp_path) as running:
        first = await sign_in(running, server.url, ann)
        first.window.open_page("messages")
        running.client.add_account()
        card = running.client.sign_in
        assert card is not None
        assert running.client.window.content is card.window
        ann.post("meanwhile")
        await until("the post to come meanwhile", lambda: bodies(first) == ["meanwhile"])
        QTest.keyClick(card.window, Qt.Key.Key_Escape)
        assert shown(running) is first
        assert first.window.page.key == "messages"
        assert running.client.sign_in is None


@pytest.mark.expects_log("cannot be opened")
@pytest.mark.expects_log("carried over")
@pytest.mark.expects_log("is damaged and was set aside")
async def test_after_a_restart_all_are_live_at_their_pages_and_one_damaged_file_stops_no_other(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben, cem = new_person("ann"), new_person("ben"), new_person("cem")
    async with running_client(tmp_path) as running:
        first = await sign_in(running, server.url, ann)
        first.window.open_page("bookmarks")
        second = await add_account(running, server.url, ben)
        second.window.open_page("messages")
        third = await add_account(running, server.url, cem)
        paths = running.client.shared.paths
        names = [one.account.id for one in (first, second, third)]
    # Whoever was on screen has a file of a newer version, another one a damaged file.
    paths.account_db(names[1]).write_bytes(b"no database" * 1000)
    paths.account_db(names[2]).unlink()
    paths.account_db(names[2]).mkdir()
    async with running_client(tmp_path) as running:
        client = running.client
        assert shown(running).account.id == names[0], "the one that can be opened"
        assert shown(running).window.page.key == "bookmarks"
        await until("the other one", lambda: names[1] in client.live)
        entries = client.accounts_model.entries
        assert [entry.id for entry in entries] == names
        assert entries[2].problem
        client.live[names[1]].sync.sign_in_again(Secret(PASSWORD))
        await until("the session", lambda: not client.live[names[1]].me.needs_sign_in)
        client.show_account(names[1])
        assert shown(running).window.page.key == "messages"


@pytest.fixture
def counted_memory() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.timeout(180)
@pytest.mark.usefixtures("counted_memory")
async def test_nine_accounts_cost_little_each(tmp_path: Path, server: ServerProcess, new_person: NewPerson) -> None:
    people = [new_person("many") for _number in range(9)]
    async with running_client(tmp_path) as running:
        client = running.client
        await sign_in(running, server.url, people[0])
        await asyncio.sleep(0)
        one = len(asyncio.all_tasks())
        sizes = []
        for person in people[1:]:
            account = await add_account(running, server.url, person)
            await stream_of(account)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
        assert len(client.live) == 9
        assert len(list(client.contents)) == MOST_KEPT
        assert len(asyncio.all_tasks()) <= 9 * one
        assert (sizes[-1] - sizes[3]) / 4 < 1.5 * _MB, "each one that is not on screen"
        buttons = switcher(shown(running))
        assert len(buttons) == 4, "the others are in the menu"
        window = await be_active(running)
        for place in range(9):
            press(window, Qt.Key(Qt.Key.Key_1 + place))
            assert shown(running).account.username == people[place].username
        assert len(list(client.contents)) == MOST_KEPT
        people[0].write_to(people[8], "hello")
        await until("the badge", partial(_counts, running, 1))


def _counts(running: Running, total: int) -> bool:
    return running.client.accounts_model.unread.total == total

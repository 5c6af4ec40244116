"""Flow 3: what one writes is on screen at once, waits for the network, and arrives once, in the same row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.commands import settings
from microblog_desktop.ui.composer.composer_box import ComposerBox
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, row_of, running_client, sign_in, until

NewPerson = Callable[[str], ApiPerson]


def _type_and_send(account: AccountGraph, text: str) -> None:
    composer = account.home.findChild(ComposerBox)
    assert composer is not None
    composer.box.setFocus()
    QTest.keyClicks(composer.box, text)
    QTest.keyClick(composer.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def _row(account: AccountGraph, text: str) -> PostRow:
    row = row_of(account, text)
    assert row is not None
    return row


async def test_a_post_written_offline_is_delivered_in_its_row(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    async with running_client(tmp_path) as running:
        settings.choose_undo_send(running.client.shared.profile, 0)
        account = await sign_in(running, server.url, ann)
        account.sync.go_offline()
        _type_and_send(account, "from the tunnel")
        await until("the post in Home", lambda: row_of(account, "from the tunnel"))
        waiting = _row(account, "from the tunnel")
        assert waiting.delivery is not None
        assert ann.posts_of(ann) == []
        account.sync.go_online()
        await until("the delivery", lambda: _row(account, "from the tunnel").delivery is None)
        assert _row(account, "from the tunnel").key == waiting.key
        assert ann.posts_of(ann) == ["from the tunnel"]
        assert account.store.drafts.get("home") is None


async def test_a_post_can_be_taken_back_before_it_goes(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    async with running_client(tmp_path) as running:
        settings.choose_undo_send(running.client.shared.profile, 3600)
        account = await sign_in(running, server.url, ann)
        _type_and_send(account, "on second thoughts")
        await until("the post in Home", lambda: row_of(account, "on second thoughts"))
        account.home.posts.wishes.undo.emit(_row(account, "on second thoughts"))
        await until("it to go", lambda: bodies(account) == [])
        draft = account.store.drafts.get("home")
        assert draft is not None
        assert draft.body == "on second thoughts"
        assert ann.posts_of(ann) == []


async def test_a_refused_reply_keeps_its_text_on_its_row(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    from microblog_desktop.commands import posting

    ann, ben = new_person("ann"), new_person("ben")
    ann.follow(ben)
    parent = ben.post("soon gone")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the post", lambda: row_of(account, "soon gone"))
        ben.client.delete(f"/posts/{parent}").raise_for_status()
        answered = _row(account, "soon gone").post
        posting.publish(
            account.store, "an answer", now=account.store.clock(), undo_s=0, draft="dialog", reply_to=answered
        )
        await until(
            "the refusal", lambda: (row := row_of(account, "an answer")) and row.delivery and row.delivery.reason
        )
        delivery = _row(account, "an answer").delivery
        assert delivery is not None
        assert delivery.can_edit
        assert delivery.can_discard
        assert ann.posts_of(ann) == []
        account.home.posts.wishes.take_back.emit(_row(account, "an answer"))
        await until("the row to go", lambda: row_of(account, "an answer") is None)
        draft = account.store.drafts.get("dialog")
        assert draft is not None
        assert draft.body == "an answer"
        assert draft.reply_to is None, "it can only be a post of its own now"


async def test_a_revoked_token_asks_again_in_place_and_loses_nothing(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    from microblog_desktop.domain.secret import Secret
    from microblog_desktop.store.status import SessionState
    from tests.e2e.server_process import PASSWORD

    ann = new_person("ann")
    async with running_client(tmp_path) as running:
        settings.choose_undo_send(running.client.shared.profile, 0)
        account = await sign_in(running, server.url, ann)
        devices = ann.client.get("/me/tokens").raise_for_status().json()["items"]
        for device in devices:
            if not device["current"]:
                ann.client.delete(f"/me/tokens/{device['id']}").raise_for_status()
        _type_and_send(account, "written while signed out")
        session = account.store.status
        await until("the session to expire", lambda: session.session.state is SessionState.EXPIRED)
        assert row_of(account, "written while signed out") is not None
        assert ann.posts_of(ann) == []
        account.sync.sign_in_again(Secret(PASSWORD))
        await until("the delivery", lambda: _row(account, "written while signed out").delivery is None)
        assert ann.posts_of(ann) == ["written while signed out"]

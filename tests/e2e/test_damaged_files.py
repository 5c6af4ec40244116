"""Damaged files, in the real windows: the program opens, says what was saved and where the rest is, and goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.ui.composer.composer_box import ComposerBox
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, come_back, running_client, sign_in, until

NewPerson = Callable[[str], ApiPerson]
SET_ASIDE = pytest.mark.expects_log("was set aside|carried over")


def zero(path: Path, start: int, size: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes(size))


def strip(account: AccountGraph) -> str:
    return " ".join(row.text for row in account.status.rows)


async def leave_something(folder: Path, server: ServerProcess, ann: ApiPerson) -> Path:
    """A profile with a post on screen and a draft; the account's file."""
    ann.post("hello")
    async with running_client(folder) as running:
        account = await sign_in(running, server.url, ann)
        await until("Home", lambda: "hello" in bodies(account))
        composer = account.home.findChild(ComposerBox)
        assert composer is not None
        composer.box.setFocus()
        QTest.keyClicks(composer.box, "not finished")
        file = account.store.path
        await until("the account's card", lambda: file.with_name("account.json").exists())
    return file


@SET_ASIDE
async def test_a_damaged_account_opens_with_what_was_saved_and_says_so(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    file = await leave_something(tmp_path, server, ann)
    zero(file, 0, 300)
    async with running_client(tmp_path) as running:
        account = running.client.account
        assert account is not None
        assert bodies(account) == ["hello"]
        assert account.home_composer.text == "not finished"
        await until("the strip", lambda: "Saved from it: 1 draft or unsent text" in strip(account))
        (aside,) = file.parent.glob("*.damaged-*[0-9]")
        assert str(aside) in strip(account)
        ann.post("after it")
        come_back(running)
        await until("what is new", lambda: "after it" in bodies(account))


@SET_ASIDE
async def test_a_lost_profile_costs_nobody_their_account(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    await leave_something(tmp_path, server, ann)
    (tmp_path / "profile.db").write_text("Dear diary,\n" * 1000)
    async with running_client(tmp_path) as running:
        account = running.client.account
        assert account is not None
        assert account.account.username == ann.username
        assert account.home_composer.text == "not finished"
        await until("the strip", lambda: "Saved from it: 1 account" in strip(account))


@SET_ASIDE
async def test_a_lost_profile_without_accounts_is_said_on_the_card(tmp_path: Path) -> None:
    (tmp_path / "profile.db").write_text("Dear diary,\n" * 1000)
    async with running_client(tmp_path) as running:
        assert running.client.account is None
        problem = running.client.shared.board.attempt.problem
        assert problem is not None
        assert "profile.db.damaged" in problem.message

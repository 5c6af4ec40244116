"""A disk that is really full: it is said once, nothing typed is lost, and room is made where there is any."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.commands import storage
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.store.trimming.reserve import RESERVE_BYTES
from microblog_desktop.sync.upkeep.upkeep import UPKEEP
from microblog_desktop.ui.composer.composer_box import ComposerBox
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, running_client, sign_in, until
from tests.small_disk import SmallDisk, small_disk

NewPerson = Callable[[str], ApiPerson]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", 32) as disk:
        yield disk


def type_into(account: AccountGraph, text: str) -> ComposerBox:
    composer = account.home.findChild(ComposerBox)
    assert composer is not None
    composer.box.setFocus()
    QTest.keyClicks(composer.box, text)
    return composer


async def test_what_is_typed_on_a_full_disk_is_kept_as_soon_as_there_is_room(
    disk: SmallDisk, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    async with running_client(disk.folder / "profile") as running:
        account = await sign_in(running, server.url, ann)
        await until("Home", lambda: account.store.timelines.last_refreshed("home"))  # type: ignore[arg-type]
        storage.choose_keep_days(running.client.shared.profile, 30)
        reserve = account.store.path.with_name("reserve")
        await until("room to be held back", lambda: reserve.exists() and reserve.stat().st_size == RESERVE_BYTES)
        disk.use_up()
        composer = type_into(account, "typed while there was no room " * 40)
        await until("the full disk to be said", lambda: account.store.status.latest_notice)
        notice = account.store.status.latest_notice
        assert notice is not None
        assert notice.problem.kind is ProblemKind.DISK_FULL
        assert any("disk is full" in row.text for row in account.status.rows)
        assert composer.box.toPlainText().startswith("typed while")
        await until("the draft", lambda: account.store.drafts.get("home"))
        assert account.store.status.latest_notice == notice, "it is said once"
        disk.make_room()
        storage.choose_keep_days(running.client.shared.profile, 31)
        await until("room again", lambda: reserve.exists() and not account.store.status.activity(UPKEEP).is_busy)
    async with running_client(disk.folder / "profile") as running:
        again = running.client.account
        assert again is not None
        assert again.home_composer.text.startswith("typed while")
        assert again.store.db.rows("PRAGMA integrity_check") == [("ok",)]


async def test_a_client_opens_on_a_full_disk_to_be_read(
    disk: SmallDisk, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    ann.post("hello")
    async with running_client(disk.folder / "profile") as running:
        account = await sign_in(running, server.url, ann)
        await until("Home", lambda: "hello" in bodies(account))
    disk.use_up()
    async with running_client(disk.folder / "profile") as running:
        again = running.client.account
        assert again is not None
        assert bodies(again) == ["hello"]
        # Nothing is written until there is something to be kept.
        again.home_composer.set_text("typed on a full disk")
        again.home_composer.save_now()
        await until("the full disk to be said", lambda: again.store.status.latest_notice)


async def test_a_disk_that_may_only_be_read_is_said_in_words(disk: SmallDisk, tmp_path: Path) -> None:
    async with running_client(disk.folder / "profile"):
        pass
    disk.forbid_writing()
    said = tmp_path / "said.txt"
    command = [sys.executable, "-m", "microblog_desktop", "--verbose", "--profile", str(disk.folder / "profile")]
    with said.open("wb") as file, subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT) as process:
        try:
            await until("the words", lambda: b"cannot be read or written" in said.read_bytes())
            assert b"Traceback" not in said.read_bytes()
        finally:
            process.kill()

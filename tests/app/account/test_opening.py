"""An account opens whatever its file is like; what was damaged is told, and nobody meets another's data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import apsw
import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.app.account.opening import NEWCOMER_NOTE, open_store
from microblog_desktop.app.shared import Shared
from microblog_desktop.commands.reading import save_draft
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.store.account_card import AccountCard, note_newcomer, write_card
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.errors import (
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreTooNewError,
    StoreUnreadableError,
)
from microblog_desktop.store.rescue import rescue as rescuing
from microblog_desktop.system.paths import prepare_profile
from tests.store.rescue import damages
from tests.store.world import ACCOUNT, NOON

SET_ASIDE = pytest.mark.expects_log("was set aside|carried over")


@pytest.fixture
def shared(qapp: QApplication, tmp_path: Path) -> Iterator[Shared]:
    shared = Shared(qapp, prepare_profile(tmp_path / "profile"), lambda: NOON)
    yield shared
    shared.close()


@pytest.fixture
def file(shared: Shared) -> Path:
    path = shared.paths.account_db(ACCOUNT.id)
    damages.fill(path)
    return path


def drafted(store: AccountStore) -> str:
    draft = store.drafts.get("home")
    return "" if draft is None else draft.body


@SET_ASIDE
def test_a_damaged_file_is_told_with_what_was_saved_and_where_it_is(shared: Shared, file: Path) -> None:
    damages.overwrite_head(file)
    store = open_store(shared, ACCOUNT)
    notice = store.status.latest_notice
    assert notice is not None
    assert notice.problem.kind is ProblemKind.STORE_DAMAGED
    assert notice.problem.field("unsent") == "3"
    assert Path(notice.problem.message).exists()
    assert drafted(store) == "a thought, not finished"
    store.close()


@SET_ASIDE
def test_damage_that_is_met_after_the_file_has_opened_costs_nothing_either(shared: Shared, file: Path) -> None:
    other = apsw.Connection(str(file))
    (root,) = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'job'").fetchall()[0]
    page_bytes = other.pragma("page_size")
    assert isinstance(root, int)
    assert isinstance(page_bytes, int)
    other.close()
    with file.open("r+b") as pages:
        pages.seek((root - 1) * page_bytes)
        pages.write(b"\xff" * page_bytes)
    store = open_store(shared, ACCOUNT)
    notice = store.status.latest_notice
    assert notice is not None
    assert notice.problem.kind is ProblemKind.STORE_DAMAGED
    assert drafted(store) == "a thought, not finished"
    aside = Path(notice.problem.message)
    assert not [path for path in aside.parent.iterdir() if path.name.endswith("found-damaged")]
    store.close()


def test_a_sound_file_is_opened_without_a_word(shared: Shared, file: Path) -> None:
    store = open_store(shared, ACCOUNT)
    assert store.status.latest_notice is None
    assert drafted(store) == "a thought, not finished"
    store.close()


def test_an_empty_file_is_begun_anew(shared: Shared, file: Path) -> None:
    damages.empty(file)
    store = open_store(shared, ACCOUNT)
    assert drafted(store) == ""
    save_draft(store, "home", "again", now=NOON)
    assert drafted(store) == "again"
    store.close()


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def write_newer(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", 999)
    connection.close()


@pytest.mark.parametrize(("change", "error"), [(make_folder, StoreUnreadableError), (write_newer, StoreTooNewError)])
def test_what_is_not_damaged_stays_where_it_is(
    shared: Shared, file: Path, change: damages.Damage, error: type[StoreError]
) -> None:
    change(file)
    with pytest.raises(error):
        open_store(shared, ACCOUNT)
    assert file.exists()
    assert not list(file.parent.glob("*damaged*"))


def test_a_file_that_another_program_holds_stays_where_it_is(shared: Shared, file: Path) -> None:
    other = apsw.Connection(str(file))
    other.pragma("locking_mode", "exclusive")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreLockedError):
        open_store(shared, ACCOUNT)
    other.close()
    store = open_store(shared, ACCOUNT)
    assert drafted(store) == "a thought, not finished"
    store.close()


@SET_ASIDE
def test_a_disk_too_full_to_save_anything_leaves_all_for_the_next_start(
    shared: Shared, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damages.overwrite_middle(file)
    before = file.read_bytes()
    file.with_name(f"{file.name}.found-damaged").touch()

    def full(_putting: object) -> int:
        raise StoreFullError("no room")

    monkeypatch.setattr(rescuing, "rescue_unsent", full)
    with pytest.raises(StoreFullError):
        open_store(shared, ACCOUNT)
    assert file.read_bytes() == before
    monkeypatch.undo()
    store = open_store(shared, ACCOUNT)
    assert drafted(store) == "a thought, not finished"
    store.close()


@pytest.mark.expects_log("was set aside|carried over|begins again")
def test_a_start_that_was_cut_off_while_it_saved_is_done_again(
    shared: Shared, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damages.overwrite_head(file)
    monkeypatch.setattr(rescuing, "rescue_unsent", _lose_power)
    with pytest.raises(KeyboardInterrupt):
        open_store(shared, ACCOUNT)
    monkeypatch.undo()
    store = open_store(shared, ACCOUNT)
    assert drafted(store) == "a thought, not finished"
    assert sorted(path.name for path in file.parent.glob("*carrying*")) == []
    store.close()


def _lose_power(_putting: object) -> int:
    raise KeyboardInterrupt


@SET_ASIDE
def test_what_is_kept_of_another_person_is_not_opened_for_a_newcomer(shared: Shared, file: Path) -> None:
    write_card(file.parent, AccountCard(ACCOUNT, NOON - timedelta(days=300)))
    note_newcomer(file.parent, AccountCard(ACCOUNT, NOON))
    assert file.with_name(NEWCOMER_NOTE).exists()
    store = open_store(shared, ACCOUNT)
    assert drafted(store) == ""
    assert len(list(file.parent.glob("account.db.of-another-person-*"))) == 1
    store.close()
    store = open_store(shared, ACCOUNT)
    assert store.db.rows("SELECT count(*) FROM post") == [(0,)]
    store.close()

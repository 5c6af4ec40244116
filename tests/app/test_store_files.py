"""A damaged file is set aside whole, and nothing else is touched."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from microblog_desktop.app.store_files import open_or_set_aside, open_profile, set_aside
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.preferences import THEME
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.paths import prepare_profile
from tests.store.world import ACCOUNT

NOW = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)


def _open(path: Path) -> ProfileStore:
    return ProfileStore(path, ChangeFeed(lambda tell: tell()))


def test_a_sound_file_is_opened_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "profile.db"
    before = _open(path)
    with before.transaction():
        before.preferences.set(THEME, "dark")
    before.close()
    opened = open_or_set_aside(path, _open, NOW)
    assert opened.set_aside is None
    assert opened.store.preferences.get(THEME) == "dark"
    opened.store.close()


@pytest.mark.expects_log("profile.db is damaged and was set aside")
def test_a_damaged_file_is_kept_beside_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "profile.db"
    path.write_bytes(b"this is no database" * 1000)
    opened = open_or_set_aside(path, _open, NOW)
    assert opened.set_aside == tmp_path / "profile.db.damaged-20261122T094100"
    assert opened.set_aside.read_bytes().startswith(b"this is no database")
    assert opened.store.preferences.get(THEME) == "system"
    opened.store.close()


def test_what_is_not_damage_is_not_moved(tmp_path: Path) -> None:
    path = tmp_path / "profile.db"
    path.mkdir()
    with pytest.raises(StoreError):
        open_or_set_aside(path, _open, NOW)
    assert path.is_dir()


@pytest.mark.expects_log("profile.db is damaged and was set aside|carried over")
def test_a_damaged_profile_is_told_with_what_was_saved(tmp_path: Path) -> None:
    paths = prepare_profile(tmp_path)
    before = _open(paths.profile_db)
    with before.transaction():
        before.accounts.save(ACCOUNT)
        before.preferences.set(THEME, "dark")
    before.close()
    with paths.profile_db.open("r+b") as file:
        file.write(bytes(300))
    profile, problem = open_profile(paths, ChangeFeed(lambda tell: tell()), NOW)
    assert problem is not None
    assert (problem.field("accounts"), problem.field("preferences")) == ("1", "1")
    assert profile.accounts.all() == [ACCOUNT]
    profile.close()


@pytest.mark.expects_log("is damaged and was set aside")
def test_two_damages_in_one_second_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "profile.db"
    names = []
    for words in (b"first", b"second"):
        path.write_bytes(words)
        names.append(set_aside(path, NOW))
    assert [name.read_bytes() for name in names] == [b"first", b"second"]

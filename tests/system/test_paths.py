from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.system.paths import (
    default_root,
    keep_private,
    paths_in,
    prepare_profile,
    private_folder,
    resources,
    translations,
)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are kept otherwise there")
def test_folders_are_for_their_owner_only_even_if_they_were_open_before(tmp_path: Path) -> None:
    (tmp_path / "profile").mkdir(mode=0o755)
    paths = prepare_profile(tmp_path / "profile")
    database = paths.account_db(AccountId("a1"))
    for folder in (paths.root, paths.pictures, paths.logs, paths.secrets, database.parent):
        assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are kept otherwise there")
def test_what_was_open_to_others_is_closed(tmp_path: Path) -> None:
    root, outside = tmp_path / "profile", tmp_path / "outside"
    folder = root / "accounts" / "a1"
    folder.mkdir(parents=True)
    files = [root / "profile.db", folder / "account.db", folder / "account.db-wal"]
    for file in (*files, outside):
        file.touch()
        file.chmod(0o666)
    (root / "link").symlink_to(outside)
    for each in (root, folder.parent, folder):
        each.chmod(0o777)
    keep_private(root)
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert {each.stat().st_mode & 0o777 for each in (root, folder.parent, folder)} == {0o700}
    assert outside.stat().st_mode & 0o777 == 0o666
    keep_private(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b", ".hidden", "x" * 101, "a\n"])
def test_an_account_id_is_never_a_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not an account id"):
        paths_in(tmp_path).account_db(AccountId(name))


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG rules")
def test_the_data_folder_follows_xdg(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_root() == tmp_path / "microblog-desktop"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert default_root() == Path.home() / ".local" / "share" / "microblog-desktop"


def test_what_we_ship_is_found_in_the_source_tree_and_in_a_bundle(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert resources().is_dir()
    assert translations().is_dir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources() == tmp_path / "microblog_desktop" / "_data" / "resources"


def test_relative_profiles_are_pinned_to_where_the_program_began(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = prepare_profile(Path("mine"))
    os.chdir("/")
    assert paths.profile_db == tmp_path / "mine" / "profile.db"
    assert private_folder(paths.root) == tmp_path / "mine"

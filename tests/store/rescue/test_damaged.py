"""A damaged file is read around its holes, and not changed by that."""

from __future__ import annotations

from pathlib import Path

import pytest

from microblog_desktop.store.rescue.damaged import opened
from tests.store.rescue import damages
from tests.store.rescue.damages import POSTS
from tests.store.world import World


@pytest.fixture
def old(tmp_path: Path) -> Path:
    damages.fill(tmp_path / "old.db")
    return tmp_path / "old.db"


@pytest.fixture
def sound(tmp_path: Path) -> bytes:
    world = World(tmp_path / "sound.db")
    image = bytes(world.store.db.connection.serialize("main"))
    world.store.close()
    return image


def test_rows_are_read_by_their_names(old: Path, sound: bytes) -> None:
    with opened(old, sound, table="job", seconds=10) as file:
        assert [row["body"] for row in file.all("job", "id")] == ["first", "hello John"]
        (row,) = file.by_key("post", "remote_id", "7")
        assert row["author"] == "2"
        assert file.by_key("post", "key", None) == []


def test_the_tables_are_found_again_where_the_pages_that_name_them_are_lost(old: Path, sound: bytes) -> None:
    with old.open("r+b") as file:
        file.write(bytes(4096))
    with opened(old, sound, table="job", seconds=10) as damaged:
        assert len(damaged.all("post", "key")) == POSTS + 1
        assert len(damaged.all("draft", "name")) == 1


def test_nothing_is_read_when_time_is_up(old: Path, sound: bytes) -> None:
    with opened(old, sound, table="job", seconds=-1) as file:
        assert file.is_over
        assert len(file.all("post", "key")) < POSTS


def test_no_file_is_left_behind(old: Path, sound: bytes, tmp_path: Path) -> None:
    damages.overwrite_head(old)
    before = sorted(tmp_path.iterdir())
    with opened(old, sound, table="job", seconds=10):
        pass
    assert sorted(tmp_path.iterdir()) == before

"""Pictures on the disk stay within their bytes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.errors import StoreUnreadableError
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.profile import ProfileStore
from tests.store.world import NOON


@pytest.fixture
def told(feed: ChangeFeed) -> list[ChangeSet]:
    told: list[ChangeSet] = []
    feed.subscribe(told.append)
    return told


def keep(profile: ProfileStore, pictures: PictureStore, url: str, size: int, after_s: int) -> None:
    with profile.transaction():
        pictures.save(url, b"x" * size, "etag", NOON + timedelta(seconds=after_s))


def test_a_picture_comes_back_with_its_file(profile: ProfileStore, tmp_path: Path, told: list[ChangeSet]) -> None:
    pictures = PictureStore(profile.db, tmp_path)
    keep(profile, pictures, "a", 3, 0)
    found = pictures.get("a")
    assert found is not None
    assert found.path.read_bytes() == b"xxx"
    assert (found.etag, found.fetched_at, found.size) == ("etag", NOON, 3)
    assert told == [ChangeSet(pictures=frozenset({"a"}))]
    assert pictures.get("b") is None


def test_a_newer_picture_replaces_the_older(profile: ProfileStore, tmp_path: Path) -> None:
    pictures = PictureStore(profile.db, tmp_path)
    keep(profile, pictures, "a", 3, 0)
    keep(profile, pictures, "a", 5, 1)
    assert [file.stat().st_size for file in tmp_path.iterdir()] == [5]


def test_the_longest_unfetched_goes_first_when_the_bytes_are_used_up(profile: ProfileStore, tmp_path: Path) -> None:
    pictures = PictureStore(profile.db, tmp_path, limit_bytes=100)
    for number, url in enumerate("abc"):
        keep(profile, pictures, url, 30, number)
    with profile.transaction():
        pictures.touch("a", NOON + timedelta(seconds=9))
    keep(profile, pictures, "d", 30, 10)
    assert [url for url in "abcd" if pictures.get(url)] == ["a", "c", "d"]
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) == 90


def test_a_forgotten_picture_is_fetched_again(profile: ProfileStore, tmp_path: Path) -> None:
    pictures = PictureStore(profile.db, tmp_path)
    keep(profile, pictures, "a", 3, 0)
    with profile.transaction():
        pictures.forget("a")
        pictures.forget("never there")
    assert pictures.get("a") is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_leaves_no_picture(profile: ProfileStore, tmp_path: Path) -> None:
    pictures = PictureStore(profile.db, tmp_path / "missing")
    with pytest.raises(StoreUnreadableError):
        keep(profile, pictures, "a", 3, 0)
    assert pictures.get("a") is None

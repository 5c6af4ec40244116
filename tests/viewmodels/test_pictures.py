"""Pictures on the disk, as widgets ask for them."""

from __future__ import annotations

from pathlib import Path

from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.pictures import StoredPictures
from tests.store.world import NOON

URL = "https://example.net/avatar.png"


def test_a_picture_is_wished_for_and_told_when_it_comes(
    profile: ProfileStore, feed: ChangeFeed, tmp_path: Path
) -> None:
    wanted: list[str] = []
    store = PictureStore(profile.db, tmp_path)
    pictures = StoredPictures(store, feed, wanted.append)
    arrived: list[str] = []
    end = pictures.subscribe(arrived.append)
    assert pictures.get(URL) is None
    pictures.want(URL)
    assert wanted == [URL]
    with profile.transaction():
        store.save(URL, b"data", None, NOON)
    assert arrived == [URL]
    assert pictures.get(URL) == b"data"
    end()
    assert feed.subscribers == 0


def test_a_file_that_somebody_removed_is_as_if_it_never_came(
    profile: ProfileStore, feed: ChangeFeed, tmp_path: Path
) -> None:
    store = PictureStore(profile.db, tmp_path)
    with profile.transaction():
        store.save(URL, b"data", None, NOON)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            file.unlink()
    assert StoredPictures(store, feed, lambda _url: None).get(URL) is None

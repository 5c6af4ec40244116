"""Tests of benchmarks/scrolling/ and benchmarks/timeline.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks.scrolling import frames
from benchmarks.scrolling.bare_list import BareList
from benchmarks.scrolling.client_list import ClientList
from benchmarks.scrolling.filling import PAGE, account, fill, open_profile
from benchmarks.timeline import figures_of
from microblog_desktop.domain.clock import utc_now
from microblog_desktop.domain.ids import HOME
from microblog_desktop.store.account_store import open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.ui.widgets.pictures import decode_round

POSTS = 60


def test_the_file_holds_what_people_have(tmp_path: Path) -> None:
    folder = fill(tmp_path / "filled", posts=POSTS)
    feed = ChangeFeed(lambda deliver: None)
    store = open_account_store(folder / "account.db", feed, utc_now, account())
    posts = [row.post for row in store.timelines.entry_rows(store.timelines.newest(HOME, PAGE)) if row.post]
    assert len(posts) == POSTS
    assert any(post.translation for post in posts)
    assert any(len(post.body) > 3000 for post in posts)
    profile = open_profile(folder, feed)
    picture = PictureStore(profile.db, folder).get(posts[0].author.avatar_url or "")
    assert picture is not None
    assert not decode_round(picture.path.read_bytes(), 44).isNull()
    profile.close()
    store.close()


def test_a_reader_scrolls_and_stays_in_place_when_a_page_comes(qapp: QApplication, tmp_path: Path) -> None:
    client = ClientList(qapp, fill(tmp_path / "filled", posts=POSTS), POSTS)
    client.window.resize(frames.WIDTH, frames.HEIGHT)
    client.window.show()
    qapp.processEvents()
    client.scroll_by(700)
    before = client.tops()
    client.take_page(20)
    assert frames.frame(lambda: None) > 0
    after = client.tops()
    assert before
    assert {key: after[key] for key in before} == before
    client.close()
    client.window.close()


def test_the_bare_list_keeps_its_place_too(qapp: QApplication) -> None:
    bare = BareList(500)
    bare.window.show()
    qapp.processEvents()
    bare.scroll_by(2000)
    top = bare.window.indexAt(bare.window.rect().topLeft()).data()
    bare.prepend(20)
    qapp.processEvents()
    assert bare.window.indexAt(bare.window.rect().topLeft()).data() == top
    bare.window.close()


@pytest.mark.parametrize(("slow", "holds"), [(1.0, True), (30.0, False)])
def test_a_slow_frame_is_told(slow: float, holds: object) -> None:
    scenes = {name: [slow] * 200 for name in ("smooth", "jump", "prepend", "width", "arriving")}
    figures = figures_of(1000, [{"client": scenes | {"moved_px": [0.0], "memory": [1.0]}, "bare": scenes}])
    assert {figure.holds for figure in figures[:5]} == {holds}
    assert figures[0].yardstick == slow

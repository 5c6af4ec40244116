"""Bookmarks: brought up to date when shown, the last one on top, and nothing is called new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import reacting
from microblog_desktop.domain.ids import BOOKMARKS
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.posts.timeline import RemoteEntry
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.bookmarks_page import BookmarksPage
from microblog_desktop.ui.widgets.buttons import PillButton
from microblog_desktop.ui.widgets.labels import ElidedLabel, TextLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.reading.unread import NothingNew
from microblog_desktop.viewmodels.timeline.rows import Offers, PostRow
from tests.fakes.ports import FakePostSync
from tests.fakes.timeline_sync import FakeTimelineSync
from tests.store.world import World, entry
from tests.ui.timeline.opened import settle

OFFERS = Offers(can_write=True, can_follow=True, can_message=True, can_bookmark=True)


class Opened:
    """The page over a model, on screen."""

    def __init__(self, qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> None:
        self.world = world
        self.sync = FakeTimelineSync()
        store = world.store
        self.model = TimelineModel(store, BOOKMARKS, self.sync, OFFERS, NothingNew(store, BOOKMARKS))
        actions = PostActions(store, lambda: 0, FakePostSync())
        self.page = BookmarksPage(theme, pictures, self.model, actions, store.clock)
        qtbot.addWidget(self.page)
        self.page.resize(620, 400)
        self.page.show()
        settle()

    def texts(self) -> list[str]:
        return [row.body.text for row in self.model.rows if isinstance(row, PostRow)]

    def bookmark(self, number: int) -> None:
        store = self.world.store
        with store.transaction():
            key = store.posts.save(entry(number).post)
        reacting.react(store, key, Reaction.BOOKMARK, now=self.world.now, undo_s=0)
        settle()


def bookmarks(*numbers: int) -> tuple[RemoteEntry, ...]:
    return tuple(replace(entry(number), post=replace(entry(number).post, bookmarked=True)) for number in numbers)


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> Iterator[Opened]:
    world.refresh(*bookmarks(*range(40, 10, -1)), timeline=BOOKMARKS)
    opened = Opened(qtbot, theme, pictures, world)
    yield opened
    opened.model.close()


def test_it_is_asked_for_each_time_it_is_shown(opened: Opened) -> None:
    opened.page.hide()
    opened.page.show()
    assert opened.sync.asked == [("refresh", BOOKMARKS)] * 2


def test_what_was_put_aside_meanwhile_is_on_top_and_not_called_new(opened: Opened) -> None:
    opened.page.hide()
    opened.bookmark(99)
    opened.page.show()
    settle()
    assert opened.texts()[0] == "post 99"
    assert opened.page.posts.list.is_at_top()
    assert opened.model.new_above == 0
    assert not [pill for pill in opened.page.findChildren(PillButton) if pill.isVisible()]
    assert all(isinstance(row, PostRow) for row in opened.model.rows), "no line says since when"


def test_who_reads_further_down_stays_there(opened: Opened) -> None:
    opened.page.posts.list.scroll_by(500)
    place = opened.page.posts.list.place()
    opened.page.hide()
    opened.bookmark(99)
    opened.page.show()
    settle()
    assert opened.page.posts.list.place() == place


def test_taking_a_bookmark_back_removes_its_row(opened: Opened) -> None:
    opened.page.posts.list.current.go_to(1)
    assert opened.page.posts.act(PostVerb.BOOKMARK)
    settle()
    assert opened.texts()[:2] == ["post 40", "post 38"]


def test_without_any_it_says_how_to_make_one(qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> None:
    world.store.status.succeed(f"timeline:{BOOKMARKS}")
    opened = Opened(qtbot, theme, pictures, world)
    state = opened.page.posts.findChild(StateView)
    assert state is not None
    words = [label.text() for label in state.findChildren(TextLabel) if label.isVisible()]
    assert words == ["No bookmarks yet", "Bookmark a post with D to find it here."]
    opened.model.close()


def test_its_title_follows_the_language(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("microblog_desktop.ui.timeline.bookmarks_page._", lambda words: f"<{words}>")
    QApplication.sendEvent(opened.page, QEvent(QEvent.Type.LanguageChange))
    assert "<Bookmarks>" in [label.text() for label in opened.page.findChildren(ElidedLabel)]

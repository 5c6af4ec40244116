"""Explore: tabs that keep their places, and looking for posts only while somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import EXPLORE, PersonId
from microblog_desktop.domain.people.lists import DIRECTORY, Trend
from microblog_desktop.domain.people.person import Person
from microblog_desktop.ui.explore.explore_page import LOOK_EVERY_MS, ExplorePage, ExploreTab
from microblog_desktop.ui.explore.tags_view import TagRowWidget
from microblog_desktop.ui.page.tabs import TabButton
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.people.people_page import PeoplePage
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.pill import TopPill
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.explore.trends import TrendsModel
from microblog_desktop.viewmodels.people.list_words import directory_words
from microblog_desktop.viewmodels.people.people_list import PeopleListModel
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from tests.fakes.people_sync import FakePeopleSync
from tests.fakes.ports import FakePostSync
from tests.fakes.timeline_sync import FakeTimelineSync
from tests.sandbox.home import ALL
from tests.store.world import JOHN, World, entries
from tests.ui.timeline.opened import settle


class Explored:
    """The page over a store, on screen."""

    def __init__(self, qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> None:
        self.qtbot, self.world = qtbot, World()
        store = self.world.store
        self.world.save_people(JOHN)
        self.world.refresh(*entries(*range(60, 1, -1)), timeline=EXPLORE)
        self.posts, self.people = FakeTimelineSync(), FakePeopleSync()
        self.model = TimelineModel(store, EXPLORE, self.posts, ALL)
        self.trends = TrendsModel(store, self.people)
        actions = PostActions(store, lambda: 0, FakePostSync())
        self.built: list[PeoplePage] = []

        def build() -> PeoplePage:
            model = PeopleListModel(store, DIRECTORY, self.people, ALL)
            self.built.append(PeoplePage(theme, pictures, model, actions, directory_words))
            return self.built[-1]

        self.new_page: Callable[..., ExplorePage] = lambda trends, people: ExplorePage(
            theme, pictures, self.model, actions, store.clock, trends, people
        )
        self.page = self.new_page(self.trends, build)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        room = QVBoxLayout(self.window)
        room.addWidget(self.page)
        self.window.resize(620, 500)

    def show(self) -> None:
        self.window.show()
        self.page.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        settle()

    def looks(self) -> int:
        return self.posts.asked.count(("refresh", EXPLORE))

    @property
    def timer(self) -> QTimer:
        own = Qt.FindChildOption.FindDirectChildrenOnly
        return next(timer for timer in self.page.findChildren(QTimer, options=own) if timer.interval() == LOOK_EVERY_MS)

    def pass_time(self) -> None:
        self.world.later(LOOK_EVERY_MS / 1000)
        if self.timer.isActive():
            self.timer.timeout.emit()

    def close(self) -> None:
        for people in self.built:
            people.close_model()
        self.trends.close()
        self.model.close()
        self.world.store.close()


@pytest.fixture
def explored(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> Iterator[Explored]:
    explored = Explored(qtbot, theme, pictures)
    yield explored
    explored.close()


def tabs(page: ExplorePage) -> list[str]:
    return [button.text() for button in page.tabs.findChildren(TabButton)]


def test_it_looks_for_posts_while_somebody_looks_at_it(explored: Explored) -> None:
    assert explored.looks() == 0
    assert not explored.timer.isActive()
    explored.show()
    assert explored.looks() == 1
    explored.pass_time()
    assert explored.looks() == 2
    explored.page.hide()
    explored.pass_time()
    assert explored.looks() == 2, "nobody sees it"
    explored.show()
    assert explored.looks() == 3, "it was a while ago"
    explored.page.hide()
    explored.show()
    assert explored.looks() == 3, "it was just now"


def test_it_rests_while_another_window_is_active_or_another_tab_open(explored: Explored) -> None:
    explored.show()
    explored.page.open_tab(ExploreTab.TAGS)
    assert not explored.timer.isActive()
    explored.page.open_tab(ExploreTab.POSTS)
    assert explored.timer.isActive()
    other = QWidget()
    explored.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    explored.qtbot.waitUntil(lambda: not explored.timer.isActive())


def test_new_posts_wait_behind_the_pill(explored: Explored) -> None:
    explored.show()
    explored.page.posts.list.scroll_by(900)
    settle()
    place = explored.page.posts.list.place()
    explored.world.refresh(*entries(64, 63, 62, 61, 60), timeline=EXPLORE)
    settle()
    pill = explored.page.findChildren(TopPill)[0]
    assert pill.newest.isVisible()
    assert "4" in pill.newest.text()
    assert explored.page.posts.list.place() == place
    explored.page.show_newest()
    assert explored.page.posts.list.is_at_top()
    assert explored.page.back()
    assert explored.page.posts.list.place() == place


def test_each_tab_keeps_its_place_and_is_built_once(explored: Explored) -> None:
    people = [Person(PersonId(str(100 + number)), f"person{number}") for number in range(40)]
    with explored.world.store.transaction():
        explored.world.store.people_lists.save_first_page(DIRECTORY, people, has_more=False, total=40)
    explored.show()
    assert explored.built == []
    explored.page.posts.list.scroll_by(700)
    settle()
    place = explored.page.posts.list.place()
    explored.page.open_tab(ExploreTab.PEOPLE)
    settle()
    explored.built[0].list.scroll_by(300)
    settle()
    of_people = explored.built[0].list.place()
    explored.page.open_tab(ExploreTab.POSTS)
    settle()
    assert explored.page.posts.list.place() == place
    explored.page.open_tab(ExploreTab.PEOPLE)
    settle()
    assert explored.built[0].list.place() == of_people
    assert len(explored.built) == 1


def test_the_keys_mean_the_tab_that_is_open(explored: Explored) -> None:
    with explored.world.store.transaction():
        explored.world.store.people_lists.save_trends([Trend("snow", 2, 2), Trend("tea", 1, 1)])
    explored.show()
    asked = len(explored.people.asked)
    explored.page.open_tab(ExploreTab.TAGS)
    settle()
    explored.page.refresh()
    assert explored.people.asked[asked:] == [("load_trends",)]
    explored.page.step(1)
    assert not explored.page.act(PostVerb.CARD), "a tag is nobody"
    assert not explored.page.act(PostVerb.LIKE)
    assert not explored.page.back()
    explored.page.take_focus()
    explored.page.open_tab(ExploreTab.POSTS)
    explored.page.step(1)
    assert explored.page.act(PostVerb.CARD)


def test_a_tag_is_searched_for(explored: Explored) -> None:
    with explored.world.store.transaction():
        explored.world.store.people_lists.save_trends([Trend("snow", 2, 2)])
    wanted: list[str] = []
    explored.page.search_wanted.connect(wanted.append)
    explored.show()
    explored.page.open_tab(ExploreTab.TAGS)
    settle()
    explored.page.findChildren(TagRowWidget)[0].activate()
    assert wanted == ["#snow"]


def test_only_what_the_server_offers_has_a_tab(explored: Explored) -> None:
    assert tabs(explored.page) == ["Posts", "People", "Tags"]
    page = explored.new_page(None, None)
    explored.qtbot.addWidget(page)
    page.show()
    assert tabs(page) == ["Posts"]
    assert not page.tabs.isVisible()

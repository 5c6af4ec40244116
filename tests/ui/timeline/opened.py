"""A home page over a model, on screen."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.list.reading_place import ReadingPlace
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.home_page import HomePage
from microblog_desktop.ui.timeline.pill import TopPill
from microblog_desktop.ui.widgets.buttons import PillButton
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from tests.fakes.ports import FakePostSync
from tests.store.world import World
from tests.viewmodels.timeline.home import Home


class Opened:
    """A home page over a model, on screen."""

    def __init__(self, qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> None:
        self.home = Home(world)
        actions = PostActions(world.store, lambda: 5, FakePostSync())
        self.page = HomePage(theme, pictures, self.home.model, actions, world.store.clock, QLabel("composer"))
        qtbot.addWidget(self.page)
        self.page.resize(620, 600)
        self.page.show()
        settle()

    @property
    def model(self) -> TimelineModel:
        return self.home.model

    @property
    def over_the_top(self) -> TopPill:
        found = self.page.findChild(TopPill)
        assert found is not None
        return found

    @property
    def pill(self) -> PillButton:
        return self.over_the_top.newest

    @property
    def way_back(self) -> PillButton:
        return self.over_the_top.back

    def place(self) -> ReadingPlace:
        place = self.page.posts.list.place()
        assert place is not None
        return place


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()

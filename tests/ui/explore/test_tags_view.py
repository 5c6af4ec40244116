"""The tags of the day as a list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.people.lists import Trend
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import NetworkState
from microblog_desktop.ui.explore.tags_view import TagRowWidget, TagsView
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.explore.trends import TrendsModel
from tests.fakes.people_sync import FakePeopleSync
from tests.store.world import World


class Shown:
    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot, self.world, self.sync = qtbot, World(), FakePeopleSync()
        self.model = TrendsModel(self.world.store, self.sync)
        self.view = TagsView(theme, self.model)
        self.wanted: list[str] = []
        self.view.search_wanted.connect(self.wanted.append)
        qtbot.addWidget(self.view)
        self.view.resize(500, 400)
        self.view.show()
        self.view.activateWindow()
        qtbot.waitUntil(self.view.isActiveWindow)

    def save(self, *trends: Trend) -> None:
        with self.world.store.transaction():
            self.world.store.people_lists.save_trends(trends)
        self.world.store.status.succeed("trends")

    def words(self) -> list[str]:
        return [label.text() for label in self.view.findChildren(TextLabel) if label.isVisible()]

    def rows(self) -> list[TagRowWidget]:
        self.view.list.placed()
        rows = [row for row in self.view.list.findChildren(TagRowWidget) if row.isVisible()]
        return sorted(rows, key=lambda row: row.y())


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Iterator[Shown]:
    shown = Shown(qtbot, theme)
    yield shown
    shown.model.close()
    shown.world.store.close()


def test_a_tag_is_searched_for_by_a_press_and_by_enter(shown: Shown) -> None:
    shown.save(Trend("snow", 30, 12), Trend("한강", 1, 1))
    QTest.mouseClick(shown.rows()[0], Qt.MouseButton.LeftButton)
    shown.view.list.current.step(1)
    shown.view.list.current.step(1)
    shown.view.take_focus()
    QTest.keyClick(shown.rows()[1], Qt.Key.Key_Return)
    assert shown.wanted == ["#snow", "#한강"]
    assert shown.rows()[1].grab().height() > 30


def test_without_tags_it_says_so_kindly(shown: Shown) -> None:
    shown.save()
    assert shown.words()[0] == "No tags today yet"


def test_offline_it_says_when_they_come(shown: Shown) -> None:
    network = NetworkState(is_online=False, works_offline_by_choice=False, since=shown.world.now)
    shown.world.store.status.set_network(network)
    assert shown.words()[0] == "You are offline"


def test_a_failure_can_be_tried_again(shown: Shown) -> None:
    shown.world.store.status.fail("trends", Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    assert shown.words()[0] == "The tags could not be loaded"
    button = next(button for button in shown.view.findChildren(SecondaryButton) if button.isVisible())
    button.click()
    assert shown.sync.asked == [("load_trends",)]

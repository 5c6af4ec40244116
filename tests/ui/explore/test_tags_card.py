"""The tags of the day in the right column."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.people.lists import Trend
from microblog_desktop.ui.explore.tags_card import MOST_TAGS, TagsCard
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.buttons import PaintedButton
from microblog_desktop.viewmodels.explore.trends import TrendsModel
from tests.fakes.people_sync import FakePeopleSync
from tests.store.world import World

TAGS = tuple(Trend(f"tag{number}", 10 - number, 10 - number) for number in range(9))


class Shown:
    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.world = World()
        self.model = TrendsModel(self.world.store, FakePeopleSync())
        self.column = QWidget()
        qtbot.addWidget(self.column)
        self.column.resize(288, 800)
        self.card = TagsCard(theme, self.model)
        column = QVBoxLayout(self.column)
        column.addWidget(self.card)
        column.addStretch(1)
        self.column.show()

    def save(self, *trends: Trend) -> None:
        with self.world.store.transaction():
            self.world.store.people_lists.save_trends(trends)

    def tags(self) -> list[str]:
        return [button.accessibleName() for button in self.card.findChildren(PaintedButton) if button.isVisible()]


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Iterator[Shown]:
    shown = Shown(qtbot, theme)
    yield shown
    shown.model.close()
    shown.world.store.close()


def test_it_is_there_while_its_page_is_and_there_are_tags(shown: Shown) -> None:
    shown.card.come()
    assert not shown.card.isVisible()
    shown.save(*TAGS)
    assert shown.card.isVisible()
    assert len(shown.tags()) == MOST_TAGS
    assert shown.tags()[0] == "#tag0: 10 people, 10 posts"
    shown.card.go()
    assert not shown.card.isVisible()
    shown.save(*TAGS[:1])
    assert not shown.card.isVisible(), "another page is open"


def test_a_press_searches_for_the_tag(shown: Shown) -> None:
    shown.save(*TAGS[:2])
    shown.card.come()
    wanted = QSignalSpy(shown.card.search_wanted)
    shown.card.findChildren(PaintedButton)[1].click()
    assert [wanted.at(index) for index in range(wanted.count())] == [["#tag1"]]


def test_a_low_window_leaves_room_for_other_cards(shown: Shown) -> None:
    shown.save(*TAGS)
    shown.card.come()
    shown.column.resize(288, 300)
    assert 2 <= len(shown.tags()) < MOST_TAGS
    shown.column.resize(288, 800)
    assert len(shown.tags()) == MOST_TAGS

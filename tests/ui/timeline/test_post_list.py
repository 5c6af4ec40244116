"""Posts on a page: the focus that comes back, and what opens elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.posts.timeline import RemoteEntry
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.avatar import Avatar
from microblog_desktop.ui.widgets.pictures import RoundPictures
from tests.store.world import JOHN, World, entries
from tests.ui.timeline.opened import Opened, settle


def told(*numbers: int) -> tuple[RemoteEntry, ...]:
    return entries(*numbers)


@pytest.fixture
def world(world: World) -> World:
    world.refresh(*told(*range(60, 0, -1)))
    return world


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> Iterator[Opened]:
    opened = Opened(qtbot, theme, pictures, world)
    opened.page.activateWindow()
    qtbot.waitUntil(opened.page.isActiveWindow)
    yield opened
    opened.model.close()


def test_the_post_one_left_has_the_focus_again_and_nothing_moves(opened: Opened, world: World) -> None:
    view = opened.page.posts.list
    view.scroll_by(730)
    first = view.placed()[0].index
    view.current.go_to(first + 3)
    settle()
    place, row = opened.place(), opened.page.posts.focused_post()
    opened.page.hide()
    world.refresh(*told(*range(70, 0, -1)))
    settle()
    opened.page.show()
    opened.page.activateWindow()
    opened.page.posts.take_focus()
    settle()
    assert row is not None
    focused = opened.page.posts.focused_post()
    assert focused is not None
    assert focused.key == row.key
    assert opened.place() == place


def test_without_such_a_post_the_list_has_the_focus(opened: Opened) -> None:
    opened.page.posts.list.setFocus()
    opened.page.hide()
    opened.page.show()
    opened.page.posts.take_focus()
    assert opened.page.focusWidget() is opened.page.posts.list


def test_the_middle_button_opens_nothing_where_there_are_no_threads(opened: Opened) -> None:
    asked: list[object] = []
    opened.page.posts.deeds.window_wanted.connect(asked.append)
    QTest.mouseClick(opened.page.posts.list.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(300, 300))
    assert asked == []


def test_the_author_of_the_current_post_is_asked_for_by_key_and_by_their_name(opened: Opened) -> None:
    opened.page.posts.step(1)
    asked: list[object] = []
    deeds = opened.page.posts.deeds
    deeds.person_wanted.connect(asked.append)
    assert opened.page.posts.act(PostVerb.AUTHOR)
    row = opened.page.posts.list.current.widget()
    assert row is not None
    beside = QPoint(86, 24)
    assert row.person_at(beside) is not None, "the name"
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=beside)
    assert asked == [JOHN.id] * 2
    deeds.person_window_wanted.connect(asked.append)
    avatar = row.findChild(Avatar)
    assert avatar is not None
    QTest.mouseClick(avatar, Qt.MouseButton.LeftButton)
    assert asked == [JOHN.id] * 3

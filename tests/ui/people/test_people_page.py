"""A list of people as a page: rows, keys, the field, and what stands instead of rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.people.lists import SUGGESTED
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.people.follow_button import FollowButton
from microblog_desktop.ui.people.people_page import PeoplePage
from microblog_desktop.ui.people.person_menu import PersonMenu
from microblog_desktop.ui.people.person_row import PersonRowWidget
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.banner import Banner
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.list_words import directory_words, suggested_words
from microblog_desktop.viewmodels.people.people_list import PeopleListModel
from microblog_desktop.viewmodels.timeline.actions import PostActions
from tests.fakes.people_sync import FakePeopleSync
from tests.fakes.ports import FakePostSync
from tests.store.world import World
from tests.viewmodels.people.people import ALL, go, save_list


class Opened:
    """The page, on screen."""

    def __init__(self, qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> None:
        self.sync = FakePeopleSync()
        self.model = PeopleListModel(world.store, SUGGESTED, self.sync, ALL)
        actions = PostActions(world.store, lambda: 5, FakePostSync())
        self.page = PeoplePage(theme, pictures, self.model, actions, suggested_words)
        qtbot.addWidget(self.page)
        self.asked: list[tuple[str, object]] = []
        for name in ("person_wanted", "person_window_wanted", "message_wanted"):
            getattr(self.page, name).connect(lambda who, name=name: self.asked.append((name, who)))
        self.page.resize(620, 500)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.page.take_focus()
        settle()

    def row(self, number: int) -> PersonRowWidget:
        row = self.page.list.live.find(f"x{number}")
        assert isinstance(row, PersonRowWidget)
        return row

    def says(self) -> str:
        state = self.page.findChild(StateView)
        assert state is not None
        return " ".join(label.text() for label in state.findChildren(QLabel) if label.text())

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.page.focusWidget(), key)
        settle()


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> Opened:
    save_list(world, SUGGESTED, 300)
    return Opened(qtbot, theme, pictures, world)


def test_it_is_brought_up_to_date_when_it_is_first_shown_only(opened: Opened) -> None:
    opened.page.hide()
    opened.page.show()
    assert opened.sync.asked == [("load_people", SUGGESTED)]


def test_keys_walk_open_and_follow(opened: Opened, world: World, qtbot: QtBot) -> None:
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Return)
    assert opened.asked == [("person_wanted", "x1")]
    opened.press(Qt.Key.Key_Tab)
    button = opened.page.focusWidget()
    assert isinstance(button, FollowButton)
    assert button.accessibleName() == "Follow @user1"
    opened.press(Qt.Key.Key_Return)
    assert world.store.people.asked_to_follow() == {"x1": True}
    assert button.accessibleName() == "Unfollow @user1"


def test_the_keys_of_posts_that_make_sense_work_here_too(opened: Opened) -> None:
    opened.press(Qt.Key.Key_Down)
    assert [verb for verb in PostVerb if opened.page.act(verb)] == [
        PostVerb.OPEN,
        PostVerb.WINDOW,
        PostVerb.AUTHOR,
        PostVerb.CARD,
    ]
    assert opened.asked == [("person_wanted", "x0"), ("person_window_wanted", "x0"), ("person_wanted", "x0")]


def test_a_click_opens_and_with_shift_or_the_middle_button_in_a_window(opened: Opened) -> None:
    row, at = opened.row(0), QPoint(200, 20)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, at)
    QTest.mouseClick(row, Qt.MouseButton.MiddleButton, pos=at)
    QTest.mouseClick(row, Qt.MouseButton.RightButton, pos=at)
    assert opened.asked == [("person_wanted", "x0"), ("person_window_wanted", "x0"), ("person_window_wanted", "x0")]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_of_a_row_does_the_rest(opened: Opened, world: World) -> None:
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Menu)
    menu = opened.page.findChild(PersonMenu)
    assert menu is not None
    entries = {action.text(): action for action in menu.actions() if action.text()}
    assert list(entries) == [
        "Open the profile",
        "Open in a window",
        "Follow @user0",
        "Message to @user0",
        "Copy @user0",
    ]
    entries["Message to @user0"].trigger()
    entries["Follow @user0"].trigger()
    assert opened.asked == [("message_wanted", "x0")]
    assert world.store.people.asked_to_follow() == {"x0": True}
    menu.close()


def test_reading_on_brings_further_people_and_few_widgets(opened: Opened) -> None:
    for _ in range(5):
        opened.page.list.scroll_to_end()
        settle()
    assert opened.model.rowCount() == 300
    assert opened.page.list.live.created < 40


def test_typing_narrows_the_list_and_down_goes_on_into_it(opened: Opened) -> None:
    opened.page.field.setFocus()
    QTest.keyClicks(opened.page.field, "user29")
    settle()
    assert opened.model.rowCount() == 11
    opened.page.take_focus()
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Return)
    assert opened.asked == [("person_wanted", "x29")]
    opened.page.field.setFocus()
    QTest.keyClicks(opened.page.field, "zz")
    assert "Nobody here is called “user29zz”" in opened.says()
    opened.press(Qt.Key.Key_Escape)
    assert opened.model.rowCount() == 100


def test_its_states_say_what_to_do_next(qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> None:
    opened = Opened(qtbot, theme, pictures, world)
    world.store.status.fail(f"people:{SUGGESTED}", Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    assert "The suggestions could not be loaded" in opened.says()
    go(world, online=False)
    assert "They load as soon as you are online" in opened.says()
    go(world, online=True)
    save_list(world, SUGGESTED, 0)
    assert "There is nobody to suggest yet" in opened.says()
    save_list(world, SUGGESTED, 2)
    assert opened.row(0).isVisible()
    go(world, online=False)
    note = opened.page.findChild(Banner)
    assert note is not None
    assert note.words().startswith("As of ")


def test_each_list_has_words_of_its_own() -> None:
    assert (suggested_words().people.name, directory_words().people.name) == ("Who to follow", "People")

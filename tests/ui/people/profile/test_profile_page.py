"""A person's page on screen: header, tabs, places, keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.people.lists import followers_of
from microblog_desktop.domain.posts.timeline import posts_of, replies_of
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.ui.page.tabs import TabButton
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.people.follow_button import LoudFollowButton
from microblog_desktop.ui.people.name_field import NameField
from microblog_desktop.ui.people.profile.counts import CountButton
from microblog_desktop.ui.people.profile.header_menu import HeaderMenu
from microblog_desktop.ui.people.profile.header_row import BANNER_HEIGHT, ProfileHeaderWidget
from microblog_desktop.ui.people.profile.page import ProfilePage
from microblog_desktop.ui.people.profile.state_row import StateRowWidget
from microblog_desktop.ui.people.profile.tabs_row import TabsRowWidget
from microblog_desktop.ui.text.post_text import PostText
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.avatar import Avatar, color_of
from microblog_desktop.ui.widgets.banner import Banner
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.profile.rows import ProfilePart
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab
from microblog_desktop.viewmodels.timeline.actions import PostActions
from tests.fakes.ports import FakePostSync
from tests.store.world import SUSAN, World, entry, post
from tests.viewmodels.people.people import KATE, TABS, Profile, go, save_list


class Opened:
    """The page, on screen."""

    def __init__(
        self, qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World, profile: Profile, width: int = 620
    ) -> None:
        self.profile = profile
        actions = PostActions(world.store, lambda: 5, FakePostSync())
        self.page = ProfilePage(theme, pictures, profile.model, actions, world.store.clock)
        qtbot.addWidget(self.page)
        self.page.resize(width, 600)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.page.posts.take_focus()
        settle()

    @property
    def header(self) -> ProfileHeaderWidget:
        header = self.page.posts.list.live.find(ProfilePart.HEADER)
        assert isinstance(header, ProfileHeaderWidget)
        return header

    @property
    def tabs(self) -> TabsRowWidget:
        tabs = self.page.posts.list.live.find(ProfilePart.TABS)
        assert isinstance(tabs, TabsRowWidget)
        return tabs

    def button(self, words: str) -> TabButton:
        return next(button for button in self.tabs.findChildren(TabButton) if button.text() == words)

    def choose(self, words: str) -> None:
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton)
        settle()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.page.focusWidget(), key)
        settle()


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def profile(world: World) -> Iterator[Profile]:
    world.save_people(KATE)
    for timeline, first in ((posts_of(KATE.id), 100), (replies_of(KATE.id), 300)):
        page = tuple(entry(first + number, of=post(first + number, KATE)) for number in range(30, 0, -1))
        world.refresh(*page, timeline=timeline, has_more=False)
    save_list(world, followers_of(KATE.id), 2)
    profile = Profile(world)
    yield profile
    profile.model.close()


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World, profile: Profile) -> Opened:
    return Opened(qtbot, theme, pictures, world, profile)


def test_the_banner_is_of_the_colour_of_the_drawn_avatar(opened: Opened) -> None:
    picture = opened.header.grab().toImage()
    begin, own = picture.pixelColor(1, 1), color_of("kate")
    assert abs(begin.hue() - own.hue()) < 6
    assert picture.pixelColor(opened.header.width() // 2, BANNER_HEIGHT + 2).name() == "#ffffff"


def test_the_header_scrolls_with_the_posts_and_stands_still_between_tabs(opened: Opened) -> None:
    view = opened.page.posts.list
    view.scroll_by(120)
    assert opened.header.y() == -120
    for words in ("Replies", "Followers", "Following", "Posts"):
        opened.choose(words)
        assert opened.header.y() == -120, "however little a tab shows"


def test_each_tab_keeps_its_own_place(opened: Opened) -> None:
    view = opened.page.posts.list
    view.scroll_by(1500)
    posts = view.place()
    opened.press(Qt.Key.Key_Right)
    assert opened.profile.model.chosen is ProfileTab.REPLIES
    assert opened.tabs.y() == 0, "one begins with the tabs in sight"
    view.scroll_by(900)
    replies = view.place()
    opened.press(Qt.Key.Key_Left)
    assert view.place() == posts
    opened.press(Qt.Key.Key_Right)
    assert view.place() == replies


def test_the_arrow_keys_move_between_tabs_and_the_focus_goes_along(opened: Opened) -> None:
    opened.button("Posts").setFocus(Qt.FocusReason.TabFocusReason)
    for words in ("Replies", "Followers", "Following", "Following"):
        opened.press(Qt.Key.Key_Right)
        assert opened.page.focusWidget() is opened.button(words)
        assert opened.button(words).isChecked()
    opened.press(Qt.Key.Key_Left)
    assert opened.profile.model.chosen is ProfileTab.FOLLOWERS


def test_the_tab_key_finds_the_buttons_and_the_open_tab(opened: Opened, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: opened.header.is_current)
    seen = []
    for _ in range(8):
        opened.press(Qt.Key.Key_Tab)
        seen.append(opened.page.focusWidget().accessibleName())
    wanted = ["Message to @kate", "Follow @kate", "4 following", "9 followers", "Posts"]
    assert [name for name in seen if name in wanted] == wanted


def test_following_from_the_header_turns_the_button_over(opened: Opened, world: World) -> None:
    button = opened.page.findChild(LoudFollowButton)
    assert button is not None
    width = button.width()
    button.click()
    settle()
    assert (button.text(), button.accessibleName(), button.width()) == ("Following", "Unfollow @kate", width)
    assert world.store.people.asked_to_follow() == {KATE.id: True}
    button.click()
    settle()
    assert (button.text(), world.store.people.asked_to_follow()) == ("Follow", {})


def test_a_message_and_the_lists_are_asked_for_from_the_header(opened: Opened) -> None:
    asked: list[object] = []
    opened.page.posts.deeds.message_wanted.connect(asked.append)
    names = {button.text(): button for button in opened.header.findChildren(SecondaryButton)}
    names["Message"].click()
    assert asked == [KATE.id]
    counts = {button.accessibleName(): button for button in opened.header.findChildren(CountButton)}
    assert not counts["3 posts"].focusPolicy() & Qt.FocusPolicy.ClickFocus
    counts["9 followers"].click()
    assert opened.profile.model.chosen is ProfileTab.FOLLOWERS


def test_typing_finds_one_of_the_followers_and_escape_brings_all_back(opened: Opened) -> None:
    opened.choose("Followers")
    view = opened.page.posts.list
    field = opened.page.findChild(NameField)
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "user1")
    settle()
    assert view.count == 4, "header, tabs, field and one person"
    assert field.hasFocus()
    assert field.text() == "user1"
    opened.press(Qt.Key.Key_Escape)
    assert (field.text(), view.count) == ("", 5)
    asked: list[object] = []
    opened.page.posts.deeds.person_wanted.connect(asked.append)
    opened.press(Qt.Key.Key_J)
    assert field.text() == "j", "letters are typed while one types"
    opened.press(Qt.Key.Key_Escape)
    opened.page.posts.step(1)
    opened.press(Qt.Key.Key_Return)
    assert asked == ["x0"]


def test_what_could_not_be_loaded_is_tried_again_in_its_place(opened: Opened, world: World) -> None:
    opened.choose("Following")
    world.store.status.fail(f"people:following:{KATE.id}", Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    settle()
    state = opened.page.findChild(StateRowWidget)
    assert state is not None
    opened.profile.people.asked.clear()
    again = next(button for button in state.findChildren(SecondaryButton) if button.isVisible())
    again.click()
    assert opened.profile.people.asked == [("load_person", KATE.id), ("load_people", f"following:{KATE.id}")]


def test_a_line_says_how_old_it_is_offline(opened: Opened, world: World) -> None:
    note = opened.page.findChild(Banner)
    assert note is not None
    assert note.isHidden()
    opened.profile.read()
    go(world, online=False)
    settle()
    assert note.words() == "As of 12:00\u202fPM"
    assert note.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_reaches_the_links_without_a_mouse(opened: Opened) -> None:
    opened.page.posts.step(1)
    assert opened.header.hasFocus()
    opened.press(Qt.Key.Key_Menu)
    menu = opened.page.findChild(HeaderMenu)
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Open example.net/kate", "Open @john", "Open in a window", "Copy @kate", "Copy text"]
    asked: list[object] = []
    opened.page.posts.deeds.name_wanted.connect(asked.append)
    opened.page.posts.deeds.person_window_wanted.connect(asked.append)
    menu.actions()[1].trigger()
    menu.actions()[3].trigger()
    assert asked == ["john", KATE.id]
    menu.close()


def test_a_key_opens_what_one_is_at_in_a_window(opened: Opened) -> None:
    asked: list[object] = []
    opened.page.posts.deeds.person_window_wanted.connect(asked.append)
    opened.choose("Followers")
    for rows in (1, 1, -3):
        opened.page.posts.step(rows)
        opened.page.posts.act(PostVerb.WINDOW)
    assert asked == ["x0", KATE.id], "the field, the first follower, the header"


def test_the_row_that_one_left_has_the_focus_again(opened: Opened) -> None:
    opened.choose("Followers")
    opened.page.posts.step(2)
    row, place = opened.page.focusWidget(), opened.page.posts.list.place()
    opened.page.hide()
    opened.page.show()
    opened.page.posts.take_focus()
    assert opened.page.focusWidget() is row
    assert opened.page.posts.list.place() == place


@pytest.mark.parametrize(("width", "scale"), [(320, 1.0), (420, 1.5), (980, 1.0)])
def test_nothing_in_the_header_covers_anything_else(
    qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World, profile: Profile, width: int, scale: float
) -> None:
    theme.set_text_scale(scale)
    long = replace(KATE, name="Kate " * 30, username="kate" * 10, about_me="word " * 60, followers=1_234_567)
    world.save_people(long)
    opened = Opened(qtbot, theme, pictures, world, profile, width)
    opened.page.resize(width, 1200)
    settle()
    parts = (Avatar, SecondaryButton, CountButton, TabButton)
    for within in (opened.header, opened.tabs):
        shown = [child for child in within.findChildren(QWidget) if isinstance(child, parts)]
        places = [child.geometry() for child in shown if child.isVisible()]
        assert all(within.rect().contains(place) for place in places)
        assert not [1 for at, one in enumerate(places) for other in places[at + 1 :] if one.intersects(other)]


def test_ones_own_page_offers_to_edit_it(qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> None:
    profile = Profile(world, SUSAN.id, (*TABS, ProfileTab.LIKED))
    opened = Opened(qtbot, theme, pictures, world, profile)
    asked: list[bool] = []
    opened.page.posts.deeds.edit_profile_wanted.connect(lambda: asked.append(True))
    buttons = [button for button in opened.header.findChildren(SecondaryButton) if button.isVisible()]
    assert [button.text() for button in buttons] == ["Edit profile"]
    buttons[0].click()
    assert asked == [True]
    opened.page.close_model()


def test_a_link_in_what_they_say_of_themselves_opens_as_in_a_post(opened: Opened) -> None:
    asked: list[object] = []
    opened.page.posts.deeds.name_wanted.connect(asked.append)
    text = opened.header.findChild(PostText)
    assert text is not None
    spans = {}
    for x in range(0, text.width(), 3):
        span = text.span_at(QPoint(x, 10).toPointF())
        if span is not None:
            spans[span.target] = x
    assert set(spans) == {"https://example.net/kate", "john"}
    QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=QPoint(spans["john"], 10))
    assert asked == ["john"]

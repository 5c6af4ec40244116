"""A person types, goes down into what was found and up again, and opens it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import messaging, searching
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.server import Capability, ServerDescription, ServerKind
from microblog_desktop.store.account.search.answers import ServerAnswer
from microblog_desktop.store.status import NetworkState
from microblog_desktop.ui.list.accessible import speak_of_lists
from microblog_desktop.ui.search.page import SearchPage
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.search.model import SearchModel
from microblog_desktop.viewmodels.search.results import SearchResults
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.rows import Offers, PostRow
from tests.fakes.ports import FakePostSync
from tests.fakes.search_sync import FakeSearchSync
from tests.store.world import JOHN, NOON, World, entry, post

OFFERS = Offers(can_write=True, can_follow=True, can_message=True, can_like=True, can_thread=True)
OURS = ServerDescription(
    "https://example.net",
    ServerKind.MICROBLOG,
    "Ours",
    capabilities=frozenset({Capability.HOME, Capability.SEARCH}),
)
LONG = "A long day began. " * 30 + "Then a heron came. " + "It went on. " * 30


class Opened:
    """The page in a window, and what was asked of it and of sync."""

    def __init__(self, qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> None:
        self.world = world
        self.sync = FakeSearchSync()
        self.model = SearchModel(world.store, OFFERS, self.sync)
        actions = PostActions(world.store, lambda: 5, FakePostSync())
        self.page = SearchPage(theme, pictures, SearchResults(self.model), actions, world.store.clock, OURS)
        self.asked: list[tuple[str, object]] = []
        self.page.left.connect(lambda: self.asked.append(("left", None)))
        self.page.message_wanted.connect(lambda row: self.asked.append(("message", row.snippet.text)))
        self.page.draft_wanted.connect(lambda name: self.asked.append(("draft", name)))
        self.page.posts.deeds.thread_wanted.connect(lambda post: self.asked.append(("thread", post)))
        self.page.posts.deeds.person_wanted.connect(lambda person: self.asked.append(("person", person)))
        self.page.resize(640, 1000)
        qtbot.addWidget(self.page)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.page.begin()

    def type(self, text: str) -> None:
        self.page.field.wipe()
        QTest.keyClicks(self.page.field, text)
        self.page.posts.list.placed()

    def press(self, key: Qt.Key) -> None:
        """To whatever has the focus, by way of the window: as a keyboard does."""
        handle = self.page.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key)

    def focused(self) -> QWidget:
        return self.page.focusWidget()

    def row_keys(self) -> list[object]:
        return [row.key for row in self.page.results.rows]

    def words(self) -> list[str]:
        return [label.text() for label in self.page.findChildren(TextLabel) if label.isVisible()]


@pytest.fixture
def world(empty_world: World) -> World:
    empty_world.save_people(JOHN, Person(PersonId("5"), "heron_fan", "Ana", about_me="herons"))
    texts = ["a grey heron", "another heron", "heron three", "heron four", LONG, "no bird at all"]
    empty_world.refresh(*(entry(n, of=post(n, body=text)) for n, text in reversed(list(enumerate(texts, start=1)))))
    messaging.send(empty_world.store, JOHN.id, "the heron is back", now=NOON)
    with empty_world.store.transaction():
        empty_world.store.drafts.save("dialog", "about the heron", None, NOON)
    return empty_world


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> Iterator[Opened]:
    opened = Opened(qtbot, theme, pictures, world)
    yield opened
    opened.page.close_model()


def test_a_few_of_each_kind_stand_below_each_other(opened: Opened) -> None:
    opened.type("heron")
    kinds = ["post" if isinstance(row, PostRow) else str(row.key) for row in opened.page.results.rows]
    message = next(kind for kind in kinds if kind.startswith("message:"))
    assert kinds[:5] == ["heading:posts", "post", "post", "post", "heading:messages"]
    assert kinds[5:] == [message, "heading:people", "5", "heading:drafts", "draft:dialog", "server-line"]


def test_all_of_a_section_and_every_section_again(opened: Opened) -> None:
    opened.type("heron")
    heading = opened.page.posts.list.live.find("heading:posts")
    assert heading is not None
    heading.findChildren(LinkButton)[0].click()
    posts = [row for row in opened.page.results.rows if isinstance(row, PostRow)]
    assert len(posts) == 5
    assert "heading:messages" not in opened.row_keys()
    assert opened.page.go_back()
    assert "heading:messages" in opened.row_keys()
    assert not opened.page.go_back()


def test_a_long_post_shows_what_stands_around_the_first_find(opened: Opened) -> None:
    opened.type('"then a heron"')
    row = opened.page.results.rows[1]
    assert isinstance(row, PostRow)
    assert row.excerpt is not None
    marked = [row.excerpt.body.text[one.start : one.end] for one in row.excerpt.finds]
    assert marked == ["Then a heron"]
    assert row.excerpt.body.text.startswith("…")
    widget = opened.page.posts.list.live.find(row.key)
    assert widget is not None
    more = next(button for button in widget.findChildren(LinkButton) if button.text() == "Show more")
    height = widget.height_for(600)
    more.click()
    assert widget.height_for(600) > 2 * height


def test_down_goes_into_the_results_and_up_out_of_them(opened: Opened) -> None:
    opened.type("heron")
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Down)
    assert opened.page.posts.list.current.key == opened.row_keys()[1]
    opened.press(Qt.Key.Key_Return)
    first = opened.page.results.rows[1]
    assert isinstance(first, PostRow)
    assert opened.asked == [("thread", first.post)]
    opened.press(Qt.Key.Key_Up)
    opened.press(Qt.Key.Key_Up)
    assert opened.focused() is opened.page.field


def test_who_types_among_the_results_goes_on_in_the_field(opened: Opened) -> None:
    opened.type("hero")
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_N)
    assert opened.page.field.text() == "heron"
    assert opened.focused() is opened.page.field
    assert opened.asked == []


def test_esc_clears_and_then_leaves(opened: Opened) -> None:
    opened.type("heron")
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Escape)
    assert opened.focused() is opened.page.field
    opened.press(Qt.Key.Key_Escape)
    assert (opened.page.field.text(), opened.row_keys(), opened.asked) == ("", [], [])
    opened.press(Qt.Key.Key_Escape)
    assert opened.asked == [("left", None)]


def test_messages_people_and_drafts_are_opened_by_enter_and_the_search_is_remembered(opened: Opened) -> None:
    opened.type("heron")
    for key in ("message:", "5", "draft:"):
        index = next(n for n, known in enumerate(opened.row_keys()) if isinstance(known, str) and known.startswith(key))
        opened.page.posts.list.current.go_to(index)
        opened.press(Qt.Key.Key_Return)
    assert opened.asked == [("message", "the heron is back"), ("person", PersonId("5")), ("draft", "dialog")]
    assert opened.model.recent == ["heron"]


def test_recent_searches_are_done_again_removed_and_cleared(opened: Opened) -> None:
    store = opened.world.store
    for number, typed in enumerate(("heron", "a hat", "tea")):
        searching.remember(store, typed, now=NOON.replace(minute=number))
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Delete)
    assert opened.model.recent == ["a hat", "heron"]
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Return)
    assert opened.page.field.text() == "heron"
    assert opened.row_keys()[0] == "heading:posts"
    opened.page.field.wipe()
    clear = next(button for button in opened.page.findChildren(LinkButton) if button.text() == "Clear all")
    clear.click()
    assert (opened.model.recent, clear.isVisible()) == ([], False)
    assert "Narrow it down with from:name, #tag or “words in a row”." in opened.words()


def test_the_server_is_asked_again_by_the_line_after_it_failed(qtbot: QtBot, opened: Opened) -> None:
    opened.type("heron")
    opened.press(Qt.Key.Key_Return)
    opened.world.store.status.fail("search:heron", Problem(ProblemKind.TIMED_OUT, may_retry=True))
    opened.page.posts.list.current.go_to(len(opened.row_keys()) - 1)
    opened.press(Qt.Key.Key_Return)
    assert opened.sync.asked == ["heron", "heron"]
    before = opened.row_keys()
    answer = ServerAnswer((), (PersonId("2"),), None)
    opened.world.store.search.answers.begin("heron", answer)
    opened.world.store.status.succeed("search:heron")
    assert opened.row_keys() == [*before, "2"], "nothing that is there has moved"


def test_nothing_found_is_said_kindly_and_offline_why(qtbot: QtBot, opened: Opened) -> None:
    opened.type("zzyzx")
    assert "The server is being asked…" in opened.words()
    opened.press(Qt.Key.Key_Return)
    opened.world.store.search.answers.begin("zzyzx", ServerAnswer((), (), None))
    opened.world.store.status.succeed("search:zzyzx")
    assert "Neither here nor on the server. Fewer or other words may help." in opened.words()
    opened.world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=False, since=NOON))
    assert "You are offline: only what is saved on this computer was searched." in opened.words()
    assert opened.page.field.placeholderText() == "Search saved posts"


def test_how_much_was_found_is_told_once_somebody_has_stopped_typing(
    qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(opened.page.posts.list, "announce", told.append)
    opened.type("heron")
    qtbot.waitUntil(lambda: told != [])
    assert told == ["5 posts, 1 message, 1 person, and 1 draft"]


def test_the_focus_comes_back_to_the_row_one_came_from(opened: Opened) -> None:
    opened.type("heron")
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Down)
    row = opened.page.posts.list.current.widget()
    opened.page.hide()
    opened.page.show()
    opened.page.take_focus()
    assert opened.focused() is row


def test_a_screen_reader_hears_headings_and_each_row_as_one_sentence(opened: Opened) -> None:
    speak_of_lists()
    opened.type("heron")
    heard = []
    for row in opened.page.results.rows:
        widget = opened.page.posts.list.live.find(row.key)
        assert widget is not None
        interface = QAccessible.queryAccessibleInterface(widget)
        heard.append((interface.role(), interface.text(QAccessible.Text.Name)))
    heading, item = QAccessible.Role.Heading, QAccessible.Role.ListItem
    assert heard[0] == (heading, "Posts")
    assert heard[4:8] == [
        (heading, "Messages"),
        (item, "You to John, just now. the heron is back"),
        (heading, "People"),
        (item, "Ana, @heron_fan. herons"),
    ]
    assert heard[-2] == (item, "Post. about the heron")
    assert heard[-1][0] is heading

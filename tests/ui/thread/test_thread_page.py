"""A thread on screen: where it opens, what does not move, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.commands.posting import publish
from microblog_desktop.domain.posts.post import Post, Thread
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import NetworkState
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.page_stack import PageStack
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.text.post_text import PostText
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.thread.reply_line import ReplyLine
from microblog_desktop.ui.thread.thread_page import ThreadPage
from microblog_desktop.ui.widgets.banner import Banner
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.timeline.actions import PostActions
from tests.store.world import World, post
from tests.viewmodels.thread.conversation import FOCUS, Conversation, answer, whole


class Opened:
    """The page of a thread, on screen."""

    def __init__(self, qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World, told: Thread) -> None:
        self.thread = Conversation(world, told)
        actions = PostActions(world.store, lambda: 5, self.thread.sync)
        self.page = ThreadPage(theme, pictures, self.thread.model, actions, world.store.clock)
        qtbot.addWidget(self.page)
        self.page.resize(620, 600)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.page.take_focus()
        settle()

    def top(self, number: int) -> int:
        """Where the post stands in the view."""
        view = self.page.posts.list
        index = view.index_of(self.thread.key(number))
        return next(row.top for row in view.placed() if row.index == index)

    def focused(self) -> str:
        row = self.page.posts.focused_post()
        return "" if row is None else row.body.text

    @property
    def note(self) -> Banner:
        note = self.page.findChild(Banner)
        assert note is not None
        return note


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def long_chain(length: int) -> tuple[Post, ...]:
    """Posts that each answer the one before; the last is what post 10 answers."""
    first = FOCUS + 100
    return (post(first), *(answer(first + step, first + step - 1) for step in range(1, length)))


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> Iterator[Opened]:
    opened = Opened(qtbot, theme, pictures, world, whole(answers=(answer(11, FOCUS), answer(12, FOCUS))))
    yield opened
    opened.page.close_model()


def test_a_first_post_stands_at_the_top_and_has_the_focus(opened: Opened) -> None:
    assert opened.top(FOCUS) == 0
    assert opened.focused() == "post 10"
    assert opened.page.title() == "John: post 10"


def test_what_a_post_answers_stands_above_it_as_far_as_it_fits_whole(
    qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World
) -> None:
    answers = tuple(answer(number, FOCUS) for number in range(11, 25))
    opened = Opened(qtbot, theme, pictures, world, whole(ancestors=long_chain(20), answers=answers))
    height = opened.page.posts.list.viewport().height()
    assert 0 < opened.top(FOCUS) <= height * 0.4
    assert opened.page.posts.list.placed()[0].top < 0, "there is more above"
    assert 0 in [row.top for row in opened.page.posts.list.placed()], "and nothing is cut"
    opened.page.close_model()


def test_what_it_answers_comes_later_without_moving_what_one_reads(opened: Opened) -> None:
    tops = [opened.top(number) for number in (FOCUS, 11, 12)]
    opened.thread.save(whole(ancestors=long_chain(3), answers=(answer(11, FOCUS), answer(12, FOCUS))))
    settle()
    assert opened.page.posts.list.count == 6
    assert [opened.top(number) for number in (FOCUS, 11, 12)] == tops
    opened.page.posts.list.scroll_by(-10_000)
    assert opened.page.posts.list.is_at_top()


def test_answers_that_come_do_not_move_what_one_reads(
    qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World
) -> None:
    answers = tuple(answer(number, FOCUS) for number in range(20, 40))
    opened = Opened(qtbot, theme, pictures, world, whole(answers=answers))
    opened.page.posts.list.scroll_by(700)
    index = opened.page.posts.list.first_visible()
    assert index is not None
    read = opened.thread.posts()[index + 1]
    number = int(read.body.text.removeprefix("post "))
    before = opened.top(number)
    opened.thread.save_post(answer(41, 20))
    opened.thread.save_post(answer(42, FOCUS))
    settle()
    assert opened.top(number) == before
    opened.page.close_model()


def test_ones_own_answer_is_brought_into_view(
    qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World
) -> None:
    answers = tuple(answer(number, FOCUS) for number in range(20, 40))
    opened = Opened(qtbot, theme, pictures, world, whole(answers=answers))
    key = publish(world.store, "mine", now=world.now, undo_s=5, draft="", reply_to=opened.thread.key(FOCUS))
    opened.page.show_post(key)
    settle()
    view = opened.page.posts.list
    mine = next(row for row in view.placed() if row.index == view.index_of(key))
    assert mine.top >= 0
    assert mine.bottom <= view.viewport().height()
    opened.page.close_model()


def test_the_reply_line_answers_the_post_and_the_key_the_one_one_is_at(opened: Opened) -> None:
    asked: list[object] = []
    opened.page.posts.deeds.reply_wanted.connect(asked.append)
    line = opened.page.findChild(ReplyLine)
    assert line is not None
    assert line.accessibleName() == "Reply to John"
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    # The line has the focus: the first key comes back to where one is, the second goes on.
    opened.page.posts.step(1)
    opened.page.posts.step(1)
    assert opened.page.posts.act(PostVerb.REPLY)
    assert asked == [opened.thread.key(FOCUS), opened.thread.key(11)]


def test_the_post_itself_opens_no_second_thread_but_a_window(opened: Opened) -> None:
    asked: list[object] = []
    opened.page.posts.deeds.thread_wanted.connect(lambda key: asked.append(("thread", key)))
    opened.page.posts.deeds.window_wanted.connect(lambda key: asked.append(("window", key)))
    opened.page.window_wanted.connect(lambda key: asked.append(("header", key)))
    assert not opened.page.posts.act(PostVerb.OPEN)
    assert opened.page.posts.act(PostVerb.WINDOW)
    opened.page.open_window.click()
    opened.page.posts.step(1)
    assert opened.page.posts.act(PostVerb.OPEN)
    focus = opened.thread.key(FOCUS)
    assert asked == [("window", focus), ("header", focus), ("thread", opened.thread.key(11))]


def test_coming_back_the_row_one_left_has_the_focus_where_it_stood(opened: Opened) -> None:
    opened.page.posts.step(1)
    before = opened.top(11)
    opened.page.hide()
    opened.thread.save(whole(ancestors=long_chain(2), answers=(answer(11, FOCUS), answer(12, FOCUS))))
    opened.page.show()
    opened.page.activateWindow()
    opened.page.take_focus()
    settle()
    assert opened.focused() == "post 11"
    assert opened.top(11) == before


def test_offline_a_note_below_says_so_and_moves_nothing(opened: Opened) -> None:
    before = opened.top(11)
    assert opened.note.isHidden()
    status = opened.thread.world.store.status
    status.set_network(NetworkState(is_online=False, works_offline_by_choice=False, since=opened.thread.world.now))
    settle()
    assert opened.note.isVisible()
    assert "Replies may be missing" in opened.note.words()
    assert opened.top(11) == before


def test_a_failure_is_tried_again_by_its_button(opened: Opened) -> None:
    opened.thread.world.store.status.fail(opened.thread.activity, Problem(ProblemKind.TIMED_OUT, may_retry=True))
    button = opened.note.findChild(LinkButton)
    assert button is not None
    asked = opened.thread.asked()
    button.click()
    assert opened.thread.asked() == asked + 1


def test_a_deleted_post_leaves_words_instead_of_rows(opened: Opened) -> None:
    with opened.thread.world.store.transaction():
        opened.thread.world.store.posts.remove(opened.thread.model.post)
    settle()
    state = opened.page.posts.findChild(StateView)
    assert state is not None
    assert state.isVisible()
    assert opened.page.reply_line.isHidden()
    assert opened.page.title() == "Thread"


def test_waiting_shows_only_when_it_lasts(opened: Opened) -> None:
    status = opened.thread.world.store.status
    status.begin(opened.thread.activity)
    assert opened.page.is_waiting
    status.succeed(opened.thread.activity)
    assert not opened.page.is_waiting


def test_the_middle_button_opens_a_window_wherever_on_a_post_it_is_pressed(opened: Opened) -> None:
    asked: list[object] = []
    opened.page.posts.deeds.window_wanted.connect(asked.append)
    row = opened.page.posts.list.live.find(opened.thread.key(12))
    assert row is not None
    text = row.findChild(PostText)
    assert text is not None
    for widget in (row, text):
        QTest.mouseClick(widget, Qt.MouseButton.MiddleButton, pos=QPoint(3, 3))
    assert asked == [opened.thread.key(12)] * 2


def test_escape_and_the_back_button_reach_the_window_from_every_part_of_a_row(opened: Opened, qtbot: QtBot) -> None:
    stack = PageStack([PageSlot("home", "", str, QWidget)])
    qtbot.addWidget(stack)
    stack.open("home")
    stack.resize(620, 600)
    stack.show()
    stack.activateWindow()
    qtbot.waitUntil(stack.isActiveWindow)
    went: list[str] = []
    for number in range(3):
        stack.push(PageSlot(str(number), "", opened.page.title, QWidget, close=lambda: went.append("back")))
        opened.page.setParent(stack.currentWidget())
        opened.page.show()
        opened.page.take_focus()
        row = opened.page.posts.list.current.widget()
        assert row is not None
        text = row.findChild(PostText)
        assert text is not None
        if number == 0:
            QTest.keyClick(row, Qt.Key.Key_Escape)
        else:
            QTest.mouseClick((row, text)[number - 1], Qt.MouseButton.BackButton, pos=QPoint(3, 3))
        opened.page.setParent(None)
        assert len(went) == number + 1


def test_every_word_follows_the_language(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("microblog_desktop.ui.thread.thread_page._", lambda words: f"<{words}>")
    QApplication.sendEvent(opened.page, QEvent(QEvent.Type.LanguageChange))
    assert opened.page.reply_line.accessibleName() == "<Reply to John>"
    assert opened.page.open_window.accessibleName() == "<Open in a window>"


def test_a_long_beginning_is_cut_in_the_title(opened: Opened) -> None:
    opened.thread.save_post(replace(post(FOCUS), body="word " * 40))
    assert opened.page.title().startswith("John: word word")
    assert len(opened.page.title()) < 80

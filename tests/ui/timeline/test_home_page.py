"""Home: the reader's place, the pill, and wishes that become commands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from microblog_desktop.commands.posting import publish
from microblog_desktop.domain.ids import HOME
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.rules.marked_text import Span, SpanKind
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.posts.span_menu import SpanMenu
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import ElidedLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from tests.store.world import JOHN, World, entries
from tests.ui.posts.test_span_menu import entries_of
from tests.ui.timeline.opened import Opened, settle


def test_the_place_is_the_same_after_a_restart(
    qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World, opened: Opened
) -> None:
    opened.page.posts.list.scroll_by(1234)
    settle()
    before = opened.place()
    opened.page.posts.save()
    again = Opened(qtbot, theme, pictures, world)
    assert again.place() == before
    again.model.close()


def test_new_posts_wait_behind_the_pill_and_nothing_moves(world: World, opened: Opened) -> None:
    before = opened.place()
    assert not opened.pill.isVisible()
    world.refresh(*entries(303, 302, 301, *range(300, 260, -1)))
    settle()
    assert opened.place() == before
    assert opened.pill.isVisible()
    assert "3" in opened.pill.text()
    QTest.mouseClick(opened.pill, Qt.MouseButton.LeftButton)
    settle()
    assert opened.page.posts.list.is_at_top()
    assert not opened.pill.isVisible()


def test_after_the_pill_the_keys_go_to_the_posts(world: World, opened: Opened, qtbot: QtBot) -> None:
    world.refresh(*entries(303, 302, 301, *range(300, 260, -1)))
    settle()
    opened.page.activateWindow()
    opened.pill.setFocus()
    qtbot.waitUntil(opened.pill.hasFocus)
    QTest.keyClick(opened.pill, Qt.Key.Key_Return)
    settle()
    assert not opened.pill.isVisible()
    assert opened.page.posts.list.hasFocus()


def test_the_pill_stays_at_the_top_of_the_posts_when_a_banner_pushes_them_down(world: World, opened: Opened) -> None:
    world.refresh(*entries(303, 302, 301, *range(300, 260, -1)))
    settle()
    before = opened.pill.y() - opened.page.posts.list.y()
    opened.page.header.setFixedHeight(opened.page.header.height() + 60)
    settle()
    assert opened.pill.y() - opened.page.posts.list.y() == before


def test_header_composer_and_posts_begin_at_one_edge_in_every_text_size(opened: Opened, theme: Theme) -> None:
    opened.page.resize(1100, 600)
    for scale in (1.0, 1.5, 0.8):
        theme.set_text_scale(scale)
        settle()
        composer = next(label for label in opened.page.findChildren(QLabel) if label.text() == "composer")
        title = opened.page.header.findChild(ElidedLabel)
        assert title is not None
        row = next(iter(opened.page.posts.list.live.widgets()))
        left = row.mapTo(opened.page, QPoint(0, 0)).x()
        assert abs(composer.x() - left) <= 1
        assert abs(title.mapTo(opened.page, QPoint(0, 0)).x() - Space.L - left) <= 1


def test_scrolling_down_brings_more_from_the_cache(opened: Opened) -> None:
    for _ in range(40):
        opened.page.posts.list.scroll_by(500)
        settle()
    assert opened.home.texts()[-1] == "post 101"
    assert opened.home.sync.asked
    assert set(opened.home.sync.asked) == {("load_older", HOME)}


def test_a_gap_is_filled_from_the_side_one_comes_from(world: World, opened: Opened) -> None:
    world.refresh(*entries(410, 409, 408, 407, 406, 405, 404, 403, 402, 401))
    settle()
    gap = opened.home.gap()
    opened.page.posts.wishes.fill_gap.emit(gap)
    opened.page.posts.show_newest()
    settle()
    opened.page.posts.wishes.fill_gap.emit(gap)
    assert opened.home.sync.asked[-2:] == [("fill_gap", gap.key, GapSide.BOTTOM), ("fill_gap", gap.key, GapSide.TOP)]


def test_the_reply_key_answers_the_current_post(opened: Opened) -> None:
    wanted: list[object] = []
    opened.page.posts.deeds.reply_wanted.connect(wanted.append)
    opened.page.posts.act(PostVerb.REPLY)
    assert len(wanted) <= 1
    wanted.clear()
    opened.page.posts.step(1)
    opened.page.posts.step(1)
    opened.page.posts.act(PostVerb.REPLY)
    assert wanted == [opened.home.post("post 299").post]


def test_wishes_of_rows_reach_the_store_and_the_window(world: World, opened: Opened) -> None:
    edits: list[object] = []
    messages: list[object] = []
    opened.page.posts.deeds.edit_wanted.connect(edits.append)
    opened.page.posts.deeds.message_wanted.connect(messages.append)
    row = opened.home.post("post 300")
    opened.page.posts.wishes.edit.emit(row)
    opened.page.posts.wishes.message.emit(row)
    opened.page.posts.wishes.unfollow.emit(row)
    assert edits == [row.post]
    assert messages == [JOHN.id]
    assert not opened.home.post("post 300").you_follow


def test_a_gap_keeps_the_focus_while_it_fills(
    qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World
) -> None:
    world.refresh(*entries(410, 409, 408, 407, 406, 405, 404, 403, 402, 401))
    opened = Opened(qtbot, theme, pictures, world)
    opened.page.posts.show_newest()
    settle()
    gap = opened.home.gap()
    row = opened.page.posts.list.live.find(gap.key)
    while row is None:
        opened.page.posts.list.scroll_by(100)
        settle()
        row = opened.page.posts.list.live.find(gap.key)
    button = row.findChild(LinkButton)
    assert button is not None
    opened.page.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    world.store.status.begin(f"gap:{gap.key}")
    settle()
    assert opened.home.gap().is_filling
    assert button.hasFocus()
    opened.model.close()


def test_a_failed_start_says_why_and_tries_again(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> None:
    empty = World()
    empty.store.status.fail(f"timeline:{HOME}", Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    opened = Opened(qtbot, theme, pictures, empty)
    state = opened.page.findChild(StateView)
    assert state is not None
    assert state.isVisible()
    state.acted.emit()
    assert opened.home.sync.asked == [("refresh", HOME)]
    empty.refresh(*entries(2, 1))
    settle()
    assert opened.page.posts.list.isVisible()
    opened.model.close()
    empty.store.close()


def test_a_hidden_page_saves_the_place(world: World, opened: Opened) -> None:
    opened.page.posts.list.scroll_by(700)
    settle()
    opened.page.hide()
    position = world.store.timelines.reading.position(HOME)
    assert position is not None
    assert position.entry == opened.place().key


def test_the_home_key_goes_to_the_newest_post_of_all(
    qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World, opened: Opened
) -> None:
    while opened.model.rowCount() < 200:
        opened.page.posts.list.scroll_to_end()
        settle()
    opened.page.posts.save()
    again = Opened(qtbot, theme, pictures, world)
    assert not again.model.is_at_newest
    QTest.keyClick(again.page.posts.list, Qt.Key.Key_Home)
    settle()
    assert again.model.is_at_newest
    assert again.page.posts.list.is_at_top()
    again.model.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_name_in_a_post_offers_what_can_be_done_with_the_person(opened: Opened, world: World) -> None:
    asked: list[object] = []
    opened.page.posts.deeds.message_wanted.connect(asked.append)
    opened.page.posts.wishes.span_menu.emit(Span(0, 5, SpanKind.MENTION, "john"))
    menu = opened.page.findChild(SpanMenu)
    assert menu is not None
    assert menu.isVisible()
    entries_of(menu)["Message to @john"].trigger()
    entries_of(menu)["Unfollow @john"].trigger()
    assert asked == [JOHN.id]
    john = world.store.people.get(JOHN.id)
    assert john is not None
    assert not john.you_follow
    menu.close()


def test_keys_edit_and_delete_only_a_post_that_has_the_focus(opened: Opened, world: World, qtbot: QtBot) -> None:
    publish(world.store, "mine", now=world.now, undo_s=5, draft="home")
    settle()
    opened.page.posts.show_newest()
    settle()
    edits: list[object] = []
    opened.page.posts.deeds.edit_wanted.connect(edits.append)
    opened.page.posts.act(PostVerb.EDIT)
    opened.page.posts.act(PostVerb.DELETE)
    mine = opened.home.post("mine")
    assert edits == []
    opened.page.activateWindow()
    opened.page.posts.list.current.go_to(0)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is opened.page.posts.list.current.widget())
    opened.page.posts.act(PostVerb.EDIT)
    assert edits == [mine.post]
    opened.page.posts.act(PostVerb.DELETE)
    assert "mine" not in opened.home.texts()

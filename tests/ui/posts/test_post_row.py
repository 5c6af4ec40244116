"""A post's row: what it shows, what it offers, and how it answers the keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import EntryKey, JobId, PersonId, PostKey
from microblog_desktop.domain.rules.marked_text import mark
from microblog_desktop.ui.posts.action_bar import ActionButton
from microblog_desktop.ui.posts.delivery_strip import DeliveryStrip
from microblog_desktop.ui.posts.post_lines import PostLines
from microblog_desktop.ui.posts.post_menu import PostMenu
from microblog_desktop.ui.posts.post_row import PostRowWidget
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.gap_row import GapRowWidget
from microblog_desktop.ui.timeline.row_factory import TimelineRows
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.outbox_words import DeliveryMark, DeliveryWords
from microblog_desktop.viewmodels.timeline.rows import GapRow, PostRow
from tests.store.world import NOON

ROW = PostRow(
    key=EntryKey(1),
    post=PostKey(2),
    author=PersonId("3"),
    name="John",
    username="john",
    avatar_url=None,
    body=mark("Some words, see example.net/a"),
    created_at=NOON,
    is_edited=False,
    reply_text="",
    repost_text="",
    replies=1,
    likes=2,
    reposts=0,
    delivery=None,
    is_mine=False,
    you_follow=False,
    url=None,
    can_reply=True,
    can_edit=False,
    can_delete=False,
    can_follow=True,
    can_message=True,
    spoken="John: some words",
)
REFUSED = DeliveryWords(
    JobId(7), "Not posted", DeliveryMark.ALERT, "Too long.", can_try_again=True, can_edit=True, can_discard=True
)
WAITING = DeliveryWords(JobId(7), "Waiting for connection", DeliveryMark.CLOCK, can_discard=True)


class Rows:
    """Makes rows in a window, and hears their wishes."""

    def __init__(self, qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> None:
        self.wishes = PostWishes()
        self.heard: list[tuple[str, object]] = []
        for name in ("reply", "edit", "take_back", "delete", "undo", "try_again", "discard", "follow", "message"):
            getattr(self.wishes, name).connect(lambda what, name=name: self.heard.append((name, what)))
        self.wishes.fill_gap.connect(lambda what: self.heard.append(("fill_gap", what)))
        self.factory = TimelineRows(theme, pictures, lambda: NOON, self.wishes)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(600, 400)
        self.window.show()

    def post(self, row: PostRow, width: int = 600) -> PostRowWidget:
        widget = self.factory.create(self.factory.kind(row), self.window)
        assert isinstance(widget, PostRowWidget)
        return self.show(widget, row, width)

    @staticmethod
    def show(widget: PostRowWidget, row: PostRow, width: int = 600) -> PostRowWidget:
        widget.bind(row)
        widget.setGeometry(0, 0, width, widget.height_for(width))
        widget.show()
        return widget


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> Rows:
    return Rows(qtbot, theme, pictures)


def links(widget: QWidget) -> dict[str, LinkButton]:
    return {button.text(): button for button in widget.findChildren(LinkButton) if button.isVisible()}


def test_a_reply_is_wished_for_with_the_row_of_the_moment(rows: Rows) -> None:
    widget = rows.post(ROW)
    other = replace(ROW, key=EntryKey(9))
    rows.show(widget, other)
    reply = next(b for b in widget.findChildren(ActionButton) if b.toolTip() == "Reply")
    assert reply.text() == "1"
    reply.click()
    assert rows.heard == [("reply", other)]


def test_nothing_is_offered_that_the_server_cannot_do(rows: Rows) -> None:
    widget = rows.post(replace(ROW, can_reply=False))
    assert [b.accessibleName() for b in widget.findChildren(ActionButton) if b.isVisible()] == ["More"]


def test_a_refused_post_says_why_and_offers_three_ways_out(rows: Rows) -> None:
    row = replace(ROW, delivery=REFUSED)
    widget = rows.post(row, width=300)
    buttons = links(widget)
    assert set(buttons) == {"Try again", "Edit", "Discard"}
    for words in ("Try again", "Edit", "Discard"):
        buttons[words].click()
    assert [name for name, _ in rows.heard] == ["try_again", "take_back", "discard"]
    assert all(button.geometry().right() <= 300 for button in buttons.values())


def test_a_waiting_post_is_as_high_as_a_delivered_one_where_there_is_room(rows: Rows) -> None:
    delivered = rows.post(ROW).height()
    waiting = rows.post(replace(ROW, delivery=WAITING))
    assert waiting.height() == delivered
    strip = waiting.findChild(DeliveryStrip)
    assert strip is not None
    assert strip.geometry().right() == 600 - 20 - 1
    narrow = rows.post(replace(ROW, delivery=WAITING), width=300)
    assert narrow.height() > rows.post(ROW, width=300).height()


def test_delivery_gives_the_row_back_its_height(rows: Rows) -> None:
    widget = rows.post(replace(ROW, delivery=REFUSED))
    high = widget.height()
    rows.show(widget, ROW)
    assert widget.height() < high
    assert links(widget) == {}


def test_undo_is_one_press(rows: Rows) -> None:
    counting = DeliveryWords(JobId(7), "Sending in 4 s", DeliveryMark.CLOCK, can_undo=True)
    links(rows.post(replace(ROW, delivery=counting)))["Undo"].click()
    assert [name for name, _ in rows.heard] == ["undo"]


def test_a_long_post_is_cut_and_stays_open_once_opened(rows: Rows) -> None:
    row = replace(ROW, body=mark("line\n" * 100))
    widget = rows.post(row)
    cut_height = widget.height()
    grown: list[int] = []
    widget.height_changed.connect(lambda: grown.append(1))
    links(widget)["Show more"].click()
    assert grown == [1]
    assert widget.height_for(600) > cut_height
    assert rows.post(row).height_for(600) == widget.height_for(600)
    assert rows.post(replace(row, key=EntryKey(5))).height_for(600) == cut_height


def test_copy_takes_the_selection_or_the_whole_text(rows: Rows) -> None:
    widget = rows.post(ROW)
    QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Some words, see example.net/a"


def test_in_a_mirrored_window_the_picture_stands_on_the_right(rows: Rows) -> None:
    rows.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    widget = rows.post(ROW)
    reply = next(b for b in widget.findChildren(ActionButton) if b.toolTip() == "Reply")
    assert reply.geometry().center().x() > 450


def test_the_age_has_a_tip_with_the_full_time(rows: Rows, theme: Theme) -> None:
    widget = rows.post(ROW)
    lines = PostLines(theme, lambda: NOON, widget)
    lines.place_names(ROW, 76, 504, 14)
    assert lines.is_age(575, 24)
    assert not lines.is_age(300, 24)


def test_the_age_ticks_by_a_repaint_alone(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> None:
    rows = Rows(qtbot, theme, pictures)
    now = [NOON]
    factory = TimelineRows(theme, pictures, lambda: now[0], rows.wishes)
    widget = factory.create("post", rows.window)
    assert isinstance(widget, PostRowWidget)
    rows.show(widget, ROW)
    before = widget.grab().toImage()
    now[0] += timedelta(minutes=12)
    assert widget.grab().toImage() != before


def entries_of(menu: PostMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_the_menu_of_somebody_elses_post(theme: Theme, rows: Rows) -> None:
    menu = PostMenu(theme, ROW, rows.wishes, rows.window)
    assert entries_of(menu) == ["Open example.net/a", "Copy text", "Follow @john", "Message to @john"]
    next(action for action in menu.actions() if action.text().startswith("Follow")).trigger()
    assert rows.heard == [("follow", ROW)]
    followed = PostMenu(theme, replace(ROW, you_follow=True, url="https://example.net/p/1"), rows.wishes, rows.window)
    assert entries_of(followed)[1:4] == ["Copy text", "Copy link", "Unfollow @john"]


def test_the_menu_of_my_own_post(theme: Theme, rows: Rows) -> None:
    mine = replace(ROW, is_mine=True, can_edit=True, can_delete=True, can_follow=False, delivery=WAITING)
    menu = PostMenu(theme, mine, rows.wishes, rows.window)
    assert entries_of(menu) == ["Open example.net/a", "Copy text", "Edit", "Delete", "Discard"]
    for action in menu.actions()[-4:]:
        action.trigger()
    assert [name for name, _ in rows.heard] == ["edit", "delete", "discard"]


def test_a_gap_is_filled_by_a_press_unless_it_is_being_filled(rows: Rows, theme: Theme) -> None:
    gap = GapRow(EntryKey(4), "Load posts in between", is_filling=False, reason="")
    widget = rows.factory.create(rows.factory.kind(gap), rows.window)
    assert isinstance(widget, GapRowWidget)
    widget.bind(gap)
    low = widget.height_for(600)
    widget.setGeometry(0, 0, 600, low)
    widget.show()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QTest.keyClick(widget, Qt.Key.Key_Return)
    assert rows.heard == [("fill_gap", gap)] * 2
    widget.bind(replace(gap, is_filling=True))
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    assert len(rows.heard) == 2
    widget.bind(replace(gap, reason="The server takes too long to answer. Try again in a moment."))
    assert widget.height_for(600) > low

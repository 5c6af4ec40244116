"""A post's row: what it shows, what it offers, and how it answers the keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import EntryKey, JobId
from microblog_desktop.ui.list.accessible import speak_of_lists
from microblog_desktop.ui.posts.delivery_strip import DeliveryStrip
from microblog_desktop.ui.posts.post_lines import PostLines
from microblog_desktop.ui.posts.post_row import PostRowWidget
from microblog_desktop.ui.text.post_text import PostText
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.gap_row import GapRowWidget
from microblog_desktop.ui.timeline.row_factory import TimelineRows
from microblog_desktop.ui.widgets.avatar import Avatar
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.outbox_words import DeliveryMark, DeliveryWords
from microblog_desktop.viewmodels.timeline.rows import GapRow
from tests.store.world import NOON
from tests.ui.posts.rows import ALL, ROW, Rows, buttons, links

REFUSED = DeliveryWords(
    JobId(7), "Not posted", DeliveryMark.ALERT, "Too long.", can_try_again=True, can_edit=True, can_discard=True
)
WAITING = DeliveryWords(JobId(7), "Waiting for connection", DeliveryMark.CLOCK, can_discard=True)


class Paints(QObject):
    """How often Qt has painted a widget."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_a_reply_is_wished_for_with_the_row_of_the_moment(rows: Rows) -> None:
    widget = rows.post(ROW)
    other = replace(ROW, key=EntryKey(9))
    rows.show(widget, other)
    reply = buttons(widget)["Reply"]
    assert reply.text() == "1"
    reply.click()
    assert rows.heard == [("reply", other)]


def test_nothing_is_offered_that_the_server_cannot_do(rows: Rows) -> None:
    assert list(buttons(rows.post(replace(ROW, can_reply=False)))) == ["More"]
    assert list(buttons(rows.post(ALL))) == ["Reply", "Repost", "Like", "Bookmark", "More"]


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


def test_copy_takes_the_selection_or_the_whole_text(rows: Rows) -> None:
    widget = rows.post(ROW)
    QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Some words, see example.net/a"
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert widget.findChildren(PostText)[0].selected_text() == "Some words, see example.net/a"


def test_in_a_mirrored_window_the_picture_stands_on_the_right(rows: Rows) -> None:
    rows.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    widget = rows.post(ROW)
    reply = buttons(widget)["Reply"]
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


def test_enter_and_a_click_on_empty_ground_open_the_thread(rows: Rows) -> None:
    widget = rows.post(ALL)
    QTest.keyClick(widget, Qt.Key.Key_Return)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(400, widget.height() - 14))
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(575, 24))  # the age
    text = widget.findChildren(PostText)[0]
    QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=QPoint(text.width() - 3, 10))
    assert rows.heard == [("open_post", ALL)] * 4
    QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseClick(widget, Qt.MouseButton.RightButton, pos=QPoint(400, widget.height() - 14))
    QTest.keyClick(rows.post(ROW), Qt.Key.Key_Return)
    assert len(rows.heard) == 4


def test_to_end_a_selection_is_not_to_open(rows: Rows) -> None:
    widget = rows.post(ALL)
    text = widget.findChildren(PostText)[0]
    QTest.mouseDClick(text, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(400, widget.height() - 14))
    assert (text.has_selection, rows.heard) == (False, [])
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(400, widget.height() - 14))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(300, widget.height() - 30))
    assert rows.heard == []


def test_the_picture_leads_to_the_person(rows: Rows) -> None:
    avatar = rows.post(ALL).findChild(Avatar)
    assert avatar is not None
    QTest.mouseClick(avatar, Qt.MouseButton.LeftButton)
    assert rows.heard == [("open_person", ALL)]


def test_a_screen_reader_opens_the_thread_by_pressing_the_row(rows: Rows) -> None:
    speak_of_lists()
    widget = rows.post(ALL)
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    actions = interface.actionInterface()
    press = QAccessibleActionInterface.pressAction()
    assert press in actions.actionNames()
    actions.doAction(press)
    assert rows.heard == [("open_post", ALL)]
    rows.show(widget, ROW)
    assert press not in actions.actionNames()


def test_replies_are_indented_to_a_sensible_depth(rows: Rows) -> None:
    def left_of(depth: int) -> int:
        avatar = rows.post(replace(ALL, depth=depth)).findChild(Avatar)
        assert avatar is not None
        return avatar.x()

    assert [left_of(depth) for depth in (0, 1, 4, 40)] == [20, 36, 84, 84]


def test_the_post_of_a_thread_is_larger_with_its_date_and_numbers_in_words(rows: Rows) -> None:
    plain, focus = rows.post(ALL), rows.post(replace(ALL, is_focus=True))
    texts = [widget.findChildren(PostText)[0] for widget in (plain, focus)]
    assert texts[1].height() > texts[0].height()
    assert focus.height() > plain.height() + 30


def test_each_painted_name_tells_whose_it_is(rows: Rows) -> None:
    row = replace(ROW, reply_text="Replying to @kate", replies_to="kate", repost_text="Mina reposted", reposter="mina")
    widget = rows.post(row)
    found = [
        (place.username, place.place) for y in range(widget.height()) if (place := widget.person_at(QPoint(90, y)))
    ]
    assert list(dict.fromkeys(username for username, _place in found)) == ["mina", "john", "kate"]
    assert not any(widget.person_at(QPoint(500, y)) for y in range(widget.height())), "beside the names is nobody"
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert widget.person_at(QPoint(600 - 90, found[0][1].center().y())) is not None
    person = widget.person()
    assert person is not None
    assert person.username == "john"


def test_who_listens_hears_the_age_of_the_moment(rows: Rows) -> None:
    speak_of_lists()
    row = QAccessible.queryAccessibleInterface(rows.post(ROW))
    assert row.text(QAccessible.Text.Name) == "John, just now. some words"
    rows.now = NOON + timedelta(minutes=5)
    assert row.text(QAccessible.Text.Name) == "John, 5 minutes ago. some words"


def test_a_date_in_another_language_is_painted_though_the_row_is_as_high(rows: Rows, qtbot: QtBot) -> None:
    widget, paints = rows.post(replace(ROW, is_focus=True)), Paints()
    widget.installEventFilter(paints)
    qtbot.waitUntil(lambda: paints.count > 0)
    QCoreApplication.sendPostedEvents()
    before = paints.count
    assert widget.height_for(widget.width()) == widget.height()
    QCoreApplication.sendPostedEvents()
    assert paints.count == before + 1

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import messaging
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.inbox.message import ConversationPage
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.rules.marked_text import mark
from microblog_desktop.domain.server import Limits
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.ui.messages.bubble import Bubble
from microblog_desktop.ui.messages.bubble_text import BubbleText
from microblog_desktop.ui.messages.conversation_rows import ConversationLine
from microblog_desktop.ui.messages.conversation_view import ConversationView
from microblog_desktop.ui.messages.message_rows import Day, Gap
from microblog_desktop.ui.messages.messages_page import MessagesPage, conversation_view
from microblog_desktop.ui.messages.new_conversation_bar import NewConversationBar
from microblog_desktop.ui.messages.state_panel import StatePanel, messages_words
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.buttons import LinkButton, PillButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.ui.widgets.snack import Snack
from microblog_desktop.viewmodels.lists.list_state import ListPhase, ListState
from microblog_desktop.viewmodels.messages.message_rows import BubbleRow
from microblog_desktop.viewmodels.messages.messages import MessagesModel
from microblog_desktop.viewmodels.writing.send_key import SendKey
from tests.fakes.ports import FakeMessageSync
from tests.store.world import JOHN, World, messages
from tests.viewmodels.messages.test_conversations import MINA, conversation


@pytest.fixture
def page(
    theme: Theme, pictures: RoundPictures, world: World, message_sync: FakeMessageSync, qtbot: QtBot
) -> Iterator[MessagesPage]:
    with world.store.transaction():
        world.store.conversations.save(
            ConversationPage((conversation(MINA, 9), conversation(JOHN, 3, unread=2)), has_more=False)
        )
        world.store.messages.merge_newest(JOHN.id, messages(3, 2, 1))
    model = MessagesModel(world.store, message_sync, limits=Limits(10, 20, 10), clock=lambda: world.now)
    page = MessagesPage(theme, pictures, model)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.activateWindow()
    yield page
    page.close_models()


def lines(page: MessagesPage) -> list[ConversationLine]:
    return [widget for widget in page.list.live.widgets() if isinstance(widget, ConversationLine)]


def bubbles(view: ConversationView, qtbot: QtBot) -> list[Bubble]:
    view.list.placed()
    return sorted((row for row in view.list.live.widgets() if isinstance(row, Bubble)), key=lambda bubble: bubble.y())


def unread(world: World) -> int:
    stored = world.store.conversations.get(JOHN.id)
    assert stored is not None
    return stored.unread


def refuse_one(world: World) -> None:
    messaging.send(world.store, JOHN.id, "hello", now=world.later(60))
    job = world.store.outbox.claim(f"conversation:{JOHN.id}", world.now)
    assert job is not None
    with world.store.transaction():
        world.store.outbox.refuse(job.id, Problem(ProblemKind.REFUSED, message="Blocked."))


def test_the_conversation_one_writes_in_comes_into_sight_at_the_top(page: MessagesPage, world: World) -> None:
    page.resize(900, 200)
    with world.store.transaction():
        people = tuple(conversation(Person(PersonId(str(n)), f"p{n}", f"P{n}"), n) for n in range(20, 30))
        world.store.conversations.save(ConversationPage(people, has_more=False))
    assert page.list.is_at_top()
    messaging.send(world.store, JOHN.id, "hello", now=world.later(60))
    assert page.list.first_visible() == 0
    assert page.list.key_at(0) == JOHN.id
    page.list.scroll_by(150)
    place = page.list.place()
    messaging.send(world.store, MINA.id, "hello", now=world.later(90))
    assert page.list.place() == place


def test_a_click_opens_the_conversation_and_asks_for_news(
    page: MessagesPage, message_sync: FakeMessageSync, qtbot: QtBot
) -> None:
    page.list.placed()
    john = next(line for line in lines(page) if line.row_key == JOHN.id)
    QTest.mouseClick(john, Qt.MouseButton.LeftButton)
    assert page.conversation is not None
    assert page.conversation.model.person == JOHN.id
    assert page.conversation.box.hasFocus()
    assert ("open_conversation", JOHN.id) in message_sync.asked


def test_enter_opens_the_conversation_under_the_keyboard(page: MessagesPage, qtbot: QtBot) -> None:
    page.list.placed()
    mina = next(line for line in lines(page) if line.row_key == MINA.id)
    QTest.keyClick(mina, Qt.Key.Key_Return)
    assert page.conversation is not None
    assert page.conversation.model.person == MINA.id


def test_what_is_seen_is_marked_read(page: MessagesPage, world: World, qtbot: QtBot) -> None:
    assert unread(world) == 2
    page.open_conversation(JOHN.id)
    qtbot.waitUntil(lambda: unread(world) == 0, timeout=3000)


def test_enter_sends_and_the_bubble_appears(page: MessagesPage, world: World, qtbot: QtBot) -> None:
    view = page.open_conversation(JOHN.id)
    world.later(60)
    QTest.keyClicks(view.box, "hello")
    QTest.keyClick(view.box, Qt.Key.Key_Return)
    assert view.box.toPlainText() == ""
    last = bubbles(view, qtbot)[-1]
    assert last.accessibleName().startswith("You, ")
    assert "hello" in last.accessibleName()


def test_each_conversation_keeps_its_draft(page: MessagesPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.open_conversation(JOHN.id).box, "begun")
    assert page.open_conversation(MINA.id).box.toPlainText() == ""
    assert page.open_conversation(JOHN.id).box.toPlainText() == "begun"


def test_a_refused_message_offers_what_can_be_done(page: MessagesPage, world: World, qtbot: QtBot) -> None:
    view = page.open_conversation(JOHN.id)
    refuse_one(world)
    last = bubbles(view, qtbot)[-1]
    shown = [button for button in last.findChildren(LinkButton) if not button.isHidden()]
    assert [button.text() for button in shown] == ["Try again", "Edit", "Discard"]
    said = [label.text() for label in last.findChildren(QLabel)]
    assert any("Not sent. The server did not accept this: Blocked." in text for text in said)
    shown[1].click()
    assert view.box.toPlainText() == "hello"


def test_the_text_of_a_bubble_can_be_copied(page: MessagesPage, qtbot: QtBot) -> None:
    view = page.open_conversation(JOHN.id)
    bubbles(view, qtbot)[0].copy_text()
    assert QGuiApplication.clipboard().text() == "message 1"


def test_where_it_is_narrow_one_of_the_two_is_shown(page: MessagesPage, qtbot: QtBot) -> None:
    page.resize(420, 600)
    assert page.list.isVisible()
    view = page.open_conversation(JOHN.id)
    assert not page.list.isVisible()
    assert view.back.isVisible()
    QTest.mouseClick(view.back, Qt.MouseButton.LeftButton)
    assert page.list.isVisible()
    assert page.conversation is None


def test_a_bubble_never_reads_its_text_as_html(theme: Theme, page: MessagesPage) -> None:
    text = BubbleText(theme, page)
    text.show_text(mark("<b>a</b> & https://example.net/?a=1&b=2"), ink="#000000", link_ink="#0000ff")
    assert "&lt;b&gt;a&lt;/b&gt; &amp; " in text.text()
    assert 'href="https://example.net/?a=1&amp;b=2"' in text.text()


def test_a_short_text_makes_a_small_bubble_and_a_long_one_is_bounded(theme: Theme, page: MessagesPage) -> None:
    text = BubbleText(theme, page)
    text.show_text(mark("ok"), ink="#000000", link_ink="#0000ff")
    short = text.size_within(300)
    text.show_text(mark("word " * 100), ink="#000000", link_ink="#0000ff")
    long = text.size_within(300)
    assert short.width() < 60
    assert long.width() <= 300
    assert long.height() > 3 * short.height()


def test_days_and_gaps_have_rows_of_their_own(
    page: MessagesPage, world: World, message_sync: FakeMessageSync, qtbot: QtBot
) -> None:
    view = page.open_conversation(JOHN.id)
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(9, 8))
    view.list.placed()
    rows = list(view.list.live.widgets())
    assert any(isinstance(row, Day) for row in rows)
    gap = next(row for row in rows if isinstance(row, Gap))
    gap.findChildren(LinkButton)[0].click()
    assert message_sync.asked[-1] == ("fill_message_gap", gap.row_key)


def test_somebody_new_is_written_to_by_name(page: MessagesPage, qtbot: QtBot) -> None:
    assert isinstance(page.search, NewConversationBar)
    page.search.open()
    QTest.keyClicks(page.search.field, "susan")
    QTest.keyClick(page.search.field, Qt.Key.Key_Return)
    assert page.search.field.accessibleDescription().startswith("This is you.")
    page.search.field.clear()
    QTest.keyClicks(page.search.field, "@john")
    QTest.keyClick(page.search.field, Qt.Key.Key_Return)
    assert page.conversation is not None
    assert page.search.isHidden()


@pytest.mark.parametrize(
    ("state", "title", "can_retry"),
    [
        (ListState(ListPhase.EMPTY), "Nothing yet", False),
        (ListState(ListPhase.OFFLINE), "You are offline", True),
        (ListState(ListPhase.FAILED, "The server has a problem."), "This could not be loaded", True),
        (ListState(ListPhase.LOADING), "", False),
    ],
)
def test_a_list_without_rows_says_why(
    theme: Theme, qtbot: QtBot, state: ListState, title: str, can_retry: object
) -> None:
    panel = StatePanel(theme)
    qtbot.addWidget(panel)
    words = messages_words("Nothing yet", "Write something.")
    panel.show_state(state, words)
    assert not panel.isHidden()
    shown = [label.text() for label in panel.findChildren(TextLabel) if not label.isHidden()]
    assert shown[:1] == ([title] if title else [])
    retry = panel.findChildren(SecondaryButton)[0]
    assert (not retry.isHidden()) is can_retry
    panel.show_state(ListState(ListPhase.READY), words)
    assert panel.isHidden()


def test_the_list_keeps_the_newest_in_view(page: MessagesPage, world: World, qtbot: QtBot) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(*range(60, 0, -1)))
    view = page.open_conversation(JOHN.id)
    view.list.placed()
    assert view.list.is_at_end()
    messaging.send(world.store, JOHN.id, "hello", now=world.now + timedelta(hours=1))
    view.list.placed()
    assert view.list.is_at_end()
    assert "hello" in bubbles(view, qtbot)[-1].accessibleName()


def test_del_deletes_a_message_for_me_and_the_snack_brings_it_back(
    theme: Theme, pictures: RoundPictures, world: World, message_sync: FakeMessageSync, qtbot: QtBot
) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(3, 2, 1))
    limits = Limits(10, 20, 10)
    model = MessagesModel(world.store, message_sync, limits=limits, clock=lambda: world.now, deletes_at_server=True)
    view = conversation_view(theme, pictures, model, JOHN.id)
    qtbot.addWidget(view)
    view.resize(500, 500)
    view.show()
    view.activateWindow()
    last = bubbles(view, qtbot)[-1]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Delete)
    assert len(bubbles(view, qtbot)) == 2
    snack = view.findChild(Snack)
    assert snack is not None
    assert snack.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(bubbles(view, qtbot)) == 3
    assert not snack.isVisible()
    view.close_models()
    model.close()


def test_search_in_a_conversation_draws_out_what_it_finds(page: MessagesPage, qtbot: QtBot) -> None:
    view = page.open_conversation(JOHN.id)
    view.list.setFocus()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view.list, Qt.Key.Key_F, both)
    assert view.find_bar.field.hasFocus()
    QTest.keyClicks(view.find_bar.field, "message 2")
    qtbot.waitUntil(lambda: any(row.is_marked for row in view.model.rows if isinstance(row, BubbleRow)))
    assert view.find_bar.field.hasFocus()
    QTest.keyClick(view.find_bar.field, Qt.Key.Key_Escape)
    assert not view.find_bar.isVisible()
    assert not any(row.is_marked for row in view.model.rows if isinstance(row, BubbleRow))
    assert view.box.hasFocus()


def test_who_reads_further_up_is_told_what_came_and_led_down(page: MessagesPage, world: World, qtbot: QtBot) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(*range(80, 0, -1)))
    view = page.open_conversation(JOHN.id)
    view.list.scroll_to_end()
    view.list.placed()
    pill = view.findChild(PillButton)
    assert pill is not None
    assert not pill.isVisible()
    view.list.scroll_by(-2000)
    qtbot.waitUntil(pill.isVisible)
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(*range(82, 0, -1)))
    qtbot.waitUntil(lambda: "2" in pill.text())
    QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not pill.isVisible())
    assert view.list.is_at_end()


def test_which_key_sends_is_the_persons_choice(
    theme: Theme, pictures: RoundPictures, world: World, message_sync: FakeMessageSync, qtbot: QtBot
) -> None:
    profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
    limits = Limits(10, 20, 10)
    model = MessagesModel(world.store, message_sync, limits=limits, clock=lambda: world.now, send_key=SendKey(profile))
    view = conversation_view(theme, pictures, model, JOHN.id)
    qtbot.addWidget(view)
    view.show()
    assert model.send_key is not None
    model.send_key.change()
    QTest.keyClicks(view.box, "one")
    QTest.keyClick(view.box, Qt.Key.Key_Return)
    assert view.box.toPlainText() == "one\n"
    QTest.keyClick(view.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.box.toPlainText() == ""
    model.send_key.change()
    QTest.keyClicks(view.box, "two")
    QTest.keyClick(view.box, Qt.Key.Key_Return)
    assert [row.body for row in view.model.rows if isinstance(row, BubbleRow)] == ["one", "two"]
    view.close_models()
    model.close()
    profile.close()


def test_a_conversation_that_has_a_window_comes_forward_there(page: MessagesPage, qtbot: QtBot) -> None:
    wanted: list[object] = []
    page.window_wanted.connect(wanted.append)
    view = page.open_conversation(JOHN.id)
    view.window_wanted.emit()
    assert wanted == [JOHN.id]
    assert page.conversation is None
    page.is_elsewhere = lambda person: person == JOHN.id
    QTest.mouseClick(lines(page)[1], Qt.MouseButton.LeftButton)
    assert page.conversation is None


def test_each_conversation_is_found_again_where_one_left_it(page: MessagesPage, world: World, qtbot: QtBot) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(*range(80, 0, -1)))
    view = page.open_conversation(JOHN.id)
    qtbot.waitUntil(view.isVisible)
    view.list.placed()
    view.list.scroll_by(-1500)
    view.list.placed()
    place = view.list.place()
    assert not view.list.is_at_end()
    page.open_conversation(MINA.id)
    again = page.open_conversation(JOHN.id)
    assert again is not view
    qtbot.waitUntil(again.isVisible)
    again.list.placed()
    assert again.list.place() == place
    again.list.scroll_to_end()
    again.list.placed()
    page.back()
    at_end = page.open_conversation(JOHN.id)
    qtbot.waitUntil(at_end.isVisible)
    assert at_end.list.is_at_end()
    assert at_end.model.is_at_newest


def test_who_has_unread_messages_begins_at_the_newest(page: MessagesPage, world: World, qtbot: QtBot) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(*range(80, 0, -1)))
    view = page.open_conversation(JOHN.id)
    qtbot.waitUntil(view.isVisible)
    view.list.placed()
    view.list.scroll_by(-1500)
    view.list.placed()
    page.back()
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(*range(81, 0, -1)))
        world.store.conversations.save(ConversationPage((conversation(JOHN, 81, unread=3),), has_more=False))
    again = page.open_conversation(JOHN.id)
    qtbot.waitUntil(again.isVisible)
    assert again.list.is_at_end()
    assert unread(world) == 0

"""When a bubble appears, what takes its place, when it goes (viewmodels/attention/bubbles.py, happenings.py)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import messaging, reading, settings
from microblog_desktop.domain.attention import NotifyDetail, Opens, QuietHours, Target
from microblog_desktop.store.preferences import NOTIFY_LIKES, NOTIFY_MESSAGES
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.attention.bubbles import BubbleModel
from tests.store.world import JOHN, World, post
from tests.viewmodels.attention.attentive import FOLLOW, LIKE, MINA, MINE, REPLY, Screen, Server


class Setting:
    def __init__(self, qtbot: QtBot, world: World, profile: ProfileStore) -> None:
        self._qtbot = qtbot
        self.world, self.profile = world, profile
        self.server, self.screen = Server(world), Screen()
        self.in_sight: list[Target] = []
        self.model = BubbleModel(world.store, profile, self.screen, self.in_sight.__contains__, gather_ms=0)

    def settle(self) -> list[tuple[str, str]]:
        """What the bubbles say that stand there when the burst is over."""
        timer = self.model.findChild(QTimer)
        assert timer is not None
        self._qtbot.waitUntil(lambda: not timer.isActive())
        return [(bubble.title, bubble.body) for bubble in self.screen.standing.values()]


@pytest.fixture
def it(qtbot: QtBot, world: World, profile: ProfileStore) -> Iterator[Setting]:
    setting = Setting(qtbot, world, profile)
    setting.server.answer()
    yield setting
    setting.model.close()


def test_what_was_unread_at_the_start_is_not_told(qtbot: QtBot, world: World, profile: ProfileStore) -> None:
    it = Setting(qtbot, world, profile)
    it.server.write(JOHN, "an old one", "another")
    it.server.happen(LIKE, MINA, MINE)
    it.server.answer()
    assert it.settle() == []
    it.server.write(JOHN, "a new one")
    assert it.settle() == [("John", "a new one")]
    it.model.close()


def test_a_burst_is_one_bubble(it: Setting) -> None:
    it.server.write(JOHN, "one", "two")
    it.server.write(MINA, "three")
    assert it.settle() == [("3 new messages from Mina and John", "")]
    assert len(it.screen.shown) == 1


def test_messages_and_what_else_happened_are_one_bubble_too(it: Setting) -> None:
    it.server.write(JOHN, "one")
    it.server.happen(LIKE, MINA, MINE)
    it.server.happen(LIKE, JOHN, MINE)
    it.server.happen(FOLLOW, MINA)
    words = "1 new message from John\nMina follows you\nJohn and Mina liked your post"
    assert it.settle() == [("Microblog", words)]


def test_a_conversation_has_one_bubble_however_often_somebody_writes(it: Setting) -> None:
    it.server.write(JOHN, "one")
    it.settle()
    it.server.write(JOHN, "two")
    assert it.settle() == [("John (2 new)", "two")]
    assert len({bubble.key for bubble in it.screen.shown}) == 1


def test_a_bubble_takes_in_those_that_tell_of_the_same(it: Setting) -> None:
    it.server.write(JOHN, "one")
    it.settle()
    it.server.write(MINA, "two")
    it.settle()
    assert len(it.screen.standing) == 2
    it.server.write(JOHN, "three")
    it.server.write(MINA, "four")
    assert it.settle() == [("4 new messages from Mina and John", "")]


def test_read_elsewhere_it_goes(it: Setting) -> None:
    it.server.write(JOHN, "one")
    it.server.write(MINA, "two")
    it.settle()
    it.server.read(JOHN)
    assert len(it.settle()) == 1, "Mina's still waits"
    it.server.read(MINA)
    assert it.settle() == []


def test_read_here_it_goes(it: Setting) -> None:
    it.server.write(JOHN, "one")
    it.server.happen(FOLLOW, MINA)
    it.settle()
    messaging.mark_read(it.world.store, JOHN.id)
    reading.mark_notifications_read(it.world.store, it.world.store.notifications.newest(1)[0])
    assert it.settle() == []


def test_read_before_the_burst_is_over_it_never_comes(it: Setting) -> None:
    it.server.write(JOHN, "one")
    it.server.happen(FOLLOW, MINA)
    it.server.read(JOHN)
    it.server.read_notifications()
    it.settle()
    assert it.screen.shown == []


def test_ones_own_messages_from_another_computer_are_no_news(it: Setting) -> None:
    it.server.write_from_elsewhere(JOHN, "mine")
    it.settle()
    assert it.screen.shown == []


def test_nothing_is_told_of_what_is_in_sight(it: Setting) -> None:
    it.in_sight += [Target(Opens.CONVERSATION, person=JOHN.id), Target(Opens.NOTIFICATIONS)]
    it.server.write(JOHN, "one")
    it.server.happen(FOLLOW, MINA)
    it.server.write(MINA, "two")
    assert it.settle() == [("Mina", "two")]


def test_older_conversations_that_come_into_the_list_are_no_news(it: Setting) -> None:
    it.server.write(MINA, "new")
    it.settle()
    it.server.tell_older_conversation(JOHN, "unread for weeks")
    assert it.settle() == [("Mina", "new")]


def test_older_notifications_that_come_into_the_list_are_no_news(it: Setting) -> None:
    it.server.happen(FOLLOW, MINA)
    it.settle()
    it.server.tell_older(FOLLOW, JOHN)
    it.settle()
    assert len(it.screen.shown) == 1


def test_only_the_name_is_told_if_one_wants_that(it: Setting) -> None:
    settings.choose_notify_detail(it.profile, NotifyDetail.NAME)
    it.server.write(JOHN, "a secret")
    assert it.settle() == [("John", "1 new message")]
    it.server.read(JOHN)
    it.server.happen(REPLY, MINA, post(90, MINA, "another secret"))
    assert it.settle() == [("Mina replied to you", "")]


def test_nothing_is_told_if_one_wants_that(it: Setting) -> None:
    settings.choose_notify_detail(it.profile, NotifyDetail.NOTHING)
    it.server.write(JOHN, "one")
    it.settle()
    assert it.screen.shown == []


def test_quiet_hours_follow_the_zone_one_travels_to(
    it: Setting, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(time.tzset)
    settings.keep_quiet_hours(it.profile, QuietHours(22 * 60, 7 * 60))
    it.world.now = datetime(2026, 11, 22, 14, tzinfo=UTC)
    monkeypatch.setenv("TZ", "Asia/Seoul")
    it.server.write(JOHN, "it is eleven in Seoul")
    it.settle()
    assert it.screen.shown == []
    monkeypatch.setenv("TZ", "Europe/Berlin")
    it.server.write(JOHN, "and three in Berlin")
    assert it.settle() == [("John (2 new)", "and three in Berlin")]


def test_a_click_opens_what_it_tells_of(it: Setting, qtbot: QtBot) -> None:
    it.server.write(JOHN, "one")
    it.settle()
    with qtbot.waitSignal(it.model.opened) as opened:
        it.model.click(it.screen.shown[0])
    assert opened.args == [Target(Opens.CONVERSATION, person=JOHN.id)]
    it.server.happen(LIKE, MINA, MINE)
    it.settle()
    it.model.click(it.screen.shown[0])
    with qtbot.waitSignal(it.model.opened) as opened:
        it.model.click(it.screen.shown[1])
    key = it.world.store.posts.by_remote(MINE.id)
    assert opened.args == [Target(Opens.POST, post=key)]


def test_an_answer_in_the_bubble_is_sent_once_and_leaves_the_draft(it: Setting) -> None:
    store = it.world.store
    draft = messaging.conversation_draft(JOHN.id)
    reading.save_draft(store, draft, "half a sentence", now=it.world.now)
    it.server.write(JOHN, "are you there?")
    it.settle()
    bubble = it.screen.shown[0]
    assert (bubble.answers, bubble.reply, bubble.send) == (JOHN.id, "Reply", "Send")
    for _again in range(2):
        it.model.reply(bubble, "네 \n")
    assert [row.body for row in store.messages.rows(store.messages.newest(JOHN.id, 10))] == ["네"]
    assert store.outbox.summary().waiting == 1
    assert store.unread.messages() == 0
    saved = store.drafts.get(draft)
    assert saved is not None
    assert saved.body == "half a sentence"


def test_an_empty_answer_is_none(it: Setting) -> None:
    it.server.write(JOHN, "?")
    it.settle()
    it.model.reply(it.screen.shown[0], "  \n")
    assert it.world.store.outbox.summary().waiting == 0


def test_at_the_end_all_are_taken_back(it: Setting) -> None:
    it.server.write(JOHN, "one")
    it.settle()
    it.model.close()
    assert it.screen.standing == {}


def test_kinds_that_one_does_not_want_are_left_out_of_the_bubble(it: Setting) -> None:
    settings.turn(it.profile, NOTIFY_LIKES)
    it.server.happen(LIKE, MINA, MINE)
    assert it.settle() == []
    it.server.happen(FOLLOW, MINA)
    assert len(it.settle()) == 1
    settings.turn(it.profile, NOTIFY_MESSAGES)
    it.server.write(JOHN, "not told")
    assert "not told" not in str(it.settle())

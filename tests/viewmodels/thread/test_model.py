"""The rows of a thread, what they follow, and when sync is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.commands.posting import publish
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from microblog_desktop.viewmodels.thread.model import DEEPEST, PAGE
from tests.store.world import World, post
from tests.viewmodels.thread.conversation import FOCUS, Conversation, answer, whole


@pytest.fixture
def thread(world: World) -> Iterator[Conversation]:
    thread = Conversation(world)
    thread.model.watch()
    yield thread
    thread.model.close()


def go_offline(world: World) -> None:
    world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=False, since=world.now))


def go_online(world: World) -> None:
    world.store.status.set_network(NetworkState(is_online=True, works_offline_by_choice=False, since=world.now))


def test_what_is_saved_is_there_at_once_in_order(world: World) -> None:
    told = whole(ancestors=(post(8), answer(9, 8)), answers=(answer(11, FOCUS), answer(13, 11), answer(12, FOCUS)))
    thread = Conversation(world, told)
    assert thread.shown() == [
        (0, "post 8"), (0, "post 9"), (0, "post 10"), (1, "post 11"), (2, "post 13"), (1, "post 12"),
    ]  # fmt: skip
    assert thread.model.focus is not None
    assert thread.model.focus.body.text == "post 10"
    assert [row.can_open for row in thread.posts()] == [True, True, False, True, True, True]
    thread.model.close()


def test_what_is_very_deep_stands_no_further_to_the_right_and_says_whom_it_answers(world: World) -> None:
    answers = tuple(answer(number, number - 1) for number in range(FOCUS + 1, FOCUS + 9))
    thread = Conversation(world, whole(answers=answers))
    assert [row.depth for row in thread.posts()] == [0, 1, 2, 3, DEEPEST, DEEPEST, DEEPEST, DEEPEST, DEEPEST]
    assert [bool(row.reply_text) for row in thread.posts()] == [False] * 5 + [True] * 4
    thread.model.close()


def test_it_is_asked_for_when_somebody_looks_and_again_only_after_a_while(world: World) -> None:
    thread = Conversation(world)
    assert thread.asked() == 0
    for _ in range(2):
        thread.model.watch()
        thread.model.rest()
    assert thread.asked() == 1
    world.later(120)
    thread.model.watch()
    assert thread.asked() == 2
    thread.model.close()


def test_while_somebody_looks_it_is_asked_for_again_and_again(
    world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("microblog_desktop.viewmodels.thread.model.ASK_AGAIN_MS", 5)
    thread = Conversation(world)
    thread.model.watch()
    qtbot.waitUntil(lambda: thread.asked() >= 3)
    go_offline(world)
    asked = thread.asked()
    qtbot.wait(30)
    assert thread.asked() == asked, "nobody would answer"
    thread.model.close()


def test_after_the_server_lost_count_it_is_asked_for_once_more(thread: Conversation) -> None:
    before = thread.asked()
    thread.world.store.status.note_missed()
    assert thread.asked() == before + 1
    thread.world.store.status.succeed("anything")
    assert thread.asked() == before + 1


def test_out_of_sight_it_is_asked_for_when_it_is_looked_at_again(thread: Conversation) -> None:
    thread.model.rest()
    before = thread.asked()
    thread.world.store.status.note_missed()
    assert thread.asked() == before
    thread.model.watch()
    assert thread.asked() == before + 1


def test_an_answer_that_comes_stands_where_it_belongs(thread: Conversation) -> None:
    thread.save_post(answer(11, FOCUS))
    thread.save_post(answer(12, 11))
    assert thread.shown() == [(0, "post 10"), (1, "post 11"), (2, "post 12")]


def test_ones_own_answer_is_there_before_it_is_sent(thread: Conversation) -> None:
    store = thread.world.store
    publish(store, "mine", now=store.clock(), undo_s=5, draft="", reply_to=thread.key(FOCUS))
    assert thread.shown() == [(0, "post 10"), (1, "mine")]
    assert thread.posts()[1].delivery is not None


def test_out_of_sight_it_rests_and_shows_what_came_when_it_is_looked_at_again(thread: Conversation) -> None:
    thread.model.rest()
    thread.save_post(answer(11, FOCUS))
    assert thread.shown() == [(0, "post 10")]
    thread.model.watch()
    assert thread.shown() == [(0, "post 10"), (1, "post 11")]


def test_more_answers_than_before_are_asked_for_once(thread: Conversation) -> None:
    assert thread.asked() == 1
    thread.save_post(replace(post(FOCUS), replies=2))
    assert thread.asked() == 2
    thread.save_post(replace(post(FOCUS), replies=2, likes=1))
    assert thread.asked() == 2
    thread.world.store.status.begin(thread.activity)
    thread.save(whole(answers=(answer(11, FOCUS, replies=1),), replies=2))
    thread.world.store.status.succeed(thread.activity)
    assert thread.asked() == 2, "what its own answer tells asks for nothing"


def test_a_deleted_post_leaves_a_word_and_no_rows(thread: Conversation) -> None:
    store = thread.world.store
    with store.transaction():
        store.posts.remove(thread.model.post)
    assert thread.shown() == []
    assert thread.model.focus is None
    assert thread.model.state.phase is ListPhase.EMPTY
    assert thread.model.note is None


def test_offline_says_since_when_answers_may_be_missing(thread: Conversation) -> None:
    heard: list[None] = []
    thread.model.note_changed.connect(lambda: heard.append(None))
    go_offline(thread.world)
    assert thread.model.note is not None
    assert "saved at 12:00" in thread.model.note.text
    assert heard == [None]
    before = thread.asked()
    go_online(thread.world)
    assert thread.model.note is None
    assert thread.asked() == before + 1


def test_a_failure_can_be_tried_again(thread: Conversation) -> None:
    status = thread.world.store.status
    status.begin(thread.activity)
    assert thread.model.is_loading
    status.fail(thread.activity, Problem(ProblemKind.TIMED_OUT, may_retry=True))
    assert not thread.model.is_loading
    assert thread.model.note is not None
    assert thread.model.note.action == "Try again"
    status.begin(thread.activity)
    assert thread.model.note.action == "", "it is being tried"
    status.succeed(thread.activity)
    assert thread.model.note is None


def test_seconds_to_undo_are_counted_down_only_while_somebody_looks(thread: Conversation) -> None:
    store = thread.world.store
    publish(store, "mine", now=store.clock(), undo_s=5, draft="", reply_to=thread.key(FOCUS))
    words = thread.posts()[1].delivery
    thread.world.now += timedelta(seconds=3)
    thread.model.catch_up()
    assert thread.posts()[1].delivery != words


def test_a_row_is_the_same_object_until_it_changes(thread: Conversation) -> None:
    thread.save_post(answer(11, FOCUS))
    before = thread.posts()
    thread.save_post(answer(12, FOCUS))
    assert [one is other for one, other in zip(before, thread.posts(), strict=False)] == [True, True]


def test_a_very_long_thread_is_shown_by_parts(world: World) -> None:
    answers = tuple(answer(number, FOCUS) for number in range(100, 100 + PAGE + 30))
    thread = Conversation(world, whole(answers=answers))
    assert len(thread.posts()) == PAGE + 1
    thread.model.show_more()
    assert len(thread.posts()) == PAGE + 31
    thread.model.show_more()
    assert thread.shown()[-1] == (1, f"post {99 + PAGE + 30}")
    thread.model.close()


def test_closing_ends_what_it_listened_to(world: World) -> None:
    before = world.store.feed.subscribers
    thread = Conversation(world)
    thread.model.close()
    assert world.store.feed.subscribers == before

"""Words in one conversation (viewmodels/messages/conversation_search.py)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import MessageKey
from microblog_desktop.domain.inbox.message import MessagePage
from microblog_desktop.viewmodels.messages.conversation_search import ConversationSearch
from tests.store.world import JOHN, World, message


def say(world: World, *bodies: str) -> None:
    told = tuple(message(number, body=body) for number, body in enumerate(bodies, start=1))
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, MessagePage(told[::-1], has_more=False))


@pytest.fixture
def search(world: World) -> Iterator[ConversationSearch]:
    search = ConversationSearch(world.store, JOHN.id)
    yield search
    search.close()


def body(world: World, key: MessageKey | None) -> str:
    assert key is not None
    return world.store.messages.rows([key])[0].body


def test_the_newest_find_comes_first_and_the_ways_lead_round(
    search: ConversationSearch, world: World, qtbot: QtBot
) -> None:
    say(world, "tea at nine", "coffee", "no tea today", "TEA again")
    with qtbot.waitSignal(search.arrived):
        search.look_for("tea")
    qtbot.waitUntil(lambda: search.words == "1 of 3")
    seen = [body(world, search.current)]
    for _ in range(3):
        search.go_up()
        seen.append(body(world, search.current))
    assert seen == ["TEA again", "no tea today", "tea at nine", "TEA again"]
    search.go_down()
    assert body(world, search.current) == "tea at nine"
    assert search.words == "3 of 3"


def test_all_words_must_be_there_case_and_accents_aside(search: ConversationSearch, world: World, qtbot: QtBot) -> None:
    say(world, "Café at the station", "a cafe", "오늘 한강에 첫눈이 왔다")
    search.look_for("STATION cafe")
    qtbot.waitUntil(lambda: search.words == "1 of 1")
    search.look_for("한강")
    qtbot.waitUntil(lambda: search.words == "1 of 1")
    assert body(world, search.current) == "오늘 한강에 첫눈이 왔다"


def test_a_long_conversation_is_looked_through_to_its_beginning(
    search: ConversationSearch, world: World, qtbot: QtBot
) -> None:
    say(world, "needle", *(f"hay {number}" for number in range(1800)))
    search.look_for("needle")
    qtbot.waitUntil(lambda: search.words == "1 of 1")
    search.look_for("nothing of it")
    qtbot.waitUntil(lambda: search.words == "Nothing found")


def test_without_words_there_is_nothing_to_say(search: ConversationSearch, world: World) -> None:
    say(world, "tea")
    search.look_for("   ")
    assert search.words == ""
    assert search.current is None
    search.go_up()

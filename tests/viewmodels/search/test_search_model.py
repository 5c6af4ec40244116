"""One field's text in, sections out, whatever comes from where and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import messaging, posting
from microblog_desktop.domain.ids import PersonId, PostId, PostKey
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.account.search.answers import ServerAnswer
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.search.found_posts import FIRST, PAGE
from microblog_desktop.viewmodels.search.model import SERVER_PAUSE_MS, SearchModel
from microblog_desktop.viewmodels.search.phase import SearchPhase
from microblog_desktop.viewmodels.timeline.rows import Offers, PostRow
from tests.fakes.search_sync import FakeSearchSync
from tests.store.world import JOHN, NOON, World, entry, post

OFFERS = Offers(can_write=True, can_follow=True, can_message=True)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path / "account.db")
    world.save_people(JOHN)
    yield world
    world.store.close()


@pytest.fixture
def sync() -> FakeSearchSync:
    return FakeSearchSync()


@pytest.fixture
def model(world: World, sync: FakeSearchSync, qtbot: QtBot) -> Iterator[SearchModel]:
    model = SearchModel(world.store, OFFERS, sync)
    yield model
    model.close()


def write(world: World, *texts: str) -> None:
    world.refresh(*(entry(n, of=post(n, body=text)) for n, text in reversed(list(enumerate(texts, start=1)))))


def type_and_wait(qtbot: QtBot, model: SearchModel, text: str) -> None:
    model.type(text)
    qtbot.waitUntil(lambda: not model.is_waiting)


def shown(model: SearchModel) -> list[str]:
    posts = model.posts
    below = [] if model.line is None or posts.hidden else [f"-- {model.line.spoken}", *_texts(posts.rows_there)]
    return [*_texts(posts.rows_here), *below]


def _texts(rows: Sequence[PostRow]) -> list[str]:
    return [row.body.text for row in rows]


def answer(
    world: World, typed: str, *keys: PostKey, people: tuple[PersonId, ...] = (), older: str | None = None
) -> None:
    world.store.search.answers.begin(typed, ServerAnswer(keys, people, older))
    world.store.status.succeed(f"search:{typed}")


def save(world: World, number: int, body: str) -> PostKey:
    with world.store.transaction():
        return world.store.posts.save(post(number, body=body))


def test_nothing_typed_is_a_state_of_its_own(model: SearchModel) -> None:
    assert model.state.phase is SearchPhase.IDLE
    model.type(" !? ")
    assert (model.state.phase, shown(model), model.line) == (SearchPhase.IDLE, [], None)


def test_results_follow_each_key_with_what_is_marked(qtbot: QtBot, world: World, model: SearchModel) -> None:
    write(world, "a grey heron", "a green hat", "한강에서")
    type_and_wait(qtbot, model, "gre")
    assert shown(model)[:2] == ["a green hat", "a grey heron"]
    type_and_wait(qtbot, model, "grey")
    assert model.state.phase is SearchPhase.FOUND
    row = model.posts.rows_here[0]
    assert isinstance(row, PostRow)
    assert [row.body.text[one.start : one.end] for one in row.finds] == ["grey"]
    type_and_wait(qtbot, model, "강에")
    assert shown(model)[0] == "한강에서"


def test_messages_people_and_drafts_have_sections_of_their_own(qtbot: QtBot, world: World, model: SearchModel) -> None:
    messaging.send(world.store, JOHN.id, "the heron is back", now=NOON)
    world.save_people(Person(PersonId("5"), "heron_fan", "Ana"))
    with world.store.transaction():
        world.store.drafts.save(f"conversation:{JOHN.id}", "about the heron", None, NOON)
    type_and_wait(qtbot, model, "heron")
    assert [(row.title, row.snippet.text) for row in model.messages] == [("You to John", "the heron is back")]
    assert [(row.person.username, row.username_finds != ()) for row in model.people.rows_here] == [("heron_fan", True)]
    assert [row.title for row in model.drafts] == ["Message to John"]
    model.type("")
    assert [len(model.messages), model.people.count, len(model.drafts)] == [0, 0, 0]


def test_the_server_is_asked_after_a_pause_and_once(
    qtbot: QtBot, world: World, model: SearchModel, sync: FakeSearchSync
) -> None:
    for end in range(1, 6):
        type_and_wait(qtbot, model, "heron"[:end])
    assert sync.asked == []
    assert model.state.phase is SearchPhase.SEARCHING
    qtbot.waitUntil(lambda: sync.asked == ["heron"], timeout=SERVER_PAUSE_MS * 10)
    answer(world, "heron")
    assert [model.state.phase] == [SearchPhase.NOTHING]


def test_what_the_server_adds_stands_below_a_line_without_doubles_and_moves_nothing(
    qtbot: QtBot, world: World, model: SearchModel
) -> None:
    write(world, "heron one", "heron two")
    type_and_wait(qtbot, model, "heron")
    before = [row.key for row in model.posts.rows_here]
    model.search_server()
    known = world.store.posts.by_remote(PostId("1"))
    assert known is not None
    added = save(world, 77, "heron of long ago")
    answer(world, "heron", added, known)
    assert shown(model) == ["heron two", "heron one", "-- From the server", "heron of long ago"]
    assert [row.key for row in model.posts.rows_here][:2] == before


def test_what_the_server_says_later_of_another_search_is_not_shown(
    qtbot: QtBot, world: World, model: SearchModel
) -> None:
    type_and_wait(qtbot, model, "heron")
    model.search_server()
    type_and_wait(qtbot, model, "swan")
    answer(world, "heron", save(world, 77, "heron"))
    assert "heron" not in shown(model)


def test_people_of_the_server_come_behind_those_of_this_computer(
    qtbot: QtBot, world: World, model: SearchModel
) -> None:
    world.save_people(Person(PersonId("5"), "heron_fan"), Person(PersonId("6"), "bird", "B"))
    type_and_wait(qtbot, model, "heron")
    model.search_server()
    answer(world, "heron", people=(PersonId("6"), PersonId("5")))
    people = model.people
    assert [[row.person.username for row in rows] for rows in (people.rows_here, people.rows_there)] == [
        ["heron_fan"],
        ["bird"],
    ]


def test_offline_and_failure_are_said_on_the_line(qtbot: QtBot, world: World, model: SearchModel) -> None:
    write(world, "heron one")
    type_and_wait(qtbot, model, "heron")
    model.search_server()
    world.store.status.fail("search:heron", Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    assert model.line is not None
    assert (model.line.may_retry, model.line.reason != "") == (True, True)
    world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=False, since=NOON))
    assert shown(model)[-1] == "-- From the server You are offline: this is what is on this computer."


def test_where_the_server_has_no_search_there_is_no_line(qtbot: QtBot, world: World) -> None:
    write(world, "heron one")
    model = SearchModel(world.store, OFFERS, None)
    type_and_wait(qtbot, model, "heron")
    assert shown(model) == ["heron one"]
    model.close()


def test_the_list_grows_to_its_end_and_then_from_the_server(
    qtbot: QtBot, world: World, model: SearchModel, sync: FakeSearchSync
) -> None:
    write(world, *(f"heron {number}" for number in range(250)))
    type_and_wait(qtbot, model, "heron")
    assert len(shown(model)) == FIRST
    model.search_server()
    answer(world, "heron", older="further")
    for _ in range(250 // PAGE + 3):
        model.load_more()
        qtbot.waitUntil(lambda: not model.is_waiting)
    assert len(model.posts.rows_here) == 250
    assert sync.asked[-1] == "more heron"


def test_a_post_that_is_gone_leaves_and_one_that_changes_is_marked_anew(
    qtbot: QtBot, world: World, model: SearchModel
) -> None:
    kept = posting.publish(world.store, "heron", now=NOON, undo_s=5, draft="home")
    gone = posting.publish(world.store, "old heron", now=NOON, undo_s=5, draft="home")
    type_and_wait(qtbot, model, "heron")
    posting.delete(world.store, gone, now=NOON, undo_s=5)
    posting.edit(world.store, kept, "the heron", now=NOON)
    assert [(row.body.text, row.finds[0].start) for row in model.posts.rows_here] == [("the heron", 4)]


def test_recent_searches_are_kept_told_and_cleared(qtbot: QtBot, world: World, model: SearchModel) -> None:
    type_and_wait(qtbot, model, "  heron   one ")
    with qtbot.waitSignal(model.recent_changed):
        model.keep()
    type_and_wait(qtbot, model, "swan")
    model.keep()
    assert set(model.recent) == {"swan", "heron one"}
    model.forget("swan")
    assert list(model.recent) == ["heron one"]
    model.clear_recent()
    assert list(model.recent) == []


def test_a_model_that_was_closed_takes_nothing_any_more(qtbot: QtBot, world: World) -> None:
    write(world, "heron one")
    model = SearchModel(world.store, OFFERS, None)
    model.type("heron")
    model.close()
    other = SearchModel(world.store, OFFERS, None)
    type_and_wait(qtbot, other, "heron")
    assert not model.posts.rows_here
    other.close()


def test_an_index_that_is_not_whole_is_said(qtbot: QtBot, world: World, model: SearchModel) -> None:
    write(world, "heron one")
    with world.store.transaction():
        world.store.db.write("INSERT INTO search_unbuilt VALUES (0, 100)")
    type_and_wait(qtbot, model, "heron")
    assert model.state.note

"""Where one can jump as one types (viewmodels/jump/)."""

from __future__ import annotations

import pytest

from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.search import Findings
from microblog_desktop.i18n.translate import _
from microblog_desktop.viewmodels.jump.model import MOST_ROWS, MOST_VISITED
from microblog_desktop.viewmodels.jump.visits import key_of_open_page, note_visit
from tests.store.world import JOHN, SUSAN
from tests.viewmodels.jump.desk import BRUNO, MARIA, MARK, PAGES, SEO, Desk, many


def test_before_anything_is_typed_all_pages_stand_there_with_their_keys(desk: Desk) -> None:
    assert desk.shown() == PAGES
    home = desk.row("page:home")
    assert (home.title, home.about, home.keys) == ("Home", "Page", ("Ctrl+1",))
    assert home.spoken == "Home, Page, Ctrl+1"


def test_where_one_was_lately_stands_first_but_not_where_one_is(desk: Desk) -> None:
    for key in ("page:profile", f"person:{JOHN.id}", f"conversation:{SEO.id}", "page:home", "thread:7", "person:404"):
        desk.world.later(1)
        note_visit(desk.store, key)
    desk.model.reread()
    assert desk.shown() == [f"conversation:{SEO.id}", f"person:{JOHN.id}", "page:profile", "page:home", "page:messages"]
    assert desk.row(f"person:{JOHN.id}").about == "Person · @john"


def test_few_of_the_places_one_was_at_are_shown(desk: Desk) -> None:
    people = many(MOST_VISITED + 5)
    desk.world.save_people(*people)
    for person in people:
        desk.world.later(1)
        note_visit(desk.store, f"person:{person.id}")
    desk.model.reread()
    assert len(desk.shown()) == MOST_VISITED + len(PAGES)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("messages", "page:messages"),
        ("pro", "page:profile"),
        ("lopez", f"person:{MARIA.id}"),
        ("mark_l", f"person:{MARK.id}"),
        ("@mark", f"person:{MARK.id}"),
        ("김민", f"conversation:{SEO.id}"),
        ("ㄱㅁㅅ", f"conversation:{SEO.id}"),
        ("김민ㅅ", f"conversation:{SEO.id}"),
        ("bruno", f"account:{BRUNO.id}"),
        ("old.example", f"account:{BRUNO.id}"),
        ("work off", "deed:offline"),
        ("undo", "setting:writing.undo_send"),
        ("theme dark", "choice:theme.dark"),
        ("appearance", "section:appearance"),
    ],
)
def test_a_few_letters_of_a_name_are_enough(desk: Desk, text: str, first: str) -> None:
    assert desk.typed(text)[0] == first


def test_a_person_is_found_to_be_visited_and_to_be_written_to(desk: Desk) -> None:
    keys = desk.typed("minseo")
    assert keys[:2] == [f"conversation:{SEO.id}", f"person:{SEO.id}"]
    assert desk.row(f"conversation:{SEO.id}").about == "Conversation · @minseo"


def test_oneself_is_a_page_and_nobody_to_look_for(desk: Desk) -> None:
    assert f"person:{SUSAN.id}" not in desk.typed("susan")


def test_what_was_used_lately_stands_before_what_fits_as_well(desk: Desk) -> None:
    assert desk.typed("ma")[:2] == [f"person:{MARIA.id}", f"person:{MARK.id}"]
    desk.go(f"person:{MARK.id}")
    desk.model.reread()
    assert desk.shown()[:2] == [f"person:{MARK.id}", f"person:{MARIA.id}"]


def test_what_fits_better_stands_before_what_was_used_lately(desk: Desk) -> None:
    note_visit(desk.store, f"person:{MARIA.id}")
    desk.world.save_people(Person(MARK.id, "ma", "Ma"))
    desk.model.reread()
    assert desk.typed("ma")[0] == f"person:{MARK.id}"


def test_a_search_and_a_name_are_always_left_and_last(desk: Desk) -> None:
    assert desk.typed("@zzyzx") == ["name", "search"]
    assert desk.typed("zzyzx") == ["search", "name"]
    assert desk.row("search").title == _("Search posts for “{words}”").format(words="zzyzx")
    assert desk.row("name").title == _("Go to {name}").format(name="@zzyzx")
    assert desk.typed("two words")[-1] == "search"
    assert "name" not in desk.shown()
    desk.go("search")
    desk.typed("@nobody")
    desk.go("name")
    assert desk.port.went == [("search", "two words"), ("name", "nobody")]


def test_there_are_never_too_many_and_the_last_ones_stay(desk: Desk) -> None:
    desk.world.save_people(*many(60))
    for person in many(60):
        note_visit(desk.store, f"person:{person.id}")
    keys = desk.typed("m")
    assert len(keys) <= MOST_ROWS
    assert keys[-2:] == ["search", "name"]


def test_a_place_that_is_not_there_has_no_way(desk: Desk) -> None:
    assert desk.model.way("page:nowhere") is None
    assert desk.store.search.visited.all() == []


def test_people_come_when_they_are_found_and_those_of_before_stay_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.typed("mar")
    told = []
    monkeypatch.setattr(desk.store.search, "find_people", lambda _query, on_found: told.append(on_found))
    assert f"person:{MARIA.id}" in desk.typed("mari")
    assert f"person:{MARK.id}" not in desk.shown()
    assert desk.model.is_waiting
    desk.typed("mark")
    told[0](Findings())
    assert desk.model.is_waiting
    told[1](Findings())
    assert not desk.model.is_waiting
    assert f"person:{MARK.id}" not in desk.shown()


def test_nothing_is_told_after_the_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(desk.store.search, "find_people", lambda _query, on_found: told.append(on_found))
    before = desk.typed("mark")
    desk.model.close()
    told[0](Findings())
    assert desk.shown() == before


def test_what_a_window_shows_is_a_place_if_one_can_jump_there() -> None:
    assert key_of_open_page("home") == "page:home"
    assert key_of_open_page("profile:7") == "person:7"
    assert key_of_open_page("conversation:7") == "conversation:7"
    assert key_of_open_page("thread:7") is None

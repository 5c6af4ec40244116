"""What one can jump to, and the ways there (viewmodels/jump/sources.py)."""

from __future__ import annotations

import pytest

from microblog_desktop.commands.searching import remember
from microblog_desktop.store.preferences import THEME
from microblog_desktop.viewmodels.jump.deeds import Deed
from microblog_desktop.viewmodels.jump.rows import JumpKind
from microblog_desktop.viewmodels.jump.sources import JumpSources
from microblog_desktop.viewmodels.jump.visits import note_visit
from tests.store.world import World
from tests.viewmodels.jump.desk import BRUNO, MARK, PAGES, SEO, Desk


def test_settings_are_found_by_all_that_is_said_of_them(desk: Desk) -> None:
    assert "setting:appearance.density" in desk.typed("more posts")
    assert desk.row("setting:appearance.density").about == "Setting · Appearance"


def test_without_messages_there_are_no_conversations(world: World) -> None:
    desk = Desk(world, has_conversations=False)
    note_visit(desk.store, f"conversation:{SEO.id}")
    desk.model.reread()
    assert desk.shown() == PAGES
    assert f"conversation:{SEO.id}" not in desk.typed("minseo")
    desk.close()


@pytest.mark.parametrize(
    ("text", "went"),
    [
        ("microblog://example.org/users/john", ("name", "john")),
        ("microblog://example.org/posts/77", ("post", "77")),
        ("https://example.org/users/john", ("name", "john")),
        ("https://example.org/@john", ("name", "john")),
        ("https://example.org/@john/77", ("post", "77")),
    ],
)
def test_a_link_of_this_server_leads_where_it_leads(desk: Desk, text: str, went: tuple[str, str]) -> None:
    assert desk.typed(text)[0] == "link"
    assert desk.row("link").kind is JumpKind.LINK
    desk.go("link")
    assert desk.port.went == [went]


@pytest.mark.parametrize("text", ["microblog://elsewhere.org/users/john", "https://example.org/about", "https://["])
def test_any_other_link_is_no_place(desk: Desk, text: str) -> None:
    assert "link" not in desk.typed(text)


def test_each_kind_of_place_has_its_way(desk: Desk) -> None:
    for text, key in (
        ("messages", "page:messages"),
        ("mark", f"person:{MARK.id}"),
        ("김민서", f"conversation:{SEO.id}"),
        ("density", "setting:appearance.density"),
        ("bruno", f"account:{BRUNO.id}"),
        ("write", "deed:new_post"),
        ("theme", "choice:theme.dark"),
    ):
        desk.typed(text)
        desk.go(key)
    assert desk.port.went == [
        ("page", "messages"),
        ("person", MARK.id),
        ("conversation", SEO.id),
        ("setting", "appearance", "density"),
    ]
    assert desk.window.shown == [BRUNO.id]
    assert desk.done == ["post"]
    assert desk.profile.preferences.get(THEME) == "dark"
    assert desk.store.search.visited.all()[0] == "choice:theme.dark"


def test_a_switch_tells_which_way_it_stands(desk: Desk) -> None:
    desk.typed("work offline")
    assert desk.row("deed:offline").is_on is True
    assert desk.row("deed:offline").spoken == "Work offline, On, Action"
    assert Deed("quit", lambda: "Quit", lambda: None).is_on() is None


def test_lists_are_read_when_they_are_needed(desk: Desk) -> None:
    assert isinstance(desk.sources, JumpSources)
    kinds = {place.row.kind for place in desk.sources.everything()}
    assert kinds == {JumpKind.PAGE, JumpKind.ACCOUNT, JumpKind.CONVERSATION, JumpKind.DEED, JumpKind.SETTING}
    keys = [place.row.key for place in desk.sources.everything()]
    assert len(keys) == len(set(keys))


def test_what_was_searched_for_lately_is_searched_for_again(desk: Desk) -> None:
    remember(desk.store, "grey herons", now=desk.store.clock())
    desk.model.reread()
    assert desk.typed("heron")[0] == "search:grey herons"
    desk.go("search:grey herons")
    assert desk.port.went == [("search", "grey herons")]
    assert desk.store.search.visited.all() == []

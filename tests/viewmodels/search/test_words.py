"""A search page promises what the server and the network allow, and no more."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.server import Capability, ServerDescription, ServerKind
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.search.field_words import field_words
from microblog_desktop.viewmodels.search.model import SearchModel
from microblog_desktop.viewmodels.search.words import hint, invitation, nothing_words, told
from microblog_desktop.viewmodels.timeline.rows import Offers
from tests.store.world import NOON, World, entry, post

ONLINE = NetworkState(is_online=True, works_offline_by_choice=False, since=NOON)
OFFLINE = NetworkState(is_online=False, works_offline_by_choice=False, since=NOON)


def server(*can: Capability) -> ServerDescription:
    return ServerDescription("https://example.net", ServerKind.MICROBLOG, "A", capabilities=frozenset(can))


WHOLE, MUTE, PEOPLE = server(Capability.HOME, Capability.SEARCH), server(Capability.HOME), server(Capability.PEOPLE)


def test_the_field_says_what_it_searches() -> None:
    assert field_words(WHOLE, is_online=True) == "Search posts and people"
    assert field_words(WHOLE, is_online=False) == "Search saved posts"
    assert field_words(PEOPLE, is_online=True) == "Search people"


def test_a_server_is_spoken_of_only_where_it_is_asked() -> None:
    assert "server" in invitation(WHOLE, ONLINE)
    assert all("server" not in invitation(*where) for where in ((WHOLE, OFFLINE), (MUTE, ONLINE), (PEOPLE, ONLINE)))
    assert ("from:" in hint(WHOLE), hint(PEOPLE)) == (True, "")


def test_where_the_server_has_no_search_nothing_is_blamed_on_it(qtbot: QtBot, world: World) -> None:
    model = SearchModel(world.store, Offers(can_write=True, can_follow=True, can_message=True), None)
    model.type("zzyzx")
    assert nothing_words(model).words == "Only what is saved on this computer was searched."
    assert told(model) == "Nothing found"
    model.close()


@pytest.mark.parametrize(("posts", "words"), [(1, "1 post"), (40, "40 posts"), (250, "200+ posts")])
def test_it_is_told_how_much_was_found_and_whether_that_is_all(
    qtbot: QtBot, world: World, posts: int, words: str
) -> None:
    world.refresh(*(entry(n, of=post(n, body="heron")) for n in range(posts, 0, -1)))
    model = SearchModel(world.store, Offers(can_write=True, can_follow=True, can_message=True), None)
    model.type("heron")
    assert told(model) == words
    model.close()

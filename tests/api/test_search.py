"""Searches on the wire (api/microblog/search.py)."""

from __future__ import annotations

import httpx
import pytest

from microblog_desktop.api.errors import BadAnswer
from tests.api.test_microblog import SUSAN, Wire


def found(*numbers: int, **meta: object) -> httpx.Response:
    items = [
        {"id": n, "body": f"post {n}", "created_at": "2026-11-22T12:00:00Z", "author": SUSAN, "cursor": f"c{n}"}
        for n in numbers
    ]
    return httpx.Response(200, json={"items": items, "_meta": meta})


async def test_posts_come_in_the_servers_order_with_the_way_on() -> None:
    wire = Wire(found(3, 9, 1, 9, has_more=True))
    answer = await wire.server.search_posts('from:susan "한강 에"')
    assert [post.id for post in answer.posts] == ["3", "9", "1"]
    assert answer.older == "c9"
    asked = wire.asked[-1].url
    assert (asked.path, asked.params["q"], asked.params["type"]) == ("/api/search", 'from:susan "한강 에"', "posts")


async def test_a_further_page_begins_behind_the_cursor() -> None:
    wire = Wire(found())
    answer = await wire.server.search_posts("heron", before="c9")
    assert (answer.posts, answer.older) == ((), None)
    assert wire.asked[-1].url.params["before"] == "c9"


@pytest.mark.parametrize("meta", [{}, {"has_more": False}])
async def test_the_last_page_leads_nowhere(meta: dict[str, object]) -> None:
    assert (await Wire(found(1, **meta)).server.search_posts("heron")).older is None


async def test_people_come_each_once() -> None:
    wire = Wire(httpx.Response(200, json={"items": [SUSAN, SUSAN]}))
    assert [person.username for person in (await wire.server.search_people("su")).people] == ["susan"]
    assert wire.asked[-1].url.params["type"] == "people"


async def test_a_very_long_search_is_cut_to_what_a_server_takes() -> None:
    wire = Wire(found())
    await wire.server.search_posts("x" * 10_000)
    assert len(wire.asked[-1].url.params["q"]) == 500


async def test_what_makes_no_sense_is_a_bad_answer() -> None:
    with pytest.raises(BadAnswer):
        await Wire(httpx.Response(200, json={"items": [{"id": 1}]})).server.search_posts("heron")

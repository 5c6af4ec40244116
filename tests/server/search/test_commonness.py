"""How common words are, by the statistics of PostgreSQL (microblog_server/search/commonness.py)."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from microblog_server.db.session import Database
from microblog_server.search.commonness import UNKNOWN, Commonness, commonness
from microblog_server.search.shelves import Shelf
from tests.server.client import Person

_COMMONNESS = Commonness({"the": 0.5, "tea": 0.1}, 0.01, read_s=0.0)


def test_words_are_expected_together_as_if_they_had_nothing_to_do_with_each_other() -> None:
    together = _COMMONNESS.density(["the", "tea"])
    assert together.expected == pytest.approx(0.05)
    assert together.most == 0.1


def test_a_word_that_is_not_named_is_rarer_than_all_that_are() -> None:
    density = _COMMONNESS.density(["the", "kettle"])
    assert 0 < density.expected < 0.5 * 0.01
    assert density.most == 0.01


def test_nothing_is_said_where_nothing_was_counted() -> None:
    assert Commonness({}, 0.0, read_s=0.0).density(["tea"]) == UNKNOWN
    assert _COMMONNESS.density([]) == UNKNOWN


@pytest.mark.parametrize("database_kind", [pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
async def test_it_is_read_from_what_the_planner_knows(database: Database, susan: Person) -> None:
    assert (await commonness(database, Shelf.POSTS)).density(["tea"]) == UNKNOWN
    for number in range(40):
        await susan.write(f"tea {number}" if number % 4 else f"coffee \"{number}\" \\ 'quoted' 한강")
    async with database.engine.begin() as connection:
        await connection.execute(text("ANALYZE search_posts"))
    found = await commonness(database, Shelf.POSTS)
    assert found.density(["tea"]).most == pytest.approx(0.75, abs=0.01)
    assert found.density(["한강"]).expected == pytest.approx(0.25, abs=0.01)
    assert found.density(["tea", "한강"]).most == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("database_kind", [pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
async def test_posts_that_came_from_elsewhere_are_found_at_once(database: Database, susan: Person) -> None:
    """The newest id is remembered; a step that ends below the newest is taken anew."""
    await susan.write("tea at first")
    assert len((await susan.get("/api/search?q=tea&type=posts")).json()["items"]) == 1
    async with database.engine.begin() as connection:
        await connection.execute(text("SELECT setval('posts_id_seq', 5000)"))
    await susan.write("tea much later")
    found = (await susan.get("/api/search?q=tea&type=posts")).json()["items"]
    assert [one["body"] for one in found] == ["tea much later", "tea at first"]

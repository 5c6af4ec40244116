"""Rows as one value of a statement (microblog_server/db/given.py), and several statements at once."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Text, insert, literal_column, select, update

from microblog_server.db.given import given, rows_text
from microblog_server.db.models import Person
from microblog_server.db.prepared import Asked, Prepared
from microblog_server.db.sequences import take
from microblog_server.db.session import Database, StatementFailedError, run, run_all
from microblog_server.db.types import WholeNumber

_ROWS = given("rows", {"id": WholeNumber, "name": Text()})
_READ = Prepared(select(_ROWS.c.id, _ROWS.c.name).order_by(_ROWS.c.id))
_EMPTY = ("password_hash", "name", "created_at", "last_seen", "post_count", "follower_count", "following_count")
_ADD = Prepared(
    insert(Person).from_select(
        ["id", "username", "username_key", "email", "email_key", *_EMPTY],
        select(_ROWS.c.id, *[_ROWS.c.name] * 4, *[literal_column("''")] * 2, *[literal_column("0")] * 5),
        include_defaults=False,
    )
)
_RENAME = Prepared(update(Person).values(name=_ROWS.c.name).where(Person.id == _ROWS.c.id).returning(Person.name))


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@pytest.mark.parametrize(
    "rows", [[], [(1, "one")], [(2**63 - 1, "largest"), (7, None), (None, 'a "quote" \\ and 한 \n')]], ids=len
)
async def test_rows_come_as_they_were_given(store: Database, rows: list[tuple[int | None, str | None]]) -> None:
    async with store.reading() as session:
        found = await run(session, _READ, rows=rows_text(rows))
    assert {tuple(row) for row in found} == set(rows)


async def test_several_statements_are_done_and_the_rows_are_those_of_the_last(store: Database) -> None:
    async with store.writing() as session:
        await run(session, _ADD, rows=rows_text([(1, "susan"), (2, "john")]))
    async with store.writing() as session:
        adding = Asked(_ADD, {"rows": rows_text([(3, "mary")])})
        renaming = Asked(_RENAME, {"rows": rows_text([(1, "Susan"), (2, "John")])})
        renamed = await run_all(session, [adding, renaming])
    assert sorted(row[0] for row in renamed) == ["John", "Susan"]
    async with store.reading() as session:
        assert sorted(await session.scalars(select(Person.username))) == ["john", "mary", "susan"]


async def test_a_statement_that_fails_undoes_all_and_says_nothing_of_its_values(store: Database) -> None:
    async def add_two_of_one_name() -> None:
        async with store.writing() as session:
            await run(session, _ADD, rows=rows_text([(1, "susan")]))
            await run(session, _ADD, rows=rows_text([(2, "susan")]))

    with pytest.raises(StatementFailedError) as failure:
        await add_two_of_one_name()
    assert "susan" not in str(failure.value)
    assert "UniqueViolation" in str(failure.value) or "IntegrityError" in str(failure.value)
    async with store.reading() as session:
        assert (await session.scalars(select(Person.id))).all() == []


async def test_ids_are_taken_once_and_come_before_those_of_later_rows(store: Database) -> None:
    async with store.writing() as session:
        (first,) = await take(session, ["people"], 3)
        await run(session, _ADD, rows=rows_text([(id, f"person{id}") for id in first]))
        (then,) = await take(session, ["people"], 2)
        assert [*first] == sorted(first)
        assert max(first) < min(then)
        await run(session, _ADD, rows=rows_text([(id, f"person{id}") for id in then]))
    async with store.writing() as session:
        posts, people = await take(session, ["posts", "people"], 2)
        assert len({*posts}) == 2
        assert min(people) > max(then)

"""The index says of every row what a rebuild would say, whatever was written and however."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microblog_desktop.commands import messaging, posting, undoing
from microblog_desktop.domain.ids import HOME, PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.rules.search_query import parse
from microblog_desktop.domain.search import Findings
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.sqlite.columns import Row
from tests.store.world import JOHN, NOON, SUSAN, World, entries, entry, message, messages, post

WORDS = ("heron", "harbour", "한강에서", "자전거", "café", "#birds", "東京都", "")


def contents(world: World) -> list[Row]:
    """Every word of the index, with its row and its place."""
    db = world.store.db
    with db.transaction():
        db.write("CREATE VIRTUAL TABLE IF NOT EXISTS temp.inside USING fts5vocab(main, search, instance)")
    return sorted(db.rows("SELECT term, doc, offset FROM temp.inside"))


def rebuild(world: World) -> None:
    """Throw the index away, and make it as for a file of a version that had none."""
    db = world.store.db
    with db.transaction():
        db.write("INSERT INTO search (search) VALUES ('delete-all')")
        db.write("DELETE FROM search_unbuilt")
        for kind, table in enumerate(("post", "message", "person", "draft")):
            db.write(f"INSERT INTO search_unbuilt VALUES ({kind}, ?)", (1 << 40 if kind < 2 else "",))
            db.row(f"SELECT count(*) FROM {table}")
    while world.store.search.index.build(3):
        pass


def found(world: World, typed: str) -> Findings:
    told: list[Findings | StoreError] = []
    world.store.search.find(parse(typed), told.append)
    assert isinstance(told[0], Findings)
    return told[0]


def bodies(world: World, typed: str) -> list[str]:
    return [stored.body for one in found(world, typed).posts if (stored := world.store.posts.get(one))]


def test_a_post_is_found_as_soon_as_it_is_written_and_no_longer_when_it_is_gone(world: World) -> None:
    key = posting.publish(world.store, "a grey heron", now=NOON, undo_s=5, draft="home")
    assert bodies(world, "heron") == ["a grey heron"]
    with world.store.transaction():
        world.store.posts.remove(key)
    assert bodies(world, "heron") == []


def test_what_stands_on_the_screen_is_what_is_found(world: World) -> None:
    world.refresh(entry(1, of=post(1, SUSAN, "a grey heron")))
    key = world.store.posts.by_remote(post(1).id)
    assert key is not None
    posting.edit(world.store, key, "a white swan", now=NOON)
    assert (bodies(world, "heron"), bodies(world, "swan")) == ([], ["a white swan"])
    posting.delete(world.store, key, now=NOON, undo_s=5)
    rebuild_of_now(world)


def rebuild_of_now(world: World) -> None:
    before = contents(world)
    rebuild(world)
    assert contents(world) == before


def test_a_local_post_that_is_delivered_keeps_one_place_in_the_index(world: World) -> None:
    key = posting.publish(world.store, "a grey heron", now=NOON, undo_s=5, draft="home")
    world.refresh(entry(7, of=post(7, SUSAN, "a grey heron")))
    assert len(bodies(world, "heron")) == 2
    with world.store.transaction():
        world.store.posts.adopt(key, post(7, SUSAN, "a grey heron"))
    assert bodies(world, "heron") == ["a grey heron"]
    rebuild_of_now(world)


def test_drafts_and_people_follow_their_names(world: World) -> None:
    with world.store.transaction():
        world.store.drafts.save("home", "about herons", None, NOON)
        world.store.people.save(Person(PersonId("9"), "mira", "Mira Ünal", about_me="I count herons"))
    assert [draft.name for draft in found(world, "heron").drafts] == ["home"]
    with world.store.transaction():
        world.store.drafts.save("home", "about herons and owls", None, NOON)
    assert [draft.name for draft in found(world, "owls").drafts] == ["home"]
    assert [person.person for person in found(world, "unal").people] == ["9"]
    with world.store.transaction():
        world.store.drafts.clear("home")
        world.store.people.save(Person(PersonId("9"), "mira", "Mira", about_me="I count swans"))
    assert (found(world, "heron").drafts, found(world, "heron").people) == ((), ())
    assert world.store.db.rows("SELECT name FROM search_named WHERE kind = 3") == []
    rebuild_of_now(world)


def test_rows_of_an_older_version_are_indexed_in_slices_that_survive_an_end_at_any_time(tmp_path: Path) -> None:
    world = World(tmp_path / "account.db")
    world.save_people(JOHN)
    world.refresh(*(entry(number, of=post(number, body=f"heron {number}")) for number in range(30, 0, -1)))
    whole = contents(world)
    db = world.store.db
    with db.transaction():
        db.write("INSERT INTO search (search) VALUES ('delete-all')")
        db.write("INSERT INTO search_unbuilt SELECT 0, max(key) + 1 FROM post")
        db.write("INSERT INTO search_unbuilt VALUES (2, '')")
    slices = 0
    while world.store.search.index.build(7):
        slices += 1
        world.store.close()
        world.open()
        with world.store.transaction():
            world.store.drafts.save("home", f"slice {slices}", None, NOON)
    assert slices >= 5
    assert world.store.search.index.is_whole
    with world.store.transaction():
        world.store.drafts.clear("home")
    assert contents(world) == whole
    world.store.close()


def test_a_transaction_that_fails_leaves_the_index_as_it_was(world: World) -> None:
    before = contents(world)

    def fail_at_the_end() -> None:
        with world.store.transaction():
            world.store.drafts.save("home", "heron", None, NOON)
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError):
        fail_at_the_end()
    assert contents(world) == before
    assert world.store.db.rows("SELECT doc FROM search_stale") == []


Step = Callable[[World, int, str], None]


def write_post(world: World, number: int, body: str) -> None:
    posting.publish(world.store, body or "-", now=world.later(number * 40_000), undo_s=0, draft="home")


def page(world: World, number: int, body: str) -> None:
    author = SUSAN if number % 2 else Person(PersonId(f"odd id {number}"), body[:3] or "x", body)
    world.refresh(entry(number, of=post(number, author, body or "-")), has_more=bool(number % 3))


def adopt(world: World, number: int, body: str) -> None:
    local = world.store.db.row("SELECT key FROM post WHERE remote_id IS NULL ORDER BY key LIMIT 1")
    if local is not None:
        with world.store.transaction():
            world.store.posts.adopt(local[0], post(number, SUSAN, body or "-"))  # type: ignore[arg-type]


def change(world: World, number: int, body: str) -> None:
    stored = world.store.db.row("SELECT key FROM post WHERE author = ? ORDER BY key LIMIT 1 OFFSET ?", ("1", number))
    if stored is None:
        return
    key = stored[0]
    assert isinstance(key, int)
    if number % 2:
        posting.edit(world.store, key, body or "-", now=world.now)  # type: ignore[arg-type]
    else:
        posting.delete(world.store, key, now=world.now, undo_s=5)  # type: ignore[arg-type]


def second_thoughts(world: World, number: int, body: str) -> None:
    job = world.store.db.row("SELECT id FROM job ORDER BY id LIMIT 1 OFFSET ?", (number,))
    if job is not None:
        undoing.undo(world.store, job[0], now=world.now)  # type: ignore[arg-type]


def write_message(world: World, number: int, body: str) -> None:
    if number % 2:
        messaging.send(world.store, JOHN.id, body or "-", now=world.now)
    else:
        with world.store.transaction():
            world.store.messages.merge_newest(JOHN.id, messages(number + 2, number))


def adopt_message(world: World, number: int, body: str) -> None:
    local = world.store.db.row("SELECT key FROM message WHERE remote_id IS NULL AND rank = 1 LIMIT 1")
    if local is not None:
        with world.store.transaction():
            world.store.messages.adopt(local[0], message(number, sender=SUSAN.id, recipient=JOHN.id, body=body or "-"))  # type: ignore[arg-type]


def write_draft(world: World, number: int, body: str) -> None:
    with world.store.transaction():
        world.store.drafts.save(f"edit:{number}", body, None, world.now)


STEPS = (write_post, page, adopt, change, second_thoughts, write_message, adopt_message, write_draft)


@pytest.fixture
def fresh() -> Iterator[Callable[[], World]]:
    opened: list[World] = []

    def make() -> World:
        world = World()
        world.save_people(JOHN)
        opened.append(world)
        return world

    yield make
    for world in opened:
        world.store.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(STEPS),
            st.integers(1, 8),
            st.lists(st.sampled_from(WORDS), max_size=3).map(lambda words: " ".join(words).strip()),
        ),
        max_size=25,
    )
)
def test_after_any_writes_the_index_equals_a_rebuild(
    fresh: Callable[[], World], steps: list[tuple[Step, int, str]]
) -> None:
    world = fresh()
    for step, number, body in steps:
        step(world, number, body)
    assert world.store.db.rows("SELECT doc FROM search_stale") == []
    rebuild_of_now(world)


def test_writing_goes_on_in_the_order_of_the_index(world: World) -> None:
    """A page comes newest first; written so, the index would be written out after every row."""
    world.refresh(*entries(*range(50, 0, -1)))
    segments = world.store.db.row("SELECT count(DISTINCT segid) FROM search_idx")
    assert segments is not None
    assert int(str(segments[0])) <= 3
    assert len(world.store.timelines.newest(HOME, 100)) >= 50

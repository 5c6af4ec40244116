"""What is old leaves, what must stay stays, and what has left is known to be missing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from microblog_desktop.commands.posting import publish
from microblog_desktop.commands.reading import save_draft
from microblog_desktop.domain.ids import BOOKMARKS, EXPLORE, HOME, EntryKey, PersonId, PostId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post, Reaction, Thread
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage, posts_of
from microblog_desktop.domain.values import replace
from microblog_desktop.store.rows import ReadingPosition
from microblog_desktop.store.trimming.limits import NEAR, Limits, everything, limits_from
from microblog_desktop.store.trimming.trimming import Trimming
from tests.store.world import JOHN, NOON, World, messages, post

MANY = 1000


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path / "account.db")
    world.save_people(JOHN)
    yield world
    world.store.close()


def old(number: int, author: Person = JOHN) -> Post:
    """Post `number` of a timeline that ends today and has ten posts a day."""
    return Post(PostId(str(number)), author, f"post {number}", NOON - timedelta(hours=2.4) * (MANY * 2 - number))


def place(number: int, of: Post | None = None) -> RemoteEntry:
    return RemoteEntry(f"place-{number}", f"{number:08}", f"cursor-{number}", of or old(number))


def fill(world: World, numbers: range, timeline: object = HOME, *, has_more: bool = False) -> None:
    entries = tuple(place(number) for number in reversed(numbers))
    with world.store.transaction():
        world.store.timelines.merge_newest(timeline, TimelinePage(entries, has_more=has_more))  # type: ignore[arg-type]


def trim(world: World, limits: Limits, rows: int = 30) -> None:
    """As `sync/upkeep` does it, without the pauses."""
    trimming = Trimming(world.store)
    leaving = trimming.leaving
    for cut in trimming.ask(lambda planner: planner.timelines(limits)):
        while leaving.cut("entry", cut, rows):
            assert_nothing_is_missing_unknown(world)
    for cut in trimming.ask(lambda planner: planner.notifications(limits)):
        while leaving.cut("notification", cut, rows):
            pass
    leaving.drop_posts(trimming.ask(lambda planner: planner.loose_posts(limits)))
    for scope in trimming.ask(lambda planner: planner.old_lists(limits)):
        leaving.drop_list(scope)
    nameless = trimming.ask(lambda planner: planner.nameless(world.now))
    leaving.drop_people(nameless.people, nameless)
    assert_nothing_is_missing_unknown(world)


def assert_nothing_is_missing_unknown(world: World) -> None:
    """Between two neighbours that are no neighbours on the server there is a gap, and the end is no false one."""
    rows = world.store.timelines.entry_rows(world.store.timelines.newest(HOME, 1000))
    rows = [row for row in rows if not row.order.startswith("~")]
    for above, below in itertools.pairwise(rows):
        if above.post is not None and below.post is not None:
            assert int(above.order) - int(below.order) == 1
    if len(rows) in range(1, 1000):
        edge = world.store.timelines.oldest_edge(HOME)
        assert rows[-1].order == ("00001000" if edge is None else edge.order)


def bodies(world: World) -> list[str]:
    return world.shown()


def days(world: World, count: int) -> Limits:
    return limits_from(world.now, count, 0)


def test_old_posts_leave_and_scrolling_fetches_them_again(world: World) -> None:
    fill(world, range(1000, 2000))
    assert world.store.timelines.has_reached_start(HOME)
    trim(world, days(world, 90))
    shown = bodies(world)
    assert len(shown) == 900
    assert shown[-1] == "post 1100"
    edge = world.store.timelines.oldest_edge(HOME)
    assert edge is not None
    assert edge.cursor == "cursor-1100"
    entries = tuple(place(number) for number in range(1099, 999, -1))
    with world.store.transaction():
        world.store.timelines.merge_before(HOME, TimelinePage(entries, has_more=False), edge)
    assert len(bodies(world)) == 1000


def test_what_has_left_is_not_found_nor_kept_anywhere(world: World) -> None:
    fill(world, range(1000, 2000))
    trim(world, days(world, 90))
    db = world.store.db
    assert db.rows("SELECT count(*) FROM post") == [(900,)]
    assert db.rows("SELECT count(*) FROM search") == [(901 + 1,)], "900 posts, two people"
    assert world.store.posts.by_remote(PostId("1000")) is None


def test_the_place_where_somebody_reads_stays_with_what_is_around_it(world: World) -> None:
    fill(world, range(1000, 2000))
    here = next(row for row in world.store.timelines.entry_rows(world.keys()) if row.order == "00001400")
    with world.store.transaction():
        world.store.timelines.reading.save_position(HOME, ReadingPosition(here.key, here.order, 7))
    trim(world, days(world, 10))
    shown = bodies(world)
    assert shown[:NEAR] == [f"post {number}" for number in range(1999, 1999 - NEAR, -1)]
    assert shown[NEAR] == "…"
    around = shown[NEAR + 1 :]
    assert around[0] == f"post {1400 + NEAR + 1}"
    assert around[-1] == f"post {1400 - NEAR - 1}"
    assert world.store.timelines.reading.position(HOME) == ReadingPosition(here.key, "00001400", 7)


def test_a_gap_that_trimming_left_can_be_filled_from_both_sides(world: World) -> None:
    fill(world, range(1000, 2000))
    here = EntryKey(world.store.timelines.around(HOME, world.keys()[0], 0, 800)[-1])
    order = world.store.timelines.order_of(here)
    assert order is not None
    with world.store.transaction():
        position = world.store.timelines.reading.position_at(int(here), 0, -1)
        assert position is not None
        world.store.timelines.reading.save_position(HOME, position)
    trim(world, days(world, 5))
    gaps = [row for row in world.store.timelines.entry_rows(world.keys()) if row.gap]
    assert len(gaps) == 1
    edges = world.store.timelines.gap_edges(gaps[0].key)
    assert edges is not None
    numbers = range(int(edges.top.order) - 1, int(edges.bottom.order), -1)
    page = TimelinePage(tuple(place(number) for number in numbers), has_more=True)
    with world.store.transaction():
        world.store.timelines.merge_before(HOME, page, edges.top)
    with world.store.transaction():
        world.store.timelines.merge_after(HOME, TimelinePage((), has_more=False), edges.bottom)
    assert "…" not in bodies(world)
    assert_nothing_is_missing_unknown(world)


def test_a_timeline_is_never_emptied_for_its_age(world: World) -> None:
    fill(world, range(1000, 1300))
    trim(world, days(world, 1))
    assert len(bodies(world)) == NEAR


def test_nothing_leaves_for_its_age_if_that_is_not_wanted(world: World) -> None:
    fill(world, range(1000, 1300))
    trim(world, days(world, 0))
    assert len(bodies(world)) == 300


def test_bookmarks_drafts_and_the_outbox_keep_their_posts(world: World) -> None:
    fill(world, range(1000, 2000))
    store = world.store
    keys = {number: store.posts.by_remote(PostId(str(number))) for number in (1000, 1001, 1002, 1003, 1004)}
    marked, answered, drafted, liked, edited = (keys[number] for number in range(1000, 1005))
    assert marked is not None
    assert answered is not None
    assert drafted is not None
    assert liked is not None
    assert edited is not None
    with store.transaction():
        store.timelines.merge_newest(
            BOOKMARKS, TimelinePage((place(1000, replace(old(1000), bookmarked=True)),), has_more=False)
        )
    save_draft(store, "reply", "so", now=world.now, reply_to=drafted)
    save_draft(store, f"edit:{edited}", "better", now=world.now)
    mine = publish(store, "answer", now=world.now, undo_s=0, draft="home", reply_to=answered)
    with store.transaction():
        store.reactions.wish(liked, Reaction.LIKE, True)
    trim(world, everything(world.now))
    kept = store.posts.get_all([marked, answered, drafted, liked, edited, mine])
    assert len(kept) == 6
    assert store.drafts.get("reply") is not None
    assert [job.body for job in store.outbox.about_post(mine)] == ["answer"]
    assert len(store.timelines.newest(BOOKMARKS, 10)) == 1


def test_messages_never_leave(world: World) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(*range(500, 0, -1), has_more=False))
    world.later(3600 * 24 * 400)
    trim(world, everything(world.now))
    assert len(world.store.messages.newest(JOHN.id, 1000)) == 500
    assert world.store.people.get(JOHN.id) is not None


def test_what_nobody_opened_for_long_leaves_whole(world: World) -> None:
    stranger = Person(PersonId("77"), "kim", "Kim")
    timeline = posts_of(stranger.id)
    entries = tuple(place(number, replace(old(number), author=stranger)) for number in range(30, 0, -1))
    with world.store.transaction():
        world.store.timelines.merge_newest(timeline, TimelinePage(entries, has_more=False))
    world.later(3600 * 24 * 13)
    trim(world, days(world, 90))
    assert len(world.store.timelines.newest(timeline, 100)) == 30
    world.later(3600 * 24 * 2)
    trim(world, days(world, 90))
    assert world.store.timelines.newest(timeline, 100) == []
    assert world.store.timelines.oldest_edge(timeline) is None
    assert not world.store.timelines.has_reached_start(timeline)
    assert world.store.people.get(stranger.id) is None
    assert world.store.db.rows("SELECT 1 FROM search_named WHERE name = '77'") == []


def test_threads_that_were_read_lately_stay(world: World) -> None:
    store = world.store
    focus = replace(post(5), reply_to=PostId("4"), created_at=NOON - timedelta(days=200))
    above = replace(post(4), created_at=NOON - timedelta(days=201))
    below = replace(post(6), reply_to=PostId("5"), created_at=NOON - timedelta(days=199))
    with store.transaction():
        store.threads.save(Thread((above,), focus, (below,), is_whole=True))
    trim(world, days(world, 90))
    key = store.posts.by_remote(PostId("5"))
    assert key is not None
    assert len(store.threads.rows(key, 100)) == 3
    world.later(3600 * 24 * 15)
    shown = limits_from(world.now, 90, 0, frozenset(int(one) for one in store.threads.shown))
    trim(world, shown)
    assert len(store.threads.rows(key, 100)) == 3, "somebody has it open"
    trim(world, days(world, 90))
    assert store.threads.rows(key, 100) == []


def test_a_file_that_is_too_large_gets_small_enough(world: World) -> None:
    entries = tuple(place(number, replace(old(number), body="words " * 400)) for number in range(1999, 999, -1))
    with world.store.transaction():
        world.store.timelines.merge_newest(HOME, TimelinePage(entries, has_more=False))
    trimming = Trimming(world.store)
    half = trimming.space.used_bytes // 2
    limits = Limits(oldest=None, bytes=half, unopened=world.now - timedelta(days=14))
    trim(world, limits)
    while trimming.index.tidy(50):
        pass
    assert trimming.space.used_bytes < half * 1.2
    assert len(bodies(world)) > NEAR


def test_who_is_named_meanwhile_stays(world: World) -> None:
    stranger = Person(PersonId("77"), "kim", "Kim")
    world.save_people(stranger)
    trimming = Trimming(world.store)
    nameless = trimming.ask(lambda planner: planner.nameless(world.now))
    assert nameless.people == ("77",)
    with world.store.transaction():
        world.store.posts.save(replace(old(1), author=stranger))
    trimming.leaving.drop_people(nameless.people, nameless)
    assert world.store.people.get(stranger.id) is not None


def test_a_post_that_comes_back_meanwhile_stays(world: World) -> None:
    with world.store.transaction():
        world.store.posts.save(old(1))
    trimming = Trimming(world.store)
    loose = trimming.ask(lambda planner: planner.loose_posts(days(world, 90)))
    assert len(loose) == 1
    fill(world, range(1, 2), EXPLORE)
    trimming.leaving.drop_posts(loose)
    assert world.store.posts.by_remote(PostId("1")) is not None


def test_whom_somebody_writes_to_or_has_just_looked_at_stays(world: World) -> None:
    written, looked = Person(PersonId("77"), "kim", "Kim"), Person(PersonId("78"), "lee", "Lee")
    world.save_people(written)
    save_draft(world.store, "conversation:77", "dear Kim", now=world.now)
    with world.store.transaction():
        world.store.person_pages.save(looked)
    trim(world, everything(world.now))
    assert world.store.people.get(written.id) is not None
    assert world.store.people.get(looked.id) is not None
    world.later(3600 * 24 * 15)
    trim(world, everything(world.now))
    assert world.store.people.get(written.id) is not None
    assert world.store.people.get(looked.id) is None

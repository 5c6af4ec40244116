"""What can be read of a damaged file is carried over; whatever the damage, what is shown afterwards is true."""

from __future__ import annotations

import hashlib
import itertools
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from microblog_desktop.domain.ids import BOOKMARKS, HOME
from microblog_desktop.store.errors import StoreDamagedError
from microblog_desktop.store.rescue.rescue import Rescued, rescue
from tests.store.rescue import damages
from tests.store.rescue.damages import KIM, MARKED, MESSAGES, POSTS, READS_AT, Damage, flip_bytes, zero_pages
from tests.store.world import JOHN, World

SEEDS = range(12)
ANY = {
    "head": damages.overwrite_head,
    "middle": damages.overwrite_middle,
    "cut": damages.cut_end,
    "text": damages.replace_by_text,
    "empty": damages.empty,
    "log": damages.tear_log,
    **{f"few bytes {seed}": flip_bytes(seed, 20) for seed in SEEDS},
    **{f"many bytes {seed}": flip_bytes(seed, 2000) for seed in SEEDS},
    **{f"a page {seed}": zero_pages(seed, 1) for seed in SEEDS},
    **{f"pages {seed}": zero_pages(seed, 30) for seed in SEEDS},
}
# A text in which bytes were changed is still a text; where a row stands is checked twice.
PLACES = "SELECT rank, sort FROM message WHERE scope = ? AND is_hidden = 0 AND sort < '~'"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "old.db"
    damages.fill(path)
    return path


@pytest.fixture
def old(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "old.db"))


@pytest.fixture
def new(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path / "new.db")
    yield world
    world.store.close()


def test_all_of_a_file_that_can_be_read_is_carried_over(old: Path, new: World) -> None:
    found = rescue(old, new.store)
    assert found == Rescued(unsent=3, messages=2 * MESSAGES, bookmarks=MARKED, posts=POSTS)
    store = new.store
    place = store.timelines.reading.position(HOME)
    assert place is not None
    assert (place.order, place.offset_px, place.character) == (f"{READS_AT:08}", -7, 3)
    draft = store.drafts.get("home")
    assert draft is not None
    assert draft.body == "a thought, not finished"
    assert [row.body for row in store.messages.rows(store.messages.newest(JOHN.id, 1))] == ["hello John"]
    assert len(store.timelines.newest(BOOKMARKS, 100)) == MARKED
    assert store.search.recent.all() == ["herons"]
    assert {one.person.username for one in store.conversations.newest(10)} == {"john", "kim"}
    while store.search.index.build(200):
        pass
    assert store.db.rows("SELECT count(*) > 500 FROM search WHERE search MATCH 'post'") == [(1,)]
    assert_all_is_true(new)


def test_older_posts_are_asked_for_below_what_was_carried_over(old: Path, new: World) -> None:
    rescue(old, new.store)
    edge = new.store.timelines.oldest_edge(HOME)
    assert edge is not None
    assert edge.cursor == "cursor-1"


@pytest.mark.parametrize("name", ANY)
def test_whatever_the_damage_what_is_shown_is_true(name: str, old: Path, new: World) -> None:
    ANY[name](old)
    files = (old, old.with_name("old.db-wal"))
    before = [_hash(path) for path in files if path.exists()]
    rescue(old, new.store)
    assert_all_is_true(new)
    assert [_hash(path) for path in files if path.exists()][:1] == before[:1], "the damaged file stays as it was found"


@pytest.mark.parametrize("damage", [damages.overwrite_head, damages.tear_log, zero_pages(1, 1), flip_bytes(1, 3)])
def test_little_damage_loses_little(damage: Damage, old: Path, new: World) -> None:
    damage(old)
    found = rescue(old, new.store)
    assert found.unsent == 3
    assert found.messages > MESSAGES
    assert found.posts > POSTS // 2


def test_it_ends_in_time(old: Path, new: World) -> None:
    began = time.monotonic()
    found = rescue(old, new.store, seconds=0.0)
    assert time.monotonic() - began < 2.0
    assert found.messages == 0
    assert_all_is_true(new)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def assert_all_is_true(world: World) -> None:
    """Everything can be read, and neighbours that are none on the server have a gap between them."""
    store = world.store
    try:
        home = store.timelines.entry_rows(store.timelines.newest(HOME, 1000))
        told = [None if row.post is None else int(row.order) for row in home if not row.order.startswith("~")]
        _assert_no_hidden_hole(told)
        for person in (JOHN, KIM):
            store.messages.rows(store.messages.newest(person.id, 1000))
            rows = store.db.rows(f"{PLACES} ORDER BY sort DESC, rank DESC", (person.id,))
            numbers = [int(str(sort)) if rank else None for rank, sort in rows]
            _assert_no_hidden_hole(numbers)
        store.conversations.newest(100)
        store.timelines.entry_rows(store.timelines.newest(BOOKMARKS, 1000))
        store.timelines.reading.position(HOME)
        store.timelines.reading.read_up_to(HOME)
        assert all(store.outbox.next_due([queue]) is not None for queue in store.outbox.queues())
    except StoreDamagedError as error:  # pragma: no cover - says what failed
        raise AssertionError(str(error)) from error


def _assert_no_hidden_hole(numbers: list[int | None]) -> None:
    for above, below in itertools.pairwise(numbers):
        assert above is None or below is None or above - below == 1

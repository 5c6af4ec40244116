"""Opening an account's file: what is kept across an end of any kind, and how fast it is there again."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from microblog_desktop.domain.ids import HOME
from microblog_desktop.domain.outbox import POSTS_QUEUE, JobKind
from microblog_desktop.store.account_store import open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.errors import StoreTooNewError
from microblog_desktop.store.rows import ReadingPosition
from tests.store.world import ACCOUNT, NOON, World, entries

KILLS = 4
MANY = 100_000


def publish_until_killed(path: Path, posts: int) -> int:
    """How many posts were acknowledged before kill -9, which comes at a random moment after `posts` of them."""
    command = [sys.executable, "-m", "tests.store.publisher", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(posts):
            assert process.stdout.readline()
        time.sleep(random.random() * 0.005)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().splitlines()
    return posts + len(rest)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a thing of POSIX")
def test_every_acknowledged_post_survives_kill_9_whole(tmp_path: Path) -> None:
    for attempt in range(KILLS):
        path = tmp_path / f"{attempt}.db"
        acknowledged = publish_until_killed(path, random.randint(3, 30))
        world = World(path)
        store = world.store
        bodies = [row.post.body for row in store.timelines.entry_rows(world.keys()) if row.post]
        assert len(bodies) in (acknowledged, acknowledged + 1)
        assert bodies == [f"post {number}" for number in range(len(bodies), 0, -1)]
        jobs = store.db.rows("SELECT kind, body FROM job ORDER BY id DESC")
        assert jobs == [(JobKind.CREATE_POST.value, body) for body in bodies]
        draft = store.drafts.get("home")
        # Either the post is there or its draft is: never both, never neither of a text that was saved.
        assert draft is None or draft.body == f"post {len(bodies) + 1}"
        store.close()


def test_an_account_opens_as_it_was_closed(tmp_path: Path) -> None:
    world = World(tmp_path / "account.db")
    world.refresh(*entries(3, 2, 1))
    keys = world.keys()
    world.store.close()
    world.open()
    assert world.keys() == keys
    assert world.store.outbox.claim(POSTS_QUEUE, NOON) is None
    world.store.close()


def test_my_own_name_is_known_from_the_first_start(world: World) -> None:
    me = world.store.people.get(world.store.me)
    assert me is not None
    assert me.username == "susan"


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    world = World(tmp_path / "account.db")
    world.store.db.connection.pragma("user_version", 99)
    world.store.close()
    with pytest.raises(StoreTooNewError):
        world.open()


def test_opening_and_reading_do_not_depend_on_how_much_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "account.db"
    fill(path)
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        store = open_account_store(path, ChangeFeed(lambda flush: flush()), lambda: NOON, ACCOUNT)
        position = store.timelines.reading.position(HOME)
        assert position is not None
        keys = store.timelines.around(HOME, position.entry, 10, 39)
        rows = store.timelines.entry_rows(keys)
        taken.append(time.perf_counter() - begun)
        store.close()
        assert len(rows) == 50
    # About 3 ms on a slow machine; a single walk over the posts takes ten times as long.
    assert min(taken) < 0.02


def fill(path: Path) -> None:
    world = World(path)
    world.refresh(*entries(3, 2, 1))
    row = world.store.timelines.entry_rows(world.keys())[1]
    with world.store.transaction():
        numbers = f"WITH RECURSIVE n (i) AS (VALUES (10) UNION ALL SELECT i + 1 FROM n WHERE i < {MANY})"
        world.store.db.write(
            f"{numbers} INSERT INTO post (remote_id, author, body, created_at) SELECT i, '1', 'post ' || i, i FROM n"
        )
        world.store.db.write(
            "INSERT INTO entry (scope, sort, remote_id, cursor, is_seen, post) "
            "SELECT 'home', printf('%08d', key), 'x' || key, 'c', 1, key FROM post WHERE key > 3"
        )
        middle = world.store.db.row("SELECT key, sort FROM entry WHERE key = ?", (MANY // 2,))
        assert middle is not None
        world.store.timelines.reading.save_position(HOME, ReadingPosition(row.key, row.order, 0))
        world.store.db.write("UPDATE coverage SET position_entry = ?, position_sort = ?", middle)
    world.store.close()

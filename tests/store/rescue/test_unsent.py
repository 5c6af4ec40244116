"""What was written and not delivered outlives a damaged file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from microblog_desktop.commands.following import follow
from microblog_desktop.commands.messaging import send
from microblog_desktop.commands.posting import publish
from microblog_desktop.commands.reading import save_draft
from microblog_desktop.domain.ids import HOME, PersonId
from microblog_desktop.domain.outbox import JobState
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.rescue.rescue import rescue
from tests.fakes.clock import FakeClock
from tests.fakes.server import FakeServer

JOHN = PersonId("2")
Damage = Callable[[Path], None]


def overwrite_head(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xa5" * 300)


def overwrite_middle(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xa5" * (size // 3))


def cut_end(path: Path) -> None:
    os.truncate(path, path.stat().st_size * 2 // 3)


def leave_as_it_is(path: Path) -> None:
    """What was found damaged while it was used may open well."""


def opened(path: Path, clock: FakeClock) -> AccountStore:
    return open_account_store(path, ChangeFeed(lambda _: None), clock, FakeServer(clock).account)


def write_things(store: AccountStore, clock: FakeClock) -> None:
    save_draft(store, "home", "a thought, not finished", now=clock())
    first = publish(store, "first", now=clock(), undo_s=0, draft="home2")
    publish(store, "an answer", now=clock(), undo_s=0, draft="home2", reply_to=first)
    with store.transaction():
        store.people.save(Person(JOHN, "john", "John", you_follow=False))
    send(store, JOHN, "hello John", now=clock())
    follow(store, JOHN, now=clock())


def fill(store: AccountStore, clock: FakeClock) -> None:
    """Much more that comes again from the server, so that the damage hits that."""
    with store.transaction():
        for number in range(2000):
            store.db.write(
                "INSERT INTO post (remote_id, author, body, created_at) VALUES (?, '2', ?, 0)",
                (f"r{number}", "words " * 20),
            )


@pytest.mark.parametrize("damage", [overwrite_head, overwrite_middle, cut_end, leave_as_it_is])
def test_drafts_and_the_outbox_are_saved(damage: Damage, tmp_path: Path, clock: FakeClock) -> None:
    old = opened(tmp_path / "old.db", clock)
    write_things(old, clock)
    claimed = old.outbox.claim("posts", clock())
    fill(old, clock)
    keys = {job.idempotency_key for queue in old.outbox.queues() for job in old.outbox.about_person(JOHN)}
    old.close()
    damage(tmp_path / "old.db")

    new = opened(tmp_path / "new.db", clock)
    assert rescue(tmp_path / "old.db", new).unsent == 5
    draft = new.drafts.get("home")
    assert draft is not None
    assert draft.body == "a thought, not finished"
    bodies = [row.post.body for row in new.timelines.entry_rows(new.timelines.newest(HOME, 10)) if row.post]
    assert bodies == ["an answer", "first"]
    assert {job.idempotency_key for job in new.outbox.about_person(JOHN)} == keys
    again = new.outbox.claim("posts", clock())
    assert claimed is not None
    assert again is not None
    assert (again.idempotency_key, again.state) == (claimed.idempotency_key, JobState.UNSURE)
    assert [row.body for row in new.messages.rows(new.messages.newest(JOHN, 10))] == ["hello John"]
    new.close()


def test_a_file_of_which_nothing_is_left_gives_nothing(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "old.db").write_bytes(os.urandom(50_000))
    new = opened(tmp_path / "new.db", clock)
    assert rescue(tmp_path / "old.db", new).unsent == 0
    assert new.outbox.queues() == []
    new.close()


def test_rows_that_make_no_sense_are_left_out(tmp_path: Path, clock: FakeClock) -> None:
    old = opened(tmp_path / "old.db", clock)
    write_things(old, clock)
    with old.transaction():
        old.db.write("UPDATE job SET state = 'dancing' WHERE kind = 'follow'")
        old.db.write("UPDATE job SET created_at = 'noon' WHERE kind = 'send_message'")
    old.close()
    new = opened(tmp_path / "new.db", clock)
    assert rescue(tmp_path / "old.db", new).unsent == 3
    assert new.outbox.queues() == ["posts"]
    new.close()

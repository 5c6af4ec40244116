"""What an export takes from this computer (store/account/export_reading.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from microblog_desktop.commands.messaging import send
from microblog_desktop.commands.posting import edit, publish
from microblog_desktop.domain.ids import BOOKMARKS, PersonId, PostId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.account.export_reading import ExportReader
from microblog_desktop.store.errors import StoreError
from tests.store.world import JOHN, NOON, SUSAN, World, entries, entry, messages, post


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path / "account.db")
    world.save_people(SUSAN, JOHN)
    yield world
    world.store.close()


@pytest.fixture
def reader(world: World) -> Iterator[ExportReader]:
    reader = ExportReader(world.store.path, world.store.me)
    yield reader
    reader.close()


def test_posts_are_my_own_in_the_order_they_were_written(world: World, reader: ExportReader) -> None:
    mine = [entry(number, of=post(number, SUSAN)) for number in range(1, 1201)]
    world.refresh(*mine, *entries(2001, 2002))
    found = list(reader.posts())
    assert sorted(int(str(row["id"])) for row in found) == list(range(1, 1201))
    first = next(row for row in found if row["id"] == "1")
    assert first == {
        "id": "1",
        "body": "post 1",
        "created_at": "2026-11-22T12:00:01Z",
        "edited_at": None,
        "language": first["language"],
        "reply_to": None,
    }


def test_an_edit_that_waits_is_what_the_post_says(world: World, reader: ExportReader) -> None:
    world.refresh(entry(1, of=post(1, SUSAN)))
    key = world.store.posts.by_remote(PostId("1"))
    assert key is not None
    edit(world.store, key, "better", now=NOON)
    assert [row["body"] for row in reader.posts()] == ["better"]
    assert [row["body"] for row in reader.unsent()] == ["better"]


def test_bookmarks_tell_whose_they_are(world: World, reader: ExportReader) -> None:
    world.refresh(*entries(1, 2), timeline=BOOKMARKS)
    assert [(row["author"], row["body"]) for row in reader.bookmarks()] == [("john", "post 1"), ("john", "post 2")]


def test_messages_tell_with_whom_and_which_way(world: World, reader: ExportReader) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(1, 2))
    found = list(reader.messages())
    assert [(row["with"], row["sent"], row["id"]) for row in found] == [("john", False, "1"), ("john", False, "2")]


def test_what_was_begun_or_waits_is_there(world: World, reader: ExportReader) -> None:
    with world.store.transaction():
        world.store.drafts.save("home", "half a thou", None, NOON)
    publish(world.store, "in a tunnel", now=NOON, undo_s=0, draft="reply")
    send(world.store, JOHN.id, "me too", now=NOON)
    assert [(row["where"], row["body"]) for row in reader.drafts()] == [("home", "half a thou")]
    assert [(row["kind"], row["body"], row["to"]) for row in reader.unsent()] == [
        ("create_post", "in a tunnel", None),
        ("send_message", "me too", "2"),
    ]
    assert list(reader.posts()) == [], "nobody has it yet"


def test_the_profile_is_mine(world: World, reader: ExportReader) -> None:
    world.save_people(Person(SUSAN.id, "susan", "Susan", about_me="Trains."))
    told = reader.profile()
    assert (told["username"], told["name"], told["about_me"]) == ("susan", "Susan", "Trains.")


def test_of_somebody_nobody_knows_the_id_is_told(world: World) -> None:
    reader = ExportReader(world.store.path, PersonId("99"))
    assert reader.profile() == {"id": "99"}
    reader.close()


def test_a_file_that_is_none_is_an_error_of_the_store(tmp_path: Path) -> None:
    rubbish = tmp_path / "rubbish.db"
    rubbish.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError):
        list(ExportReader(rubbish, SUSAN.id).posts())

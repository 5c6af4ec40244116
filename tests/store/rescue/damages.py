"""Ways in which a file is damaged, and an account whose file has a little of everything."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

from microblog_desktop.commands.messaging import send
from microblog_desktop.commands.posting import publish
from microblog_desktop.commands.reading import save_draft
from microblog_desktop.commands.searching import remember
from microblog_desktop.domain.ids import BOOKMARKS, HOME, EntryKey, MessageId, PersonId
from microblog_desktop.domain.inbox.message import Conversation, ConversationPage, Message, MessagePage
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.timeline import TimelinePage
from microblog_desktop.domain.values import replace
from microblog_desktop.store.rows import ReadingPosition
from tests.store.world import JOHN, NOON, SUSAN, World, entry, post

POSTS, MESSAGES, MARKED = 700, 300, 40
READS_AT = 300
KIM = Person(PersonId("3"), "kim", "Kim", you_follow=True)
Damage = Callable[[Path], None]


def fill(path: Path) -> None:
    """An account that reads in the middle of Home, writes with two people, and has things that were not sent."""
    world = World(path)
    world.save_people(JOHN, KIM)
    store = world.store
    world.refresh(*(entry(number, of=post(number, body=f"post {number} " * 5)) for number in range(POSTS, 0, -1)))
    here = next(row for row in store.timelines.entry_rows(world.keys()) if row.order == f"{READS_AT:08}")
    marked = tuple(entry(n, of=replace(post(n, body=f"marked {n}"), bookmarked=True)) for n in range(MARKED, 0, -1))
    with store.transaction():
        store.timelines.reading.save_position(HOME, ReadingPosition(EntryKey(here.key), here.order, -7, 3))
        store.timelines.merge_newest(BOOKMARKS, TimelinePage(marked, has_more=False))
        for person in (JOHN, KIM):
            page = MessagePage(tuple(_message(person, n) for n in range(MESSAGES, 0, -1)), has_more=False)
            newest = Conversation(person, page.messages[0], unread=0)
            store.conversations.save(ConversationPage((newest,), has_more=False))
            store.messages.merge_newest(person.id, page)
    save_draft(store, "home", "a thought, not finished", now=world.now)
    publish(store, "first", now=world.now, undo_s=0, draft="home2")
    send(store, JOHN.id, "hello John", now=world.now)
    remember(store, "herons", now=world.now)
    store.close()


def _message(person: Person, number: int) -> Message:
    id = MessageId(f"{person.id}-{number}")
    return Message(id, person.id, SUSAN.id, f"message {number} " * 5, NOON, f"{number:08}", f"cursor-{number}")


def overwrite_head(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(300))


def overwrite_middle(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(bytes(size // 4))


def cut_end(path: Path) -> None:
    os.truncate(path, path.stat().st_size * 2 // 3)


def replace_by_text(path: Path) -> None:
    path.write_text("Dear diary,\n" * 1000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def leave_as_it_is(path: Path) -> None:
    """What was found damaged while it was used may open well."""


def tear_log(path: Path) -> None:
    """The end of the log is of another file."""
    path.with_name(f"{path.name}-wal").write_bytes(os.urandom(50_000))


def flip_bytes(seed: int, count: int) -> Damage:
    def flip(path: Path) -> None:
        dice = random.Random(seed)
        content = bytearray(path.read_bytes())
        for _ in range(count):
            content[dice.randrange(100, len(content))] = dice.randrange(256)
        path.write_bytes(content)

    return flip


def zero_pages(seed: int, count: int) -> Damage:
    def zero(path: Path) -> None:
        dice = random.Random(seed)
        content = bytearray(path.read_bytes())
        for _ in range(count):
            at = 4096 * dice.randrange(1, len(content) // 4096)
            content[at : at + 4096] = bytes(4096)
        path.write_bytes(content)

    return zero

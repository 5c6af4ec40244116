"""No reader walks or sorts a table: its cost depends on what it gives, not on what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from apsw import Cursor

from microblog_desktop.commands import messaging, posting
from microblog_desktop.domain.ids import EXPLORE, HOME, EntryKey, PersonId
from microblog_desktop.domain.inbox.message import Conversation, ConversationPage
from microblog_desktop.domain.outbox import POSTS_QUEUE
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.preferences import THEME
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.rows import ReadingPosition
from microblog_desktop.store.sqlite.database import Database
from tests.store.world import ACCOUNT, JOHN, NOON, World, entries, message, messages

# Walks over what a query itself made: the keys asked for, the names of the busy queues, a counted window.
OWN_ROWS = ("SCAN wanted", "SCAN busy", "SCAN (subquery", "SCAN CONSTANT ROW")

# What was read here and not told yet; what somebody has had translated.
SMALL_INDICES = ("conversation_read_mark", "post_wanted_translation")


@contextmanager
def watched(db: Database) -> Iterator[list[str]]:
    """Every statement that is run meanwhile."""
    seen: list[str] = []

    def note(_cursor: Cursor, sql: str, _bindings: object) -> bool:
        seen.append(sql)
        return True

    db.connection.exec_trace = note
    try:
        yield seen
    finally:
        db.connection.exec_trace = None


def walks(db: Database, statements: list[str]) -> list[str]:
    found: list[str] = []
    for sql in {sql for sql in statements if sql.startswith(("SELECT", "WITH"))}:
        plan = [str(row[3]) for row in db.rows(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))]
        bad = [step for step in plan if (step.startswith("SCAN") and not is_short(step, sql)) or "TEMP B-TREE" in step]
        found.extend(f"{step}: {sql}" for step in bad)
    return found


def is_short(step: str, sql: str) -> bool:
    """A walk over the query's own rows, over a small index, or in the asked order up to a limit."""
    stops = "ORDER BY" in sql and "LIMIT" in sql.rpartition("ORDER BY")[2]
    return step.startswith(OWN_ROWS) or stops or any(index in step for index in SMALL_INDICES)


def fill(world: World) -> None:
    world.refresh(*entries(3, 2, 1))
    world.refresh(*entries(9, 8))
    store = world.store
    posting.publish(store, "mine", now=NOON, undo_s=5, draft="home")
    messaging.send(store, JOHN.id, "hello", now=NOON)
    with store.transaction():
        store.conversations.save(ConversationPage((Conversation(JOHN, message(3), 2),), has_more=True))
        store.messages.merge_newest(JOHN.id, messages(3, 2))


def read_everything(store: AccountStore) -> None:
    timelines, chat, people = store.timelines, store.messages, store.people
    keys = timelines.newest(HOME, 50)
    timelines.entry_rows(keys)
    timelines.around(HOME, keys[1], 25, 25)
    timelines.older_than(HOME, keys[1], 50)
    timelines.newer_than(HOME, keys[1], 50)
    timelines.between(HOME, keys[0], keys[-1])
    timelines.reading.count_new(HOME, "0")
    timelines.reading.read_up_to(HOME)
    timelines.order_of(keys[0])
    timelines.reading.position(HOME)
    timelines.gap_edges(keys[3])
    timelines.oldest_edge(EXPLORE)
    timelines.last_refreshed(HOME)
    store.posts.get_all([row.post.key for row in timelines.entry_rows(keys) if row.post])
    read_around_a_post(store, keys[-1])
    found = chat.newest(JOHN.id, 50)
    chat.rows(found)
    chat.older_than(JOHN.id, found[0], 50)
    chat.newer_than(JOHN.id, found[-1], 50)
    store.conversations.newest(50)
    store.conversations.newest(50, older_than=JOHN.id)
    store.conversations.get(JOHN.id)
    store.unread.messages()
    people.get(JOHN.id)
    people.by_username("john")
    people.suggestions(3)
    store.drafts.get("home")
    store.drafts.names("edit:")
    store.outbox.queues()
    store.outbox.next_due()
    store.outbox.summary()
    store.outbox.about_person(PersonId("2"))


def read_around_a_post(store: AccountStore, entry: EntryKey) -> None:
    post = store.timelines.entry_rows([entry])[0].post
    assert post is not None
    store.threads.rows(post.key, 100)
    store.threads.known_answers(post.key)
    store.threads.saved_at(post.key)
    store.translations.wanted()
    store.translations.has(post.key, "ko")
    store.reactions.server_has(post.key, Reaction.LIKE)


def test_every_reader_of_an_account_uses_its_index(world: World) -> None:
    fill(world)
    with watched(world.store.db) as seen:
        read_everything(world.store)
        world.store.outbox.claim(POSTS_QUEUE, NOON)
    assert len(seen) > 30
    assert walks(world.store.db, seen) == []


def test_merging_a_page_uses_indices(world: World) -> None:
    fill(world)
    with watched(world.store.db) as seen:
        world.refresh(*entries(12, 11))
        with world.store.transaction():
            world.store.messages.merge_newest(JOHN.id, messages(9, 8))
            world.store.timelines.reading.save_position(HOME, ReadingPosition(world.keys()[0], "x", 0))
            world.store.conversations.mark_read_locally(JOHN.id)
    assert walks(world.store.db, seen) == []


def test_every_reader_of_the_profile_uses_its_index(tmp_path: Path, world: World) -> None:
    profile = ProfileStore(":memory:", world.store.feed)
    pictures = PictureStore(profile.db, tmp_path)
    with watched(profile.db) as seen:
        with profile.transaction():
            profile.accounts.save(ACCOUNT)
            pictures.save("https://example.org/1.png", b"picture", None, NOON)
        profile.accounts.get(ACCOUNT.id)
        profile.accounts.last()
        profile.preferences.get(THEME)
        pictures.get("https://example.org/1.png")
    assert walks(profile.db, seen) == []
    profile.close()

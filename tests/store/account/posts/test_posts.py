"""Posts of mine and of others, and the one row that both become."""

from __future__ import annotations

from dataclasses import replace

import pytest

from microblog_desktop.commands import translating
from microblog_desktop.commands.reacting import react, unreact
from microblog_desktop.domain.ids import BOOKMARKS, HOME, EntryKey, PostKey
from microblog_desktop.domain.outbox import POSTS_QUEUE, JobKind, reaction_queue
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.posts.translation import Translation
from microblog_desktop.store.rows import ReadingPosition, StoredTranslation
from tests.store.world import JOHN, NOON, SUSAN, World, entries, entry, post

DELIVERED = post(5, SUSAN, "mine")


def write(world: World) -> tuple[PostKey, EntryKey]:
    with world.store.transaction():
        key = world.store.posts.create_local("mine", NOON, None)
        return key, world.store.timelines.add_local(HOME, key)


def adopt(world: World, key: PostKey) -> None:
    with world.store.transaction():
        world.store.posts.adopt(key, DELIVERED)


def bring(world: World) -> None:
    world.refresh(entry(6), entry(5, of=DELIVERED), entry(2))


@pytest.mark.parametrize("steps", [(adopt, bring), (bring, adopt)], ids=["answer first", "page first"])
def test_a_delivered_post_is_one_row_with_its_keys_whoever_comes_first(
    world: World, steps: tuple[object, object]
) -> None:
    world.refresh(*entries(2, 1))
    key, mine = write(world)
    for step in steps:
        if step is adopt:
            adopt(world, key)
        else:
            bring(world)
    assert world.shown() == ["post 6", "mine", "post 2", "post 1"]
    assert world.keys()[1] == mine
    assert world.store.posts.by_remote(DELIVERED.id) == key
    assert world.store.timelines.entry_rows([mine])[0].order == entry(5).order


def test_everything_that_named_the_twin_names_the_local_post(world: World) -> None:
    key, mine = write(world)
    bring(world)
    twin = world.store.posts.by_remote(DELIVERED.id)
    assert twin is not None
    theirs = world.keys()[2]
    store = world.store
    with store.transaction():
        reply = store.posts.create_local("reply", NOON, twin)
        job = store.outbox.add(
            queue=POSTS_QUEUE, kind=JobKind.EDIT_POST, created_at=NOON, not_before=NOON, post=twin, body="edited"
        )
        store.posts.set_pending_edit(twin, "edited")
        store.drafts.save("dialog", "half a reply", twin, NOON)
        store.drafts.save(f"edit:{twin}", "half an edit", None, NOON)
        store.timelines.reading.save_position(HOME, ReadingPosition(theirs, entry(5).order, 9))
    adopt(world, key)
    assert store.posts.reply_to(reply) == key
    assert store.posts.reply_target(reply) == DELIVERED.id
    assert [found.id for found in store.outbox.about_post(key)] == [job]
    kept = store.posts.get(key)
    assert kept is not None
    assert kept.body == "edited"
    draft = store.drafts.get("dialog")
    assert draft is not None
    assert draft.reply_to == key
    assert store.drafts.get(f"edit:{key}") is not None
    position = store.timelines.reading.position(HOME)
    assert position == ReadingPosition(mine, entry(5).order, 9)
    assert store.posts.get(twin) is None


def test_what_was_wished_for_the_twin_is_wished_for_the_local_post(world: World) -> None:
    key, _mine = write(world)
    bring(world)
    twin = world.store.posts.by_remote(DELIVERED.id)
    assert twin is not None
    store = world.store
    react(store, twin, Reaction.LIKE, now=NOON, undo_s=0)
    react(store, twin, Reaction.BOOKMARK, now=NOON, undo_s=0)
    translating.show(store, twin, "de")
    with store.transaction():
        store.translations.save(twin, "de", Translation("meins", "en", "de", "Fake"), of="mine")
    adopt(world, key)
    found = store.posts.get(key)
    assert found is not None
    assert (found.liked, found.likes, found.bookmarked) == (True, 1, True)
    assert found.translation == StoredTranslation("meins", "en", "de", "Fake")
    marked = store.timelines.entry_rows(store.timelines.newest(BOOKMARKS, 9))
    assert [row.post and row.post.key for row in marked] == [key]
    unreact(store, key, Reaction.LIKE, now=NOON)
    assert store.outbox.queues() == [reaction_queue(key, Reaction.BOOKMARK)]


def test_a_post_that_goes_takes_its_wishes_and_translations_along(world: World) -> None:
    world.refresh(*entries(2, 1))
    key = world.store.posts.by_remote(post(2).id)
    assert key is not None
    react(world.store, key, Reaction.BOOKMARK, now=NOON, undo_s=0)
    with world.store.transaction():
        world.store.translations.save(key, "de", Translation("zwei", "en", "de", "Fake"), of="post 2")
        world.store.posts.take_away(key)
    assert world.store.outbox.queues() == []
    assert world.store.timelines.newest(BOOKMARKS, 9) == []
    assert world.shown() == ["post 1"]
    assert not world.store.translations.has(key, "de")


def test_a_repost_of_the_twin_keeps_its_own_row(world: World) -> None:
    key, mine = write(world)
    world.refresh(entry(7, reposted_by=JOHN, of=DELIVERED), entry(5, of=DELIVERED))
    repost = world.keys()[1]
    adopt(world, key)
    assert world.keys() == [repost, mine]
    assert world.shown() == ["mine", "mine"]


def test_a_post_is_saved_once_and_told_when_it_changes(world: World) -> None:
    world.refresh(*entries(1))
    world.told.clear()
    with world.store.transaction():
        key = world.store.posts.save(replace(post(1), likes=3))
    assert world.told[-1].posts == {key}
    assert world.told[-1].timelines == {HOME}
    stored = world.store.posts.get(key)
    assert stored is not None
    assert (stored.likes, stored.author.username, stored.is_mine) == (3, "john", False)


def test_a_reply_names_its_parent_by_whatever_it_has(world: World) -> None:
    world.refresh(*entries(1))
    parent = world.store.posts.by_remote(post(1).id)
    assert parent is not None
    with world.store.transaction():
        reply = world.store.posts.create_local("to john", NOON, parent)
        second = world.store.posts.create_local("to myself", NOON, reply)
    assert world.store.posts.reply_target(reply) == post(1).id
    assert world.store.posts.reply_target(second) is None
    stored = world.store.posts.get(reply)
    assert stored is not None
    assert (stored.reply_to_author, stored.is_mine, stored.remote_id) == ("john", True, None)


def test_a_pending_edit_is_shown_until_the_server_has_it(world: World) -> None:
    world.refresh(*entries(1))
    posts = world.store.posts
    key = posts.by_remote(post(1).id)
    assert key is not None
    with world.store.transaction():
        posts.set_pending_edit(key, "second")
    assert world.shown() == ["second"]
    world.refresh(*entries(1))
    assert world.shown() == ["second"]
    with world.store.transaction():
        posts.save(replace(post(1), body="first"))
        posts.finish_edit(key, "first")
    assert world.shown() == ["second"]
    with world.store.transaction():
        posts.save(replace(post(1), body="second"))
        posts.finish_edit(key, "second")
        posts.save(replace(post(1), body="third"))
    assert world.shown() == ["third"]


def test_a_removed_post_leaves_every_timeline(world: World) -> None:
    world.refresh(*entries(2, 1))
    key = world.store.posts.by_remote(post(2).id)
    assert key is not None
    with world.store.transaction():
        world.store.posts.remove(key)
    assert world.shown() == ["post 1"]
    assert world.store.posts.get(key) is None

from __future__ import annotations

from microblog_desktop.commands import posting, undoing
from microblog_desktop.domain.ids import PostKey
from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.domain.server import CountedIn, Limits
from microblog_desktop.viewmodels.writing.composer import ON_HOME, ComposerModel, PostPlan, edit, reply
from tests.store.world import NOON, World, entries, entry, post

LIMITS = Limits(10, 10, 10, CountedIn.GRAPHEMES)


def composer(world: World, plan: PostPlan = ON_HOME, limits: Limits = LIMITS) -> ComposerModel:
    return ComposerModel(world.store, plan, limits=limits, undo_s=lambda: 5, clock=lambda: world.now)


def first_post(world: World) -> PostKey:
    row = world.store.timelines.entry_rows(world.keys())[0]
    assert row.post is not None
    return row.post.key


def test_an_empty_text_cannot_be_sent(world: World) -> None:
    model = composer(world)
    assert not model.can_send
    model.set_text("  \n ")
    assert not model.can_send
    assert model.send() is None


def test_the_counter_counts_what_people_count(world: World) -> None:
    model = composer(world)
    model.set_text("👨‍👩‍👧‍👦한글")
    assert (model.used, model.remaining) == (3, 7)


def test_the_syllable_that_is_being_composed_counts(world: World) -> None:
    model = composer(world)
    model.set_text("123456789", preedit="한")
    assert model.remaining == 0
    assert model.is_near_limit
    model.set_text("1234567890", preedit="한")
    assert model.remaining == -1
    assert not model.can_send


def test_white_space_at_the_end_is_neither_counted_nor_sent(world: World) -> None:
    model = composer(world)
    model.set_text("hello  \n\n\n\n\n\n\n")
    assert model.remaining == 5
    model.send()
    assert world.shown() == ["hello"]


def test_sending_shows_the_post_and_clears_text_and_draft(world: World) -> None:
    model = composer(world)
    model.set_text("hello")
    model.save_now()
    key = model.send()
    assert key is not None
    assert world.shown() == ["hello"]
    assert model.text == ""
    assert world.store.drafts.get("home") is None


def test_a_post_waits_the_undo_time(world: World) -> None:
    model = composer(world)
    model.set_text("hello")
    key = model.send()
    assert key is not None
    sent = world.store.posts.get(key)
    assert sent is not None
    assert sent.delivery is not None
    assert (sent.delivery.not_before - NOON).total_seconds() == 5


def test_the_syllable_that_is_being_composed_is_sent(world: World) -> None:
    model = composer(world)
    model.set_text("한", preedit="글")
    model.send()
    assert world.shown() == ["한글"]


def test_a_reply_says_to_whom_and_keeps_a_draft_of_its_own(world: World) -> None:
    world.refresh(*entries(1))
    model = composer(world, reply(first_post(world)))
    assert model.reply_line == "Replying to John"
    assert model.quoted == "post 1"
    model.set_text("mine")
    model.close()
    assert composer(world).text == ""
    assert composer(world, reply(first_post(world))).text == "mine"


def test_a_reply_knows_its_parent_in_the_outbox(world: World) -> None:
    world.refresh(*entries(1))
    parent = first_post(world)
    model = composer(world, reply(parent))
    model.set_text("yes")
    key = model.send()
    assert key is not None
    assert world.store.posts.reply_target(key) == world.store.posts.remote_id(parent)


def test_an_edit_begins_with_the_post_and_sends_only_changes(world: World) -> None:
    me = world.store.people.get(world.store.me)
    assert me is not None
    world.refresh(entry(1, of=post(1, me, "teh")))
    key = first_post(world)
    model = composer(world, edit(key))
    assert model.text == "teh"
    assert not model.can_send
    model.set_text("the")
    assert model.can_send
    model.send()
    assert [job.kind for job in world.store.outbox.about_post(key)] == [JobKind.EDIT_POST]
    changed = world.store.posts.get(key)
    assert changed is not None
    assert changed.body == "the"


def test_discarding_gives_back_the_unchanged_post(world: World) -> None:
    me = world.store.people.get(world.store.me)
    assert me is not None
    world.refresh(entry(1, of=post(1, me, "teh")))
    model = composer(world, edit(first_post(world)))
    model.set_text("something")
    model.save_now()
    model.discard()
    assert model.text == "teh"
    assert world.store.drafts.names("") == []


def test_an_undone_post_is_back_in_the_box(world: World) -> None:
    model = composer(world)
    model.set_text("hello")
    key = model.send()
    assert key is not None
    undoing.undo(world.store, world.store.outbox.about_post(key)[0].id, now=world.now)
    assert model.text == "hello"
    assert world.shown() == []


def test_a_closed_composer_listens_no_more(world: World) -> None:
    before = world.store.feed.subscribers
    composer(world).close()
    assert world.store.feed.subscribers == before


def test_posting_elsewhere_leaves_the_text_alone(world: World) -> None:
    model = composer(world)
    model.set_text("hello")
    posting.publish(world.store, "other", now=world.now, undo_s=0, draft="dialog")
    assert model.text == "hello"

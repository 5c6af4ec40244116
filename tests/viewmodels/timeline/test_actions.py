"""The wishes of a row become commands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.commands import posting
from microblog_desktop.domain.outbox import POSTS_QUEUE, JobKind
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.posts.translation import Translation
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.fakes.ports import FakePostSync
from tests.store.world import JOHN, SUSAN, World, entry, post
from tests.viewmodels.timeline.home import Home


@pytest.fixture
def home(world: World, qapp: QApplication) -> Home:
    world.refresh(entry(2, of=post(2, SUSAN, "mine")), entry(1, of=post(1, JOHN, "theirs")))
    return Home(world)


def refused(home: Home, body: str) -> PostRow:
    posting.publish(home.world.store, body, now=home.world.now, undo_s=0, draft="home")
    job = home.world.store.outbox.claim(POSTS_QUEUE, home.world.now)
    assert job is not None
    with home.world.store.transaction():
        home.world.store.outbox.refuse(job.id, Problem(ProblemKind.REFUSED))
    return home.post(body)


def test_a_deletion_stands_on_its_row_and_is_taken_back_there(home: Home) -> None:
    actions = PostActions(home.world.store, lambda: 5, FakePostSync())
    mine = home.post("mine")
    actions.delete(mine)
    going = home.post("mine")
    assert going.delivery is not None
    assert going.delivery.text == "Deleting in 5 s"
    assert going.delivery.can_undo
    assert (going.can_delete, going.can_edit, going.can_reply) == (False, False, False)
    actions.undo(going.delivery.job)
    assert home.post("mine").delivery is None
    assert home.post("mine").can_delete


def test_a_refused_deletion_is_said_on_its_row_and_can_be_dropped(home: Home) -> None:
    actions = PostActions(home.world.store, lambda: 0, FakePostSync())
    actions.delete(home.post("mine"))
    job = home.world.store.outbox.claim(POSTS_QUEUE, home.world.now)
    assert job is not None
    with home.world.store.transaction():
        home.world.store.outbox.refuse(job.id, Problem(ProblemKind.FORBIDDEN))
    row = home.post("mine")
    assert row.delivery is not None
    assert (row.delivery.text, row.delivery.deletes) == ("Not deleted", True)
    actions.discard(row.delivery.job)
    assert home.post("mine").delivery is None


def test_a_refused_text_is_taken_back_into_a_draft(home: Home) -> None:
    actions = PostActions(home.world.store, lambda: 0, FakePostSync())
    row = refused(home, "Too long")
    assert row.delivery is not None
    assert actions.take_back(row, row.delivery.job) is JobKind.CREATE_POST
    draft = home.world.store.drafts.get("dialog")
    assert draft is not None
    assert draft.body == "Too long"
    assert "Too long" not in home.texts()
    assert actions.take_back(row, row.delivery.job) is None


def test_a_refused_text_can_be_tried_again_or_thrown_away(home: Home) -> None:
    actions = PostActions(home.world.store, lambda: 0, FakePostSync())
    row = refused(home, "Once more")
    assert row.delivery is not None
    actions.try_again(row.delivery.job)
    again = home.post("Once more").delivery
    assert again is not None
    assert not again.can_try_again
    actions.discard(row.delivery.job)
    assert "Once more" not in home.texts()


def test_following_from_a_row_shows_in_its_menu_at_once(home: Home) -> None:
    actions = PostActions(home.world.store, lambda: 0, FakePostSync())
    assert home.post("theirs").you_follow
    actions.unfollow(JOHN.id)
    assert not home.post("theirs").you_follow
    actions.follow(JOHN.id)
    assert home.post("theirs").you_follow


def test_a_reaction_is_done_and_taken_back(home: Home) -> None:
    actions = PostActions(home.world.store, lambda: 5, FakePostSync())
    actions.toggle(home.post("theirs"), Reaction.LIKE)
    assert home.post("theirs").liked
    actions.toggle(home.post("theirs"), Reaction.LIKE)
    assert not home.post("theirs").liked
    assert home.world.store.outbox.queues() == []


def test_how_much_of_a_post_is_open_is_known_after_a_restart(home: Home) -> None:
    PostActions(home.world.store, lambda: 5, FakePostSync()).keep_open(home.post("theirs"), 2)
    brought = post(1, JOHN, "as a page brings it again")
    home.world.refresh(entry(2, of=post(2, SUSAN, "mine")), entry(1, of=brought))
    again = Home(home.world)
    assert again.post(brought.body).opened == 2
    assert again.post("mine").opened == 0


def test_a_translation_is_asked_for_once_and_hidden_by_the_next_press(home: Home) -> None:
    sync, store = FakePostSync(), home.world.store
    actions = PostActions(store, lambda: 5, sync)
    post = home.post("theirs").post
    actions.translate(home.post("theirs"))
    assert sync.asked == [("translate", post, "en")]
    with store.transaction():
        store.translations.save(post, "en", Translation("theirs, too", "de", "en", "Fake"), of="theirs")
    actions.translate(home.post("theirs"))
    assert home.post("theirs").translation is None
    actions.translate(home.post("theirs"))
    words = home.post("theirs").translation
    assert words is not None
    assert words.text is not None
    assert words.text.text == "theirs, too"
    assert len(sync.asked) == 1


def in_korean(home: Home) -> PostRow:
    return replace(home.post("theirs"), language="ko", can_translate=True)


def test_what_is_in_view_is_translated_unasked_where_that_is_wanted_and_only_once(home: Home) -> None:
    sync = FakePostSync()
    chosen: set[str] = set()
    actions = PostActions(home.world.store, lambda: 5, sync, languages_to_translate=lambda: frozenset(chosen))
    row = in_korean(home)
    actions.translate_unasked(row)
    assert sync.asked == []
    chosen.add("ko")
    assert actions.translates_unasked
    actions.translate_unasked(replace(row, language="de"))
    actions.translate_unasked(replace(row, can_translate=False))
    assert sync.asked == []
    actions.translate_unasked(row)
    actions.translate(home.post("theirs"))
    actions.translate_unasked(row)
    assert sync.asked == [("translate", row.post, "en")]


def test_what_somebody_hid_is_not_translated_unasked_after_another_start(home: Home) -> None:
    def started() -> tuple[PostActions, FakePostSync]:
        sync = FakePostSync()
        wanted = frozenset({"ko"})
        return PostActions(home.world.store, lambda: 5, sync, languages_to_translate=lambda: wanted), sync

    actions, _sync = started()
    actions.translate_unasked(in_korean(home))
    actions.translate(home.post("theirs"))
    actions, sync = started()
    actions.translate_unasked(in_korean(home))
    assert sync.asked == []
    actions.translate(home.post("theirs"))
    actions, sync = started()
    with home.world.store.transaction():
        home.world.store.translations.want(in_korean(home).post, None)
    actions.translate_unasked(in_korean(home))
    assert len(sync.asked) == 1, "who wants it again by hand has it as before"


def test_offline_and_where_bytes_are_paid_for_nothing_is_translated_unasked_but_later(home: Home) -> None:
    sync = FakePostSync()
    actions = PostActions(home.world.store, lambda: 5, sync, languages_to_translate=lambda: frozenset({"ko"}))
    status = home.world.store.status
    online = status.network
    status.set_network(replace(online, is_online=False))
    actions.translate_unasked(in_korean(home))
    assert sync.asked == []
    status.set_network(online)
    status.is_metered = True
    actions.translate_unasked(in_korean(home))
    assert sync.asked == []
    status.is_metered = False
    actions.translate_unasked(in_korean(home))
    assert len(sync.asked) == 1

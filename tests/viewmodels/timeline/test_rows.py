"""What a row says."""

from __future__ import annotations

from dataclasses import replace

from microblog_desktop.domain.ids import EntryKey
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.rows import EntryRow
from microblog_desktop.viewmodels.timeline.rows import Offers, PostRow, timeline_row
from tests.store.world import JOHN, NOON, SUSAN, World, entry, post
from tests.viewmodels.timeline.home import ALL


def row_of(world: World, offers: Offers = ALL) -> PostRow:
    entries = world.store.timelines.entry_rows(world.keys())
    row = timeline_row(entries[0], offers, world.now, is_online=True)
    assert isinstance(row, PostRow)
    return row


def test_a_post_is_spoken_in_one_breath(world: World) -> None:
    reposted = replace(post(7, body="Tea is ready."), likes=2, replies=1, reply_to_author="susan")
    world.refresh(entry(7, of=reposted, reposted_by=SUSAN))
    world.later(7 + 120)
    said = "Susan reposted. John, @john, 2 minutes ago. Replying to @susan. Tea is ready. 1 reply. 2 likes"
    assert row_of(world).spoken == said


def test_actions_are_offered_only_where_they_can_work(world: World) -> None:
    world.refresh(entry(1))
    theirs = row_of(world)
    assert (theirs.can_edit, theirs.can_delete, theirs.can_follow, theirs.can_message) == (False, False, True, True)
    world.refresh(entry(2, of=post(2, SUSAN)), entry(1))
    mine = row_of(world)
    assert (mine.can_edit, mine.can_delete, mine.can_follow, mine.can_message) == (True, True, False, False)
    nothing = row_of(world, Offers(can_write=False, can_follow=False, can_message=False))
    assert (nothing.can_reply, nothing.can_edit, nothing.can_delete) == (False, False, False)


def test_only_web_addresses_and_links_of_this_program_are_offered(world: World) -> None:
    world.refresh(entry(1, of=replace(post(1), url="javascript:alert(1)")))
    assert row_of(world).url is None
    for url in ("https://example.net/@john/1", "microblog://example.net/posts/1"):
        world.refresh(entry(1, of=replace(post(1), url=url)))
        assert row_of(world).url == url


def test_a_person_without_a_name_is_called_by_the_user_name(world: World) -> None:
    world.refresh(entry(1, of=post(1, Person(JOHN.id, "john", "  "))))
    assert row_of(world).name == "john"


def test_an_entry_without_anything_has_no_row() -> None:
    empty = EntryRow(EntryKey(1), "1", None, None, None)
    assert timeline_row(empty, ALL, NOON, is_online=True) is None

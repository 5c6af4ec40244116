"""Where somebody reads, what they have seen, and what is new to them."""

from __future__ import annotations

from datetime import timedelta

from microblog_desktop.domain.ids import EXPLORE, HOME, EntryKey, MessageKey
from microblog_desktop.store.account.timelines.reading import COUNT_LIMIT
from microblog_desktop.store.rows import ReadingMark, ReadingPosition, ReadUpTo
from tests.store.world import JOHN, NOON, SUSAN, World, entries, entry, messages, post


def save(world: World, index: int, offset_px: int, character: int = -1) -> ReadingPosition:
    """Read at the row with this index."""
    row = world.store.timelines.entry_rows(world.keys())[index]
    position = ReadingPosition(row.key, row.order, offset_px, character)
    with world.store.transaction():
        world.store.timelines.reading.save_position(HOME, position)
    return position


def hide(world: World, body: str) -> None:
    """As deleting does until the server has answered."""
    with world.store.transaction():
        world.store.db.write(
            "UPDATE entry SET is_hidden = 1 WHERE post IN (SELECT key FROM post WHERE body = ?)", (body,)
        )


def test_the_position_comes_back_to_the_line_of_text(world: World) -> None:
    world.refresh(*entries(3, 2, 1))
    saved = save(world, 1, 17, character=120)
    assert world.store.timelines.reading.position(HOME) == saved
    assert world.store.timelines.reading.position(EXPLORE) is None


def test_the_next_older_post_stands_where_a_deleted_one_stood(world: World) -> None:
    world.refresh(*entries(4, 3, 2, 1))
    row = save(world, 1, -230)
    world.refresh(*entries(4, 2))
    older = world.store.timelines.entry_rows(world.keys())[1]
    assert older.post is not None
    assert older.post.body == "post 2"
    assert world.store.timelines.reading.position(HOME) == ReadingPosition(older.key, older.order, -230)
    assert world.store.timelines.around(HOME, row.entry, 1, 0) == world.keys()[:2]


def test_after_a_cut_post_that_was_deleted_the_next_older_one_is_at_the_edge(world: World) -> None:
    world.refresh(*entries(4, 3, 2, 1))
    save(world, 1, 900, character=400)
    world.refresh(*entries(4, 2))
    position = world.store.timelines.reading.position(HOME)
    assert position is not None
    assert (position.entry, position.offset_px, position.character) == (world.keys()[1], 0, -1)


def test_a_position_on_a_post_that_is_being_deleted_falls_to_the_next_older_one(world: World) -> None:
    world.refresh(*entries(4, 3, 2, 1))
    save(world, 1, -50)
    hide(world, "post 3")
    position = world.store.timelines.reading.position(HOME)
    assert position is not None
    assert position.entry == world.keys()[1]
    assert position.offset_px == -50


def test_a_position_below_everything_falls_to_the_newest(world: World) -> None:
    world.refresh(*entries(2, 1))
    save(world, 1, 3)
    world.refresh(*entries(9), has_more=False)
    position = world.store.timelines.reading.position(HOME)
    assert position is not None
    assert position.entry == world.keys()[0]


def test_what_was_read_is_known_after_a_restart(world: World) -> None:
    reading = world.store.timelines.reading
    assert reading.read_up_to(HOME) is None
    with_line = ReadUpTo("00000003", NOON, ReadingMark("00000003", NOON - timedelta(hours=2)))
    with world.store.transaction():
        reading.save_read(HOME, with_line)
    assert reading.read_up_to(HOME) == with_line
    assert reading.read_up_to(EXPLORE) is None
    without = ReadUpTo("00000004", NOON, None)
    with world.store.transaction():
        reading.save_read(HOME, without)
    assert reading.read_up_to(HOME) == without


def test_posts_of_others_are_new_and_gaps_and_ones_own_are_not(world: World) -> None:
    world.refresh(*entries(1))
    world.refresh(entry(9), entry(8, of=post(8, SUSAN)), entry(7, of=post(2), reposted_by=SUSAN), entry(6))
    with world.store.transaction():
        world.store.timelines.add_local(HOME, world.store.posts.create_local("mine", NOON, None))
    assert world.shown() == ["mine", "post 9", "post 8", "post 2", "post 6", "…", "post 1"]
    assert world.store.timelines.reading.count_new(HOME, "00000001") == 2
    assert world.store.timelines.reading.count_new(HOME, "00000006") == 1
    assert world.store.timelines.reading.count_new(HOME, "00000001", limit=1) == 1


def test_my_post_that_somebody_reposts_is_new(world: World) -> None:
    world.refresh(*entries(1))
    john = entry(1).post.author
    world.refresh(entry(5, of=post(2, SUSAN), reposted_by=john), *entries(1))
    assert world.store.timelines.reading.count_new(HOME, "00000001") == 1


def test_counting_stops_somewhere(world: World) -> None:
    world.refresh(*entries(*range(COUNT_LIMIT + 50, 0, -1)))
    assert world.store.timelines.reading.count_new(HOME, "00000001") == COUNT_LIMIT


def test_an_entry_that_is_gone_stands_where_it_was_saved(world: World) -> None:
    world.refresh(*entries(3, 2, 1))
    saved = save(world, 1, 0)
    world.refresh(*entries(3, 1))
    found = world.store.timelines.reading.find_place(HOME, saved.entry)
    assert found is not None
    assert found.sort == saved.order
    assert world.store.timelines.reading.find_place(HOME, EntryKey(999)) is None


def test_conversations_have_places_of_their_own(world: World) -> None:
    positions, home = world.store.messages.positions, world.store.timelines.reading
    world.refresh(*entries(3, 2, 1))
    saved = save(world, 1, 17)
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(4, 3, 2, 1))
    newest = world.store.messages.newest(JOHN.id, 4)
    position = positions.position_at(newest[1], -60, -1)
    assert position is not None
    with world.store.transaction():
        positions.save_position(JOHN.id, position)
    assert positions.position(JOHN.id) == position
    assert positions.position(SUSAN.id) is None
    assert home.position(HOME) == saved
    with world.store.transaction():
        world.store.messages.hide(newest[1])
    heir = positions.position(JOHN.id)
    assert heir is not None
    assert (MessageKey(heir.entry), heir.offset_px) == (newest[2], -60)
    with world.store.transaction():
        world.store.messages.remove(newest[1])
    assert positions.position_at(newest[1], 0, -1) is None
    assert positions.position(JOHN.id) == heir
    with world.store.transaction():
        positions.forget_position(JOHN.id)
    assert positions.position(JOHN.id) is None
    assert home.position(HOME) == saved

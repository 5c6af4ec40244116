"""What happened, and how much of it waits to be read (store/account/notifications.py)."""

from __future__ import annotations

from datetime import timedelta

from microblog_desktop.domain.ids import NotificationId, NotificationKey, PostId
from microblog_desktop.domain.inbox.notification import Notification, NotificationKind, NotificationPage
from microblog_desktop.domain.posts.post import Post
from tests.store.world import JOHN, NOON, SUSAN, World

POST = Post(PostId("7"), SUSAN, "Hello", NOON)


def told(
    number: int, kind: NotificationKind = NotificationKind.LIKE, *, is_read: bool = False, post: Post | None = POST
) -> Notification:
    order = f"{number:08}"
    at = NOON + timedelta(minutes=number)
    return Notification(NotificationId(str(number)), kind, JOHN, at, order, order, post, is_read)


def look(world: World, *items: Notification, count: int | None = None, has_more: bool = False) -> None:
    with world.store.transaction():
        world.store.notifications.merge_newest(NotificationPage(items, has_more))
        unread = sum(not one.is_read and one.kind is not NotificationKind.MESSAGE for one in items)
        world.store.notifications.set_server_count(unread if count is None else count)


def keys(world: World) -> list[NotificationKey]:
    return world.store.notifications.newest(100)


def read_up_to(world: World, index: int) -> None:
    with world.store.transaction():
        world.store.notifications.mark_read_locally(keys(world)[index])


def unread_rows(world: World) -> int:
    return sum(not row.is_read for row in world.store.notifications.rows(keys(world)) if row.gap is None)


def test_the_badge_is_what_the_page_shows() -> None:
    world = World()
    look(world, told(5), told(4, NotificationKind.FOLLOW, post=None), told(3, is_read=True))
    assert world.store.unread.notifications() == unread_rows(world) == 2
    rows = world.store.notifications.rows(keys(world))
    assert [(row.kind, row.is_read) for row in rows] == [
        (NotificationKind.LIKE, False),
        (NotificationKind.FOLLOW, False),
        (NotificationKind.LIKE, True),
    ]


def test_messages_and_what_is_not_known_are_neither_shown_nor_counted() -> None:
    world = World()
    look(world, told(3, NotificationKind.MESSAGE, post=None), told(2, NotificationKind.OTHER), told(1), count=1)
    assert len(keys(world)) == world.store.unread.notifications() == 1


def test_beyond_the_end_of_what_is_here_the_servers_number_counts() -> None:
    world = World()
    look(world, told(9), told(8), count=120, has_more=True)
    assert world.store.unread.notifications() == 120
    with world.store.transaction():
        edge = world.store.notifications.oldest_edge()
        assert edge is not None
        world.store.notifications.merge_before(NotificationPage((told(7), told(6, is_read=True)), has_more=False), edge)
    assert world.store.unread.notifications() == 3


def test_what_was_seen_counts_at_once_and_the_server_hears_of_it_later() -> None:
    world = World()
    look(world, told(5), told(4), told(3))
    read_up_to(world, 1)
    assert world.store.unread.notifications() == unread_rows(world) == 1
    assert world.store.notifications.unsent_mark() == NotificationId("4")
    # The server does not know yet, and says so.
    look(world, told(5), told(4), told(3))
    assert world.store.unread.notifications() == unread_rows(world) == 1
    with world.store.transaction():
        world.store.notifications.mark_sent(NotificationId("4"))
    assert world.store.notifications.unsent_mark() is None
    assert world.store.unread.notifications() == unread_rows(world) == 1


def test_a_mark_never_goes_back_and_one_that_is_late_does_not_undo_a_later_one() -> None:
    world = World()
    look(world, told(5), told(4), told(3))
    read_up_to(world, 0)
    read_up_to(world, 2)
    assert world.store.notifications.unsent_mark() == NotificationId("5")
    with world.store.transaction():
        world.store.notifications.mark_sent(NotificationId("3"))
    assert world.store.notifications.unsent_mark() == NotificationId("5")
    assert world.store.unread.notifications() == 0


def test_what_was_read_on_another_device_is_read_here() -> None:
    world = World()
    look(world, told(5), told(4))
    look(world, told(5, is_read=True), told(4, is_read=True))
    assert world.store.unread.notifications() == unread_rows(world) == 0


def test_nothing_is_told_of_what_was_read_before() -> None:
    world = World()
    look(world, told(5, is_read=True))
    read_up_to(world, 0)
    assert world.store.notifications.unsent_mark() is None


def test_a_like_that_was_taken_back_goes_with_its_number() -> None:
    world = World()
    look(world, told(5), told(4), told(3))
    look(world, told(5), told(3))
    assert len(keys(world)) == world.store.unread.notifications() == 2


def test_a_post_that_goes_takes_its_notifications_along() -> None:
    world = World()
    look(world, told(5), told(4, NotificationKind.FOLLOW, post=None))
    with world.store.transaction():
        key = world.store.posts.by_remote(POST.id)
        assert key is not None
        world.store.posts.remove(key)
    assert len(keys(world)) == world.store.unread.notifications() == 1


def test_after_a_week_what_lies_between_is_a_gap() -> None:
    world = World()
    look(world, told(5), told(4))
    look(world, *[told(number) for number in range(90, 40, -1)], has_more=True)
    rows = world.store.notifications.rows(keys(world))
    (gap,) = [row for row in rows if row.gap is not None]
    edges = world.store.notifications.gap_edges(gap.key)
    assert edges is not None
    with world.store.transaction():
        between = tuple(told(number) for number in range(40, 5, -1))
        world.store.notifications.merge_before(NotificationPage((*between, told(5)), has_more=True), edges.top)
    assert not [row for row in world.store.notifications.rows(keys(world)) if row.gap is not None]
    assert len(keys(world)) == 87

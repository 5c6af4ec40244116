"""What many people did to one post is one row (viewmodels/notifications/grouping.py)."""

from __future__ import annotations

from datetime import timedelta

from microblog_desktop.domain.ids import NotificationKey
from microblog_desktop.domain.inbox.notification import NotificationKind
from microblog_desktop.store.rows import GapState, StoredNotification
from microblog_desktop.viewmodels.notifications.grouping import TOGETHER, grouped
from tests.store.world import JOHN, NOON, World, entries

LIKE, FOLLOW, REPLY = NotificationKind.LIKE, NotificationKind.FOLLOW, NotificationKind.REPLY


def row(key: int, kind: NotificationKind | None = LIKE, *, days: float = 0, is_read: bool = True) -> StoredNotification:
    at = NOON - timedelta(days=days)
    gap = GapState(NotificationKey(key), is_filling=False, problem=None) if kind is None else None
    return StoredNotification(NotificationKey(key), kind, JOHN, None, at, is_read, gap)


def keys(*rows: StoredNotification) -> list[list[int]]:
    unread = {one.key for one in rows if not one.is_read}
    return [[one.key for one in group] for group in grouped(rows, unread.__contains__)]


def test_likes_stand_together_and_others_between_them_do_not_part_them() -> None:
    assert keys(row(5), row(4, FOLLOW), row(3), row(2, FOLLOW), row(1)) == [[5, 3, 1], [4, 2]]


def test_answers_stand_by_themselves() -> None:
    assert keys(row(3, REPLY), row(2, REPLY), row(1)) == [[3], [2], [1]]


def test_what_is_unread_never_stands_with_what_was_read() -> None:
    assert keys(row(4, is_read=False), row(3, is_read=False), row(2), row(1)) == [[4, 3], [2, 1]]


def test_what_happened_long_before_stands_by_itself() -> None:
    late = TOGETHER.days
    assert keys(row(3), row(2, days=late), row(1, days=late + 1)) == [[3, 2], [1]]


def test_nothing_stands_together_over_a_gap() -> None:
    assert keys(row(3), row(2, None), row(1)) == [[3], [2], [1]]


def test_likes_of_two_posts_are_two_rows() -> None:
    world = World()
    world.refresh(*entries(2, 1))
    posts = [found.post for found in world.store.timelines.entry_rows(world.store.timelines.newest("home", 2))]  # type: ignore[arg-type]  # the key of Home
    rows = [
        StoredNotification(NotificationKey(number), LIKE, JOHN, posts[number % 2], NOON, is_read=True, gap=None)
        for number in range(4, 0, -1)
    ]
    assert keys(*rows) == [[4, 2], [3, 1]]

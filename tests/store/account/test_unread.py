"""The numbers of the badges (store/account/unread.py); what is read is tested with what is counted."""

from __future__ import annotations

from microblog_desktop.store.account.unread import MESSAGES, NOTIFICATIONS
from microblog_desktop.store.changes import ChangeSet
from tests.store.world import World


def test_nothing_waits_in_a_new_file() -> None:
    unread = World().store.unread
    assert (unread.messages(), unread.notifications()) == (0, 0)


def test_of_lists_that_are_not_here_the_server_s_count_is_told() -> None:
    world = World()
    with world.store.transaction():
        assert world.store.unread.set_of_server(MESSAGES, 3)
        assert world.store.unread.set_of_server(NOTIFICATIONS, 5)
    assert (world.store.unread.messages(), world.store.unread.notifications()) == (3, 5)
    assert ChangeSet(counts=frozenset({MESSAGES, NOTIFICATIONS})) in world.told


def test_the_same_count_again_is_no_news() -> None:
    world = World()
    with world.store.transaction():
        world.store.unread.set_of_server(MESSAGES, 3)
    told = len(world.told)
    with world.store.transaction():
        assert not world.store.unread.set_of_server(MESSAGES, 3)
    assert len(world.told) == told

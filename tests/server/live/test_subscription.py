"""What waits for one reader is bounded (microblog_server/live/subscription.py)."""

from __future__ import annotations

from microblog_server.live.events import counts_changed, entry_added, everything_changed, post_changed
from microblog_server.live.subscription import MOST_WAITING, Subscription


def test_equal_events_wait_once_at_their_newest_place() -> None:
    subscription = Subscription(1, 1, 0, 0)
    for id, event in (("1", entry_added()), ("2", counts_changed()), ("3", entry_added())):
        subscription.ring(id, event)
    assert list(subscription.take().items()) == [(counts_changed(), "2"), (entry_added(), "3")]
    assert subscription.take() == {}


def test_too_many_different_events_become_one_reset() -> None:
    subscription = Subscription(1, 1, 0, 0)
    for number in range(MOST_WAITING + 1):
        subscription.ring(str(number), post_changed(number))
    assert subscription.take() == {everything_changed(): str(MOST_WAITING)}
    for number in range(10 * MOST_WAITING):
        subscription.ring(str(number), post_changed(number))
    waiting = subscription.take()
    assert next(iter(waiting)) == everything_changed()
    assert len(waiting) <= MOST_WAITING


def test_what_was_missed_comes_before_what_came_since() -> None:
    subscription = Subscription(1, 1, 0, 0)
    subscription.start_id = "9"
    subscription.ring("12", counts_changed())
    subscription.ring_before({entry_added(): "10", counts_changed(): "11"})
    assert list(subscription.take().items()) == [(entry_added(), "10"), (counts_changed(), "12")]
    assert subscription.start_id == ""


def test_each_ring_is_heard() -> None:
    subscription = Subscription(1, 1, 0, 0)
    heard: list[str] = []
    subscription.on_ring = lambda: heard.append("ring")
    subscription.ring("1", entry_added())
    subscription.beat()
    subscription.end()
    assert len(heard) == 3
    assert subscription.is_ended
    assert subscription.is_heartbeat_due

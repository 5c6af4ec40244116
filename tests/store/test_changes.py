"""Changes of one turn are told once, to those who still listen."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.store.changes import ChangeFeed, ChangeSet

HOME = ChangeSet(drafts=frozenset({"home"}))
DIALOG = ChangeSet(drafts=frozenset({"dialog"}))


def test_changes_of_one_turn_are_merged() -> None:
    turn: list[Callable[[], None]] = []
    told: list[ChangeSet] = []
    feed = ChangeFeed(turn.append)
    feed.subscribe(told.append)
    feed.publish(HOME)
    feed.publish(DIALOG)
    feed.publish(ChangeSet())
    assert told == []
    assert len(turn) == 1
    turn.pop()()
    assert told == [HOME | DIALOG]
    feed.publish(HOME)
    turn.pop()()
    assert told[1:] == [HOME]


def test_nothing_is_not_told() -> None:
    turn: list[Callable[[], None]] = []
    ChangeFeed(turn.append).publish(ChangeSet())
    assert turn == []


def test_a_subscription_ends_even_while_changes_are_told() -> None:
    told: list[str] = []
    feed = ChangeFeed(lambda flush: flush())

    def first(_changes: ChangeSet) -> None:
        told.append("first")
        end_second()
        end_second()

    end_first = feed.subscribe(first)
    end_second = feed.subscribe(lambda _changes: told.append("second"))
    feed.publish(HOME)
    assert told == ["first"]
    end_first()
    assert feed.subscribers == 0

"""Tell the rest of the client what a commit changed.

Changes of all commits in one turn of the event loop are merged and told once,
after the turn. A change names rows and never carries them: subscribers read
again what they show.
"""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.domain.ids import MessageKey, PersonId, PostKey, TimelineKey
from microblog_desktop.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The rows that one or more commits touched."""

    posts: frozenset[PostKey] = frozenset()
    timelines: frozenset[TimelineKey] = frozenset()
    people: frozenset[PersonId] = frozenset()
    conversations: frozenset[PersonId] = frozenset()
    messages: frozenset[MessageKey] = frozenset()
    pictures: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()
    preferences: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()
    outbox: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()

    def __or__(self, other: ChangeSet) -> ChangeSet:
        return ChangeSet(**{name: getattr(self, name) | getattr(other, name) for name in self.__match_args__})

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__match_args__)


class ChangeFeed:
    """Pass change sets from the store to whoever shows or delivers its rows."""

    def __init__(self, defer: Callable[[Callable[[], None]], object]) -> None:
        """Tell by `defer`, which must call back after the current turn of the loop."""
        self._defer = defer
        self._subscribers: list[Callable[[ChangeSet], None]] = []
        self._pending = ChangeSet()
        self._is_deferred = False

    @property
    def subscribers(self) -> int:
        """How many subscriptions are open; zero when everything was closed."""
        return len(self._subscribers)

    def subscribe(self, on_change: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Call `on_change` from now on; the returned function ends that, and may be called twice."""
        self._subscribers.append(on_change)

        def unsubscribe() -> None:
            if on_change in self._subscribers:
                self._subscribers.remove(on_change)

        return unsubscribe

    def publish(self, changes: ChangeSet) -> None:
        if not changes:
            return
        self._pending |= changes
        if not self._is_deferred:
            self._is_deferred = True
            self._defer(self._flush)

    def _flush(self) -> None:
        changes, self._pending = self._pending, ChangeSet()
        self._is_deferred = False
        for on_change in tuple(self._subscribers):
            if on_change in self._subscribers:
                on_change(changes)

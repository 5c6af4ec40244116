"""One stream's end of the line: what it has still to be told, bounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from microblog_server.live.events import Event, everything_changed

# So many different events before somebody who does not read is told to read everything instead.
MOST_WAITING = 64


class Subscription:
    """Nothing here waits for the reader: `ring` costs the same for a slow one and a quick one.

    `on_ring` is called when there is something to `take`, or the stream is to end.
    """

    __slots__ = (
        "_waiting",
        "is_ended",
        "is_heartbeat_due",
        "on_ring",
        "person_id",
        "start",
        "start_id",
        "token_id",
        "turn",
    )

    def __init__(self, person_id: int, token_id: int, start: int, turn: int) -> None:
        self.person_id = person_id
        self.token_id = token_id
        # Announcements up to this number were true before the stream began.
        self.start = start
        self.start_id = ""
        self.turn = turn
        self.is_ended = False
        self.is_heartbeat_due = False
        self.on_ring: Callable[[], None] = _nobody_listens_yet
        # Made when it is needed: most streams are idle.
        self._waiting: dict[Event, str] | None = None

    def ring(self, id: str, event: Event) -> None:
        """Equal events wait once, with the newest id."""
        waiting = self._waiting
        if waiting is None:
            waiting = self._waiting = {}
        waiting.pop(event, None)
        if len(waiting) >= MOST_WAITING:
            waiting.clear()
            event = everything_changed()
        waiting[event] = id
        self.on_ring()

    def ring_before(self, missed: Mapping[Event, str]) -> None:
        """What was missed comes before what has come since; until it is told, the reader is not at the start."""
        if missed:
            self.start_id = ""
        since, self._waiting = self._waiting or {}, None
        for event, id in (*missed.items(), *since.items()):
            self.ring(id, event)

    @property
    def is_full(self) -> bool:
        """The reader was too slow, and has still to be told."""
        return self._waiting is not None and everything_changed() in self._waiting

    def take(self) -> dict[Event, str]:
        waiting, self._waiting = self._waiting, None
        return waiting or {}

    def beat(self) -> None:
        """Something is to be sent even if nothing happens."""
        self.is_heartbeat_due = True
        self.on_ring()

    def end(self) -> None:
        self.is_ended = True
        self.on_ring()


def _nobody_listens_yet() -> None:
    return

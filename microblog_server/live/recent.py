"""The last announcements, so that who was away for a moment can be told what they missed."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import islice

from microblog_server.live.events import Announcement

MOST = 4096


@dataclass(frozen=True, slots=True)
class Received:
    """`number` counts what this process received; `id` is the name that clients know."""

    number: int
    id: str
    announcement: Announcement


class Recent:
    """Bounded. An id names the place after its announcement; `first_id` the place before all."""

    def __init__(self, first_id: str, most: int = MOST) -> None:
        self.last_id = first_id
        self.last_number = 0
        self._most = most
        self._kept: deque[Received] = deque()
        self._first_id = first_id
        self._places = {first_id: 0}

    def add(self, id: str, announcement: Announcement) -> Received:
        if len(self._kept) == self._most:
            # The place after the one that goes is now the first that is known.
            del self._places[self._first_id]
            self._first_id = self._kept.popleft().id
        received = Received(self.last_number + 1, id, announcement)
        self._kept.append(received)
        self._places[id] = received.number
        self.last_id, self.last_number = id, received.number
        return received

    def begin_anew(self, id: str) -> None:
        """Something was lost: no place before this one is known any more."""
        self._kept.clear()
        self._places = {id: self.last_number}
        self._first_id = self.last_id = id

    def after(self, id: str) -> list[Received] | None:
        """What came after that place; None when it is not known here (any more)."""
        place = self._places.get(id)
        if place is None:
            return None
        return list(islice(self._kept, len(self._kept) - (self.last_number - place), None))

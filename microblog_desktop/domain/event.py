"""What a server's stream tells: that something is new, and where. Never what it says there."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.ids import PersonId, PostId
from microblog_desktop.domain.values import dataclass


class LiveEventKind(Enum):
    OPENED = "opened"  # the stream stands: what happens from now on is told
    PLACE = "place"  # nothing happened; there is a newer place to come back to
    TIMELINE = "timeline"
    MESSAGE = "message"
    NOTIFICATION = "notification"
    COUNTS = "counts"
    JOB = "job"
    RESET = "reset"  # events are missing: what is shown must be read again


ADDED, CHANGED, REMOVED, REBUILT = "added", "changed", "removed", "rebuilt"
"""What may have happened to a timeline."""


@dataclass(frozen=True, slots=True)
class LiveEvent:
    """One ring of the bell.

    `id` is the place to come back to ("" where the server gave none), `change` what
    happened to Home. `retry_s` is how long the server wants us to stay away when the
    stream ends; it stands on the first event after the server said so.
    """

    kind: LiveEventKind
    id: str = ""
    change: str = ""
    post: PostId | None = None
    person: PersonId | None = None
    entry: str | None = None
    retry_s: float | None = None

"""What can be told live, and to whom. An event says what to read, never what it says there."""

from __future__ import annotations

import json
from dataclasses import dataclass

TIMELINE, MESSAGE, NOTIFICATION, COUNTS, JOB, RESET = "timeline", "message", "notification", "counts", "job", "reset"
# Never sent: it ends the streams of a token (`data` is the token's id).
END = "end"


@dataclass(frozen=True, slots=True)
class Event:
    """`data` is one line of JSON. Equal events are one: who is told twice before looking looks once."""

    kind: str
    data: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """An event for some people, for all followers of some others, or for everybody who is connected."""

    event: Event
    people: tuple[int, ...] = ()
    followers_of: tuple[int, ...] = ()
    is_for_everybody: bool = False

    def to_json(self) -> str:
        values = (self.event.kind, self.event.data, self.people, self.followers_of, self.is_for_everybody)
        return json.dumps(values, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Announcement:
        kind, data, people, followers_of, is_for_everybody = json.loads(text)
        return cls(Event(kind, data), tuple(people), tuple(followers_of), is_for_everybody)


def entry_added() -> Event:
    return _event(TIMELINE, change="added", read="/api/timeline")


def post_changed(post_id: int) -> Event:
    """Its text, or what the reader has done with it on another device."""
    return _event(TIMELINE, change="changed", post=post_id, read=f"/api/posts/{post_id}")


def post_removed(post_id: int) -> Event:
    """All entries of it are gone."""
    return _event(TIMELINE, change="removed", post=post_id, read="/api/timeline")


def entry_removed(entry_id: int) -> Event:
    return _event(TIMELINE, change="removed", entry=f"e{entry_id}", read="/api/timeline")


def home_rebuilt() -> Event:
    """Older entries have come or gone: somebody is followed, or not any more."""
    return _event(TIMELINE, change="rebuilt", read="/api/timeline")


def message(other_id: int) -> Event:
    """A message in the conversation with this person, or a mark of what was read."""
    return _event(MESSAGE, person=other_id, read=f"/api/conversations/{other_id}/messages")


def notifications_changed() -> Event:
    return _event(NOTIFICATION, read="/api/notifications")


def counts_changed() -> Event:
    return _event(COUNTS, read="/api/me/counts")


def job_changed(path: str) -> Event:
    """`path` is where the job is read, such as /api/exports/7."""
    return _event(JOB, read=path)


def everything_changed() -> Event:
    """Events are missing before this one: read again all that is shown."""
    return _event(RESET, read="/api")


def _event(kind: str, **data: str | int) -> Event:
    return Event(kind, json.dumps(data, separators=(",", ":")))

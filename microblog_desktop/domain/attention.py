"""What asks for a person's attention outside the window: counts, and the system's notifications ("bubbles")."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.ids import PersonId, PostKey
from microblog_desktop.domain.values import dataclass


class NotifyDetail(Enum):
    """How much a bubble tells to whoever sees the screen."""

    TEXT = "text"  # who, and what they wrote
    NAME = "name"  # only who
    NOTHING = "nothing"  # there are no bubbles


class OnClose(Enum):
    """What closing the main window does where there is a tray."""

    ASK = "ask"
    TRAY = "tray"  # the program stays, as an icon
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Unread:
    """How much waits to be read: what every badge shows."""

    messages: int = 0
    notifications: int = 0

    @property
    def total(self) -> int:
        return self.messages + self.notifications


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Minutes since midnight, local time; over midnight where `start` is the later one. Equal ones are no time."""

    start: int
    end: int


class Opens(Enum):
    """Where a click on a bubble leads."""

    CONVERSATION = "conversation"
    MESSAGES = "messages"
    POST = "post"
    NOTIFICATIONS = "notifications"


@dataclass(frozen=True, slots=True)
class Target:
    """What a bubble is about: `person` for a conversation, `post` for a post."""

    opens: Opens
    person: PersonId | None = None
    post: PostKey | None = None


@dataclass(frozen=True, slots=True)
class Bubble:
    """One notification of the system, in plain text. One with the same `key` takes its place.

    `answers` is the person to whom a reply from the bubble goes; None where there can be none. `reply` and `send` are
    the words of its field.
    """

    key: str
    title: str
    body: str
    target: Target
    answers: PersonId | None = None
    reply: str = ""
    send: str = ""

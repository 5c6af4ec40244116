"""What the demonstration community consists of: plain data, without a database.

Every moment is told as seconds before the loading, so that the community is
always three weeks old, whenever it is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who writes here; `language` is a code such as `en` or `ko`."""

    username: str
    name: str
    email: str
    about_me: str
    language: str
    joined_days_ago: int


@dataclass(frozen=True, slots=True)
class DemoFollow:
    """`follower` and `followed` are user names."""

    follower: str
    followed: str


@dataclass(frozen=True, slots=True)
class DemoPost:
    """`key` names the post within the community; `reply_to` is the key of an older post."""

    key: str
    author: str
    body: str
    language: str
    seconds_ago: int
    reply_to: str | None = None
    likes: tuple[str, ...] = ()
    reposts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoMessage:
    """A private message from one user name to another."""

    sender: str
    recipient: str
    body: str
    seconds_ago: int
    read: bool


@dataclass(frozen=True, slots=True)
class LiveLine:
    """Something that `author` may say while the server runs with live activity."""

    author: str
    body: str
    language: str


@dataclass(frozen=True, slots=True)
class Community:
    """Everything, each tuple from the oldest to the newest where it has an order in time."""

    people: tuple[DemoPerson, ...]
    follows: tuple[DemoFollow, ...]
    posts: tuple[DemoPost, ...]
    messages: tuple[DemoMessage, ...]
    live_lines: tuple[LiveLine, ...]

"""What keys can do, each with its name for good and the keys it has until somebody chooses others."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.values import dataclass


class KeyGroup(Enum):
    READING = "reading"
    POSTS = "posts"
    WRITING = "writing"
    GOING = "going"
    WINDOW = "window"


class KeyPlace(Enum):
    """Where keys hold; two actions meet unless one is of the main window and the other of the windows beside it."""

    EVERYWHERE = "everywhere"
    MAIN = "main"
    BESIDE = "beside"
    TEXT = "text"  # while one writes: what types text cannot be chosen


@dataclass(frozen=True, slots=True)
class KeyAction:
    """Something that keys do; sequences are written as Qt's portable text."""

    name: str
    group: KeyGroup
    keys: tuple[str, ...]
    place: KeyPlace = KeyPlace.EVERYWHERE

    def meets(self, other: KeyAction) -> bool:
        return {self.place, other.place} != {KeyPlace.MAIN, KeyPlace.BESIDE}


PAGES = 9
ACCOUNTS = 9


def page_action(number: int) -> str:
    """The way to the page at this place of the side bar, from 1."""
    return f"page_{number}"


def account_action(number: int) -> str:
    """The way to the account at this place, from 1."""
    return f"account_{number}"


ACTIONS = (
    KeyAction("next", KeyGroup.READING, ("J",)),
    KeyAction("previous", KeyGroup.READING, ("K",)),
    KeyAction("newest", KeyGroup.READING, (".",)),
    KeyAction("refresh", KeyGroup.READING, ("F5", "Ctrl+R")),
    KeyAction("open", KeyGroup.POSTS, ("O",)),
    KeyAction("window", KeyGroup.POSTS, ("Shift+Return",)),
    KeyAction("reply", KeyGroup.POSTS, ("R",)),
    KeyAction("like", KeyGroup.POSTS, ("F",)),
    KeyAction("repost", KeyGroup.POSTS, ("B",)),
    KeyAction("bookmark", KeyGroup.POSTS, ("D",)),
    KeyAction("translate", KeyGroup.POSTS, ("T",)),
    KeyAction("author", KeyGroup.POSTS, ("P",)),
    KeyAction("card", KeyGroup.POSTS, ("I",)),
    KeyAction("edit", KeyGroup.POSTS, ("E",)),
    KeyAction("delete", KeyGroup.POSTS, ("Del",)),
    KeyAction("undo", KeyGroup.POSTS, ("Ctrl+Z",)),
    KeyAction("new_post", KeyGroup.WRITING, ("N", "Ctrl+N")),
    KeyAction("send", KeyGroup.WRITING, ("Ctrl+Return",), KeyPlace.TEXT),
    KeyAction("search", KeyGroup.GOING, ("/", "Ctrl+F")),
    KeyAction("jump", KeyGroup.GOING, ("Ctrl+K",)),
    KeyAction("find_here", KeyGroup.GOING, ("Ctrl+Shift+F",)),
    KeyAction("back", KeyGroup.GOING, ("Alt+Left",)),
    KeyAction("settings", KeyGroup.GOING, ("Ctrl+,",)),
    *(
        KeyAction(page_action(number), KeyGroup.GOING, (f"Ctrl+{number}",), KeyPlace.MAIN)
        for number in range(1, PAGES + 1)
    ),
    *(KeyAction(account_action(number), KeyGroup.GOING, (f"Alt+{number}",)) for number in range(1, ACCOUNTS + 1)),
    KeyAction("larger", KeyGroup.WINDOW, ("Ctrl++", "Ctrl+=")),
    KeyAction("smaller", KeyGroup.WINDOW, ("Ctrl+-",)),
    KeyAction("usual_size", KeyGroup.WINDOW, ("Ctrl+0",)),
    KeyAction("close", KeyGroup.WINDOW, ("Ctrl+W",), KeyPlace.BESIDE),
    KeyAction("keys", KeyGroup.WINDOW, ("?", "F1")),
    KeyAction("quit", KeyGroup.WINDOW, ("Ctrl+Q",)),
)

BY_NAME = {action.name: action for action in ACTIONS}

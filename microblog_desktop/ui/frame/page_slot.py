"""A page as a window knows it: data and a few verbs, so that the window imports no page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.values import dataclass, replace
from microblog_desktop.ui.page.verbs import PostVerb


def _nothing() -> None:
    """What a page does that does not know a verb."""


def _no_step(_rows: int) -> None:
    """What a page without rows does."""


def _no_deed(_verb: PostVerb) -> bool:
    """What a page without posts does."""
    return False


def _no_search(_text: str) -> bool:
    """A page in which one cannot search."""
    return False


def _no_way_back() -> bool:
    """A page where one never jumps about."""
    return False


@dataclass(frozen=True, slots=True)
class PageSlot:
    """An entry of the side bar, or a page that stands on top of one for a while.

    `build` is asked once, when the page is first shown; `title` again after each
    change of language. `unread` is the number on the badge. A page that
    `has_own_strips` shows the offline banner itself, and one that `has_own_field`
    needs no other field to search in beside it. A page that stood on another
    is closed when one leaves it for good: nothing of it may listen any more.
    """

    key: str
    icon: str
    title: Callable[[], str]
    build: Callable[[], QWidget]
    unread: Callable[[], int] = lambda: 0
    refresh: Callable[[], None] = _nothing
    show_newest: Callable[[], None] = _nothing
    step: Callable[[int], None] = _no_step
    act: Callable[[PostVerb], bool] = _no_deed  # to the post that one is at; tells whether it did
    back: Callable[[], bool] = _no_way_back  # within the page; tells whether there was a way
    search: Callable[[str], bool] = _no_search  # go to the field of the page with a text; tells whether there is one
    take_focus: Callable[[], None] | None = None  # where the focus was on the page; None: on its widget
    close: Callable[[], None] = _nothing
    has_right_column: bool = True
    has_own_strips: bool = False
    has_own_field: bool = False
    is_place: bool = True  # where one was, and begins the next time


class Steerable(Protocol):
    """What has rows to go through, and an act for the one that one is at."""

    def step(self, rows: int, /) -> None: ...
    def act(self, verb: PostVerb, /) -> bool: ...
    def take_focus(self) -> None: ...


def steered(page: PageSlot, rows: Callable[[], Steerable]) -> PageSlot:
    """The page, with its keys going to the rows on it; `rows` is asked with the first key."""
    return replace(
        page,
        step=lambda count: rows().step(count),
        act=lambda verb: rows().act(verb),
        take_focus=lambda: rows().take_focus(),
    )

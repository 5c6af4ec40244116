"""Something to do that menus and the panel to jump from offer in the same words."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.domain.values import dataclass


def _is_no_switch() -> None:
    """What most deeds answer when they are asked whether they are on."""


@dataclass(frozen=True, slots=True)
class Deed:
    """`name` is for good, `words` are those of now; `action` is its name in the table of keys, if it may have some.

    `is_on` tells of a switch which way it stands, and None of anything else.
    """

    name: str
    words: Callable[[], str]
    act: Callable[[], object]
    icon: str = "arrow-right"
    action: str = ""
    is_on: Callable[[], bool | None] = _is_no_switch

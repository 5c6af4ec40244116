"""What a person asks for on a row of people; the page passes it on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class PersonWishes(QObject):
    """One set of signals for all people of a page. Each carries the `PersonId`."""

    open = Signal(object)
    open_window = Signal(object)
    follow = Signal(object)
    unfollow = Signal(object)
    message = Signal(object)

"""What a person asks for on what was found besides posts and people; the page passes it on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class SearchWishes(QObject):
    """Each carries the row it is about."""

    heading = Signal(object)  # HeadingRow: all of its section, or every section again
    message = Signal(object)  # FoundMessageRow: its conversation, at that message
    draft = Signal(object)  # FoundDraftRow: to go on writing
    ask_again = Signal(object)  # LineRow: what should stand below it

"""What a person asks for on a row; the page passes it on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class PostWishes(QObject):
    """One set of signals for all rows of a page; rows come and go, their wishes arrive here.

    Each carries the `PostRow`, `GapRow` or `Span` it is about.
    """

    open_post = Signal(object)
    open_window = Signal(object)
    open_person = Signal(object)
    open_person_window = Signal(object)
    open_name = Signal(str)  # a user name that a row tells: whose it is may not be known here
    reply = Signal(object)
    react = Signal(object, object)  # PostRow, Reaction: the other way round from how it stands
    translate = Signal(object)  # or hide the translation that is shown
    translate_again = Signal(object)
    opened = Signal(object, int)  # PostRow: how many times more of its text was wanted, 0 when it was closed again
    folded = Signal(object)  # a long post was closed again: its beginning is to be in view
    edit = Signal(object)
    take_back = Signal(object)
    delete = Signal(object)
    undo = Signal(object)
    try_again = Signal(object)
    discard = Signal(object)
    follow = Signal(object)
    unfollow = Signal(object)
    message = Signal(object)
    open_span = Signal(object)
    span_menu = Signal(object)  # Span: what else can be done with a @name or a #tag
    fill_gap = Signal(object)
    fill_gap_from_other_side = Signal(object)

"""What the keyboard can do to the post that one is at; each page knows which of it makes sense there."""

from __future__ import annotations

from enum import Enum


class PostVerb(Enum):
    OPEN = "open"
    WINDOW = "window"
    REPLY = "reply"
    LIKE = "like"
    REPOST = "repost"
    BOOKMARK = "bookmark"
    TRANSLATE = "translate"
    AUTHOR = "author"
    CARD = "card"
    EDIT = "edit"
    DELETE = "delete"
    UNDO = "undo"

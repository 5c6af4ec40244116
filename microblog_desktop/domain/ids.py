"""Names of things: what the server calls them, and what we call them.

Server names are opaque strings (integers, ULIDs and UUIDs all fit). Keys are
row numbers of the local store; they never change, so they identify rows on
screen before and after delivery.
"""

from __future__ import annotations

from typing import NewType

PersonId = NewType("PersonId", str)
PostId = NewType("PostId", str)
MessageId = NewType("MessageId", str)
NotificationId = NewType("NotificationId", str)

PostKey = NewType("PostKey", int)
EntryKey = NewType("EntryKey", int)
MessageKey = NewType("MessageKey", int)
NotificationKey = NewType("NotificationKey", int)
JobId = NewType("JobId", int)

AccountId = NewType("AccountId", str)
TimelineKey = NewType("TimelineKey", str)

HOME = TimelineKey("home")
EXPLORE = TimelineKey("explore")
BOOKMARKS = TimelineKey("bookmarks")

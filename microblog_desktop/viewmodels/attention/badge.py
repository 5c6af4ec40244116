"""The one count that every badge shows, and its words."""

from __future__ import annotations

from microblog_desktop.domain.attention import Unread
from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import _, ngettext

APP = "Microblog"
_MOST = 99


def window_title(unread: Unread, handle: str = "") -> str:
    """As in a list of windows: "(3) Microblog"; with `handle`, also whose account is on screen."""
    title = f"{handle} – {APP}" if handle else APP
    return f"({number(unread.total)}) {title}" if unread.total else title


def short_count(count: int) -> str:
    """For a badge: "99+" is the most that fits."""
    return f"{_MOST}+" if count > _MOST else str(count)


def message_words(unread: Unread) -> str:
    words = ngettext("{count} unread message", "{count} unread messages", unread.messages)
    return words.format(count=number(unread.messages))


def notification_words(unread: Unread) -> str:
    words = ngettext("{count} unread notification", "{count} unread notifications", unread.notifications)
    return words.format(count=number(unread.notifications))


def nothing_unread() -> str:
    return _("Nothing unread")

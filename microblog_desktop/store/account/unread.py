"""How much waits to be read: the numbers of every badge, and what the server counts.

What was read here counts at once, though the server hears of it later. The first window shows these numbers and
nothing of what they count, so they stand apart from it.
"""

from __future__ import annotations

from microblog_desktop.store.account.places import Places
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.sqlite.columns import whole
from microblog_desktop.store.sqlite.database import Database

MESSAGES = "messages"
NOTIFICATIONS = "notifications"
"""What `ChangeSet.counts` calls them; notifications are a list of that name too."""

NOTIFICATION_SCOPE = "all"
_COUNTED_TO = 1000
_UNREAD_NOTIFICATIONS = (
    "SELECT COUNT(*) FROM (SELECT 1 FROM notification WHERE scope = ? AND is_read = 0 AND is_hidden = 0 "
    "AND rank = 1 AND sort > coalesce((SELECT sort FROM notification_mark), '') LIMIT ?)"
)


class UnreadStore:
    """Of one account."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._notifications = Places(db, "notification")

    def messages(self) -> int:
        """How many messages wait."""
        row = self._db.row("SELECT sum(read_here) FROM conversation WHERE read_mark IS NOT NULL")
        read_here = 0 if row is None or row[0] is None else whole(row[0])
        return max(0, self.of_server(MESSAGES) - read_here)

    def notifications(self) -> int:
        """How many wait, as their list shows them; where it is not all here, as the server counts."""
        row = self._db.row(_UNREAD_NOTIFICATIONS, (NOTIFICATION_SCOPE, _COUNTED_TO))
        assert row is not None
        return max(whole(row[0]), self._notifications_below())

    def of_server(self, name: str) -> int:
        """What the server said last."""
        row = self._db.row("SELECT value FROM unread WHERE name = ?", (name,))
        return 0 if row is None else whole(row[0])

    def set_of_server(self, name: str, value: int) -> bool:
        """Take the server's count; tells whether it is another one."""
        is_changed = self._db.write(
            "INSERT INTO unread (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value "
            "WHERE value <> excluded.value",
            (name, value),
        )
        if is_changed:
            self._db.note(ChangeSet(counts=frozenset({name})))
        return is_changed > 0

    def _notifications_below(self) -> int:
        """What the server counts beyond the end of what is here: only then is its number better than ours."""
        if self._notifications.coverage(NOTIFICATION_SCOPE).has_reached_start:
            return 0
        is_marked = self._db.row("SELECT 1 FROM notification_mark") is not None
        return 0 if is_marked else self.of_server(NOTIFICATIONS)

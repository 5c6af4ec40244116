"""Which notifications stand together: what many people did to one post is one row."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import timedelta

from microblog_desktop.domain.ids import NotificationKey
from microblog_desktop.domain.inbox.notification import NotificationKind
from microblog_desktop.store.rows import StoredNotification

TOGETHER = timedelta(days=3)
"""What happened longer after the latest stands by itself."""

_GROUPED = (NotificationKind.LIKE, NotificationKind.REPOST, NotificationKind.FOLLOW)


def grouped(
    rows: Sequence[StoredNotification], came_with: Callable[[NotificationKey], Hashable]
) -> list[list[StoredNotification]]:
    """Groups in the order of their newest; only what came together stands together, and never over a gap."""
    groups: list[list[StoredNotification]] = []
    open_groups: dict[tuple[object, ...], list[StoredNotification]] = {}
    for row in rows:
        if row.gap is not None:
            open_groups.clear()
        if row.gap is not None or row.kind not in _GROUPED:
            groups.append([row])
            continue
        together = (row.kind, None if row.post is None else row.post.key, came_with(row.key))
        group = open_groups.get(together)
        if group is not None and group[0].created_at - row.created_at <= TOGETHER:
            group.append(row)
        else:
            open_groups[together] = [row]
            groups.append(open_groups[together])
    return groups

"""What the page of notifications asks of sync."""

from __future__ import annotations

from microblog_desktop.app.late.wishes import Wishes
from microblog_desktop.domain.ids import NotificationKey
from microblog_desktop.viewmodels.ports import NotificationSyncPort


class LateNotifications(Wishes[NotificationSyncPort]):
    """`NotificationSyncPort`, whether or not sync is there yet."""

    def refresh(self) -> None:
        self._ask(lambda sync: sync.refresh())

    def load_older(self) -> None:
        self._ask(lambda sync: sync.load_older())

    def fill_gap(self, gap: NotificationKey) -> None:
        self._ask(lambda sync: sync.fill_gap(gap))

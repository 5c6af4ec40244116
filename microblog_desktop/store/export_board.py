"""How far an export is, in memory: whoever shows it may come and go."""

from __future__ import annotations

from microblog_desktop.domain.export import ExportProgress
from microblog_desktop.store.changes import ChangeFeed, ChangeSet

EXPORT = "export"
"""What `ChangeSet.status` calls it, and the activity that tells why it failed."""


class ExportBoard:
    """Written by sync, read by view-models."""

    def __init__(self, feed: ChangeFeed) -> None:
        self._feed = feed
        self._progress = ExportProgress()

    @property
    def progress(self) -> ExportProgress:
        return self._progress

    def show(self, progress: ExportProgress) -> None:
        if progress != self._progress:
            self._progress = progress
            self._feed.publish(ChangeSet(status=frozenset({EXPORT})))

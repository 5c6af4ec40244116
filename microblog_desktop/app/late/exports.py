"""What the export asks of sync."""

from __future__ import annotations

from pathlib import Path

from microblog_desktop.app.late.wishes import Wishes
from microblog_desktop.viewmodels.ports import ExportSyncPort


class LateExports(Wishes[ExportSyncPort]):
    """`ExportSyncPort`, whether or not sync is there yet."""

    def start(self, folder: Path) -> None:
        self._ask(lambda sync: sync.start(folder))

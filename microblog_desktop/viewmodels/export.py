"""The export of one's data, as a dialog shows it; it goes on when the dialog is closed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.export import ExportStage
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.export_board import EXPORT
from microblog_desktop.viewmodels.ports import ExportSyncPort
from microblog_desktop.viewmodels.problem_words import sentence


class ExportModel(QObject):
    """Reads the board, which outlives it."""

    changed = Signal()

    def __init__(self, store: AccountStore, sync: ExportSyncPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._sync = sync
        self._unsubscribe = store.feed.subscribe(self._on_change)

    @property
    def is_busy(self) -> bool:
        return self._store.exports.progress.stage in (ExportStage.ASKING, ExportStage.FETCHING, ExportStage.WRITING)

    @property
    def percent(self) -> int:
        return self._store.exports.progress.percent

    @property
    def path(self) -> Path | None:
        """The finished file."""
        progress = self._store.exports.progress
        return Path(progress.path) if progress.stage is ExportStage.DONE else None

    @property
    def is_failure(self) -> bool:
        return self._store.exports.progress.stage is ExportStage.FAILED

    @property
    def words(self) -> str:
        """What is happening, or what came of it."""
        progress = self._store.exports.progress
        match progress.stage:
            case ExportStage.IDLE:
                return ""
            case ExportStage.ASKING:
                return _("The server collects what you wrote…")
            case ExportStage.FETCHING:
                return _("Fetching it…")
            case ExportStage.WRITING:
                return _("Writing the file…")
            case ExportStage.FAILED:
                problem = self._store.status.activity(EXPORT).problem
                return sentence(problem) if problem else _("The file could not be made.")
            case ExportStage.DONE if progress.is_whole:
                return _("Done: {file}").format(file=Path(progress.path).name)
            case ExportStage.DONE:
                return _(
                    "Done: {file}. Only what is saved on this computer is in it, as the server could not be asked."
                ).format(file=Path(progress.path).name)

    def start(self, folder: Path) -> None:
        self._sync.start(folder)

    def close(self) -> None:
        self._unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        if EXPORT in changes.status:
            self.changed.emit()

"""The dialog of the export: `python -m tests.sandbox.export [--scene busy|…] [--language xx] [--shot FILE]`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.export import ExportProgress, ExportStage
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.export_board import EXPORT
from microblog_desktop.ui.export.export_dialog import ExportDialog
from microblog_desktop.viewmodels.export import ExportModel
from tests.sandbox.stage import Stage, play
from tests.store.world import World

SCENES = ("idle", "busy", "done", "not-whole", "failed")
FILE = "/home/susan/Downloads/microblog-susan-2026-11-22.zip"
PROGRESS = {
    "idle": ExportProgress(),
    "busy": ExportProgress(ExportStage.ASKING, 35),
    "done": ExportProgress(ExportStage.DONE, 100, FILE),
    "not-whole": ExportProgress(ExportStage.DONE, 100, FILE, is_whole=False),
    "failed": ExportProgress(ExportStage.FAILED),
}


class _NoSync:
    def start(self, folder: Path) -> None:
        """Nothing is made here."""


def build(stage: Stage) -> QWidget:
    world = World()
    if stage.scene == "failed":
        world.store.status.fail(EXPORT, Problem(ProblemKind.FILE_NOT_WRITTEN, may_retry=True))
    world.store.exports.show(PROGRESS[stage.scene])
    dialog = ExportDialog(stage.theme, ExportModel(world.store, _NoSync()))
    dialog.choose_folder(Path("/home/susan/Downloads"))
    return dialog


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=460, height=300))

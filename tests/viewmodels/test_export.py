"""What the dialog of the export says (viewmodels/export.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from microblog_desktop.domain.export import ExportProgress, ExportStage
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.export_board import EXPORT
from microblog_desktop.viewmodels.export import ExportModel
from tests.store.world import World


class FakeExportSync:
    def __init__(self) -> None:
        self.folders: list[Path] = []

    def start(self, folder: Path) -> None:
        self.folders.append(folder)


@pytest.mark.parametrize(
    ("progress", "words", "is_busy"),
    [
        (ExportProgress(), "", False),
        (ExportProgress(ExportStage.ASKING, 10), "The server collects what you wrote…", True),
        (ExportProgress(ExportStage.FETCHING, 60), "Fetching it…", True),
        (ExportProgress(ExportStage.WRITING, 80), "Writing the file…", True),
        (ExportProgress(ExportStage.DONE, 100, "/home/susan/a.zip"), "Done: a.zip", False),
        (
            ExportProgress(ExportStage.DONE, 100, "/home/susan/a.zip", is_whole=False),
            "Done: a.zip. Only what is saved on this computer is in it, as the server could not be asked.",
            False,
        ),
    ],
)
def test_it_says_how_far_it_is(progress: ExportProgress, words: str, is_busy: bool) -> None:
    world = World()
    model = ExportModel(world.store, FakeExportSync())
    changes: list[None] = []
    model.changed.connect(lambda: changes.append(None))
    world.store.exports.show(progress)
    assert (model.words, model.is_busy, model.percent) == (words, is_busy, progress.percent)
    assert bool(changes) is (progress != ExportProgress())
    assert model.path == (Path(progress.path) if progress.path else None)
    model.close()
    world.store.close()


def test_a_failure_says_what_to_do() -> None:
    world = World()
    model = ExportModel(world.store, FakeExportSync())
    world.store.status.begin(EXPORT)
    world.store.status.fail(EXPORT, Problem(ProblemKind.FILE_NOT_WRITTEN, may_retry=True))
    world.store.exports.show(ExportProgress(ExportStage.FAILED))
    assert model.is_failure
    assert "folder" in model.words
    model.close()
    world.store.close()


def test_it_is_begun_where_one_says_and_leaves_nothing_behind() -> None:
    world, sync = World(), FakeExportSync()
    listeners = world.store.feed.subscribers
    model = ExportModel(world.store, sync)
    model.start(Path("/home/susan"))
    assert sync.folders == [Path("/home/susan")]
    model.close()
    assert world.store.feed.subscribers == listeners
    world.store.close()

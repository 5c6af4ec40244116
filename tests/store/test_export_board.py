"""How far an export is (store/export_board.py)."""

from __future__ import annotations

from microblog_desktop.domain.export import ExportProgress, ExportStage
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.export_board import EXPORT, ExportBoard


def test_each_step_is_told_once() -> None:
    told: list[ChangeSet] = []
    feed = ChangeFeed(lambda flush: flush())
    feed.subscribe(told.append)
    board = ExportBoard(feed)
    assert board.progress == ExportProgress()
    for percent in (10, 10, 20):
        board.show(ExportProgress(ExportStage.ASKING, percent))
    assert board.progress.percent == 20
    assert told == [ChangeSet(status=frozenset({EXPORT}))] * 2

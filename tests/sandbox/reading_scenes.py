"""Scenes of where one reads: the line since when posts are new, the pill, the way back, and holes."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QTimer

from microblog_desktop.domain.ids import HOME, EntryKey
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.rows import ReadingPosition, ReadUpTo
from microblog_desktop.ui.timeline.timeline_view import TimelineView
from microblog_desktop.viewmodels.timeline.model import TimelineModel

READING_SCENES = ("since", "since-long-ago", "pill", "back", "gaps")
_LEFT_BEFORE = {
    "since": timedelta(hours=4, minutes=23),
    "since-long-ago": timedelta(days=255),
    "pill": timedelta(hours=4),
}


def prepare(store: AccountStore, scene: str, now: datetime, entries: list[RemoteEntry]) -> None:
    """Leave behind what an earlier run has left."""
    if scene in _LEFT_BEFORE:
        seen = "00000050" if scene == "pill" else "00000070"
        first = "00000050" if scene == "pill" else "00000090"
        with store.transaction():
            store.timelines.reading.save_read(HOME, ReadUpTo(seen, now - _LEFT_BEFORE[scene], None))
            store.timelines.reading.save_position(HOME, ReadingPosition(_entry(store, first), first, 0))
    if scene == "gaps":
        with store.transaction():
            store.timelines.merge_newest(HOME, TimelinePage(tuple(entries), has_more=True))
        gaps = [row.key for row in store.timelines.entry_rows(store.timelines.newest(HOME, 30)) if row.gap]
        store.status.fail(f"gap:{gaps[1]}", Problem(ProblemKind.OFFLINE, may_retry=True))


def act(view: TimelineView, model: TimelineModel, scene: str) -> None:
    """What a person does as soon as the window is there."""
    model.look()
    if scene == "back":
        QTimer.singleShot(0, view, lambda: _go_to_the_top(view))


def _go_to_the_top(view: TimelineView) -> None:
    view.list.scroll_by(300)
    view.show_newest()


def _entry(store: AccountStore, order: str) -> EntryKey:
    return next(row.key for row in store.timelines.entry_rows(store.timelines.newest(HOME, 50)) if row.order == order)

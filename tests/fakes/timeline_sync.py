"""The sync of timelines as view-models see it: remembers what it was asked for, and does nothing."""

from __future__ import annotations

from microblog_desktop.domain.ids import EntryKey, TimelineKey
from microblog_desktop.domain.posts.timeline import GapSide


class FakeTimelineSync:
    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def refresh(self, timeline: TimelineKey) -> None:
        self.asked.append(("refresh", timeline))

    def load_older(self, timeline: TimelineKey) -> None:
        self.asked.append(("load_older", timeline))

    def fill_gap(self, gap: EntryKey, side: GapSide) -> None:
        self.asked.append(("fill_gap", gap, side))

"""Timelines that somebody opens: bookmarks, explore, one person's posts. Nobody follows them by themselves."""

from __future__ import annotations

import functools

from microblog_desktop.domain.ids import EntryKey, TimelineKey
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.sync.errands import Errands
from microblog_desktop.sync.link import Link
from microblog_desktop.sync.timelines.pages import TimelinePages


class OpenedTimelines:
    """Any number of them, one request at a time; the activities are named as those of followed ones."""

    def __init__(self, link: Link, store: AccountStore) -> None:
        self._pages = TimelinePages(store)
        self._errands = Errands(link, store.status)
        self.run = self._errands.run

    def refresh(self, timeline: TimelineKey) -> None:
        self._errands.ask(f"timeline:{timeline}", functools.partial(self._pages.newest, timeline))

    def load_older(self, timeline: TimelineKey) -> None:
        self._errands.ask(f"older:{timeline}", functools.partial(self._pages.older, timeline))

    def fill_gap(self, timeline: TimelineKey, gap: EntryKey, side: GapSide) -> None:
        self._errands.ask(f"gap:{gap}", functools.partial(self._pages.missing, timeline, gap, side))

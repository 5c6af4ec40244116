"""The client's own home timeline in a window of its own, over an account's file that was filled before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.scrolling import filling
from microblog_desktop.domain.ids import HOME, EntryKey, PostId, PostKey, TimelineKey
from microblog_desktop.domain.posts.timeline import GapSide, TimelinePage
from microblog_desktop.store.account_store import open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.ui.list.reading_place import ReadingPlace
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.timeline_view import TimelineView
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.lists.list_state import ListWords
from microblog_desktop.viewmodels.pictures import StoredPictures
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.rows import Offers

_ICONS = Path(__file__).parents[2] / "resources" / "icons"
_WORDS = ListWords("home", "", "", "", "", "Home timeline")


class _NobodyAnswers:
    """Where the cache ends, nothing more comes."""

    def refresh(self, timeline: TimelineKey) -> None:
        pass

    def load_older(self, timeline: TimelineKey) -> None:
        pass

    def fill_gap(self, gap: EntryKey, side: GapSide) -> None:
        pass

    def load_thread(self, post: PostKey) -> None:
        pass

    def find_post(self, post: PostId) -> None:
        pass

    def translate(self, post: PostKey, target: str) -> None:
        pass

    def reload_post(self, post: PostKey) -> None:
        pass


class ClientList:
    """Takes pages into the store as sync does; the list follows as it follows in the client."""

    def __init__(self, app: QApplication, folder: Path, posts: int) -> None:
        feed = _new_feed()
        self._store = open_account_store(folder / "account.db", feed, lambda: filling.NOW, filling.account())
        self._profile = filling.open_profile(folder, feed)
        kept = PictureStore(self._profile.db, folder)
        self._pictures = RoundPictures(StoredPictures(kept, feed, lambda _url: None))
        offers = Offers(
            can_write=True,
            can_follow=True,
            can_message=True,
            can_like=True,
            can_repost=True,
            can_bookmark=True,
            can_translate=True,
            can_thread=True,
            languages=frozenset({"en", "ko"}),
        )
        self._model = TimelineModel(self._store, HOME, _NobodyAnswers(), offers)
        theme = Theme(app, _ICONS)
        actions = PostActions(self._store, lambda: 5, _NobodyAnswers())
        self.window = TimelineView(theme, self._pictures, self._model, actions, self._store.clock, lambda: _WORDS)
        self._posts = posts

    def scroll_by(self, pixels: int) -> None:
        self.window.list.scroll_by(pixels)

    def take_page(self, rows: int) -> None:
        """Take a page of posts newer than all that are there."""
        newest = self._posts + rows
        entries = tuple(filling.entry(number, filling.NOW) for number in range(newest, self._posts, -1))
        self._posts = newest
        edge = self._store.timelines.newest_edge(HOME)
        assert edge is not None
        with self._store.transaction():
            self._store.timelines.merge_after(HOME, TimelinePage(entries, has_more=False), edge)

    def place(self) -> ReadingPlace | None:
        return self.window.list.place()

    def tops(self) -> dict[object, int]:
        """Where the rows in view stand."""
        view = self.window.list
        height = view.viewport().height()
        return {view.key_at(row.index): row.top for row in view.placed() if row.bottom > 0 and row.top < height}

    def scroll_to_top(self) -> None:
        self.window.show_newest()

    def close(self) -> None:
        self.window.deleteLater()
        self._model.close()
        self._pictures.close()
        self._store.close()
        self._profile.close()


def _new_feed() -> ChangeFeed:
    def later(tell: Callable[[], None]) -> None:
        QTimer.singleShot(0, tell)

    return ChangeFeed(later)

"""The time between showing the first window and running asyncio.

Until the first window has painted itself nothing else is done; then what is
slow to load is loaded in a thread, while the window already answers. Both run
on Qt's plain event loop: no asyncio loop exists yet, so this is not a nested one.
"""

from __future__ import annotations

import gc
import importlib
import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

# Loaded while the first window is already there: what a person may do and open next, and what `app.running` needs.
LATER = (
    "microblog_desktop.app.late.exports",
    "microblog_desktop.app.late.notifications",
    "microblog_desktop.app.late.proxy",
    "microblog_desktop.app.late.search",
    "microblog_desktop.domain.keys.sequences",
    "microblog_desktop.ui.posts.post_menu",
    "microblog_desktop.ui.posts.span_menu",
    "microblog_desktop.ui.posts.delivery_strip",
    "microblog_desktop.ui.posts.translation_block",
    "microblog_desktop.ui.timeline.gap_row",
    "microblog_desktop.ui.timeline.mark_row",
    "microblog_desktop.ui.timeline.undo_snack",
    "microblog_desktop.commands.following",
    "microblog_desktop.commands.translating",
    "microblog_desktop.viewmodels.posts.translations",
    "microblog_desktop.store.account.people_lists",
    "microblog_desktop.store.account.person_pages",
    "microblog_desktop.store.account.posts.reactions",
    "microblog_desktop.store.account.posts.threads",
    "microblog_desktop.store.account.posts.translations",
    "microblog_desktop.store.account.messages",
    "microblog_desktop.store.account.notifications",
    "microblog_desktop.store.account.search.store",
    "microblog_desktop.app.account.asides",
    "microblog_desktop.ui.settings.settings_page",
    "microblog_desktop.viewmodels.settings.model",
    "microblog_desktop.app.settings.about",
    "microblog_desktop.app.account.threads",
    "microblog_desktop.app.account.people",
    "microblog_desktop.app.account.jump.jumps",
    "microblog_desktop.store.account.search.visited",
    "microblog_desktop.ui.messages.messages_page",
    "microblog_desktop.ui.timeline.bookmarks_page",
    "microblog_desktop.ui.notifications.notifications_page",
    "microblog_desktop.ui.timeline.notification_row",
    "microblog_desktop.viewmodels.notifications.model",
    "microblog_desktop.ui.people.people_page",
    "microblog_desktop.ui.people.profile.page",
    "microblog_desktop.viewmodels.people.profile.tabs",
    "microblog_desktop.ui.hover.hover_cards",
    "microblog_desktop.ui.explore.explore_page",
    "microblog_desktop.ui.explore.tags_card",
    "microblog_desktop.viewmodels.people.card",
    "asyncio",
    "httpx",
    "httpcore",
    "anyio.abc",
    "anyio.streams.tls",
    "anyio.lowlevel",
    "anyio.to_thread",
    "logging.handlers",
    "qasync",
    "microblog_desktop.app.running",
    "microblog_desktop.ui.theme.fonts",
    "babel.dates",
    "keyring",
)
_LATEST_MS = 5000


class _ExposureWatcher(QObject):
    """Watches the window of the system, which is exposed also where its children cover it wholly."""

    painted = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Expose and isinstance(watched, QWindow) and watched.isExposed():
            watched.removeEventFilter(self)
            # Qt paints in answer to this event; the timer comes after it.
            QTimer.singleShot(0, self.painted.emit)
        return False


def wait_for_first_paint(window: QWidget) -> None:
    """Return when `window`, already shown, has painted; at the latest after five seconds (it may be minimised)."""
    turn = QEventLoop()
    watcher = _ExposureWatcher()
    watcher.painted.connect(turn.quit)
    window.windowHandle().installEventFilter(watcher)
    QTimer.singleShot(_LATEST_MS, turn, turn.quit)
    turn.exec()


_YOUNG = 1  # of Python's generations, those that hold what was not looked at yet


class _Loader(QObject):
    loaded = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.loaded.connect(self._take_out_garbage)

    def _take_out_garbage(self) -> None:
        """What modules leave behind goes bit by bit, in the thread of the widgets, since some may be among it."""
        gc.collect(_YOUNG)


def load_in_background(modules: Sequence[str], read: Callable[[], object] = lambda: None) -> None:
    """Import `modules` and call `read`, in a thread, and return when that is done; the window answers meanwhile."""
    turn = QEventLoop()
    loader = _Loader()
    loader.done.connect(turn.quit)

    def load() -> None:
        try:
            for module in modules:
                importlib.import_module(module)
                loader.loaded.emit()
            read()
        finally:
            loader.done.emit()

    thread = threading.Thread(target=load, name="loader")
    thread.start()
    turn.exec()
    thread.join()

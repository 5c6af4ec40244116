"""What all accounts of a profile share: its file, its pictures, its look, its vaults."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from microblog_desktop.app.appearance import Appearance
from microblog_desktop.app.store_files import open_profile
from microblog_desktop.domain.clock import Clock, utc_now
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.system.paths import Paths

if TYPE_CHECKING:
    from microblog_desktop.store.signin_board import SignInBoard


def new_feed() -> ChangeFeed:
    """A feed that tells after the current turn of Qt's loop, which is asyncio's too once that runs."""
    return ChangeFeed(lambda tell: QTimer.singleShot(0, tell))


class Shared:
    """Built before the first window; nothing of asyncio, httpx or keyring is loaded by it."""

    def __init__(
        self, app: QApplication, paths: Paths, clock: Clock = utc_now, prepare: Callable[[Shared], None] | None = None
    ) -> None:
        """`prepare` sees the profile before anything of it is used, as the safe mode does. Raises `StoreError` when the
        profile's file can neither be opened nor set aside."""
        self.app = app
        self.paths = paths
        self.clock = clock
        self.feed = new_feed()
        # The problem is told once, on the first thing that is shown.
        self.profile, self.profile_problem = open_profile(paths, self.feed, clock())
        self.is_safe = prepare is not None
        self.restarts_safely = False
        self.quit: Callable[[], None] = app.quit
        if prepare is not None:
            prepare(self)
        self.pictures = PictureStore(self.profile.db, paths.pictures)
        self.appearance = Appearance(app, self.profile, self.feed)

    @cached_property
    def board(self) -> SignInBoard:
        """What comes of signing in; most starts open an account and ask for none."""
        from microblog_desktop.store.signin_board import SignInBoard

        board = SignInBoard(self.feed)
        if self.profile_problem is not None:
            board.attempt_failed(self.profile_problem)
            self.profile_problem = None
        return board

    def end_to_restart_safely(self) -> None:
        """In order; a start in safe mode follows."""
        self.restarts_safely = True
        self.quit()

    def close(self) -> None:
        self.appearance.close()
        self.profile.close()

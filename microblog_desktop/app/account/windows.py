"""The windows with one page each that are open beside an account's main window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from microblog_desktop.app.account.models import AccountModels
from microblog_desktop.app.shared import Shared
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.page_window import PageWindow
from microblog_desktop.ui.frame.status_strips import StatusStrips
from microblog_desktop.viewmodels.frame import PageWindowMemory
from microblog_desktop.viewmodels.session.accounts import AccountsModel


class PageWindows:
    """At most one for each page, by the page's key."""

    def __init__(
        self,
        shared: Shared,
        models: AccountModels,
        accounts: AccountsModel,
        join: Callable[[PageWindow], object],
    ) -> None:
        """`join` connects what a new window asks for with who does it."""
        self._shared = shared
        self._models = models
        self._accounts = accounts
        self._join = join
        self._windows: dict[str, PageWindow] = {}
        accounts.changed.connect(self._say_titles)

    def bring_forward(self, key: str) -> bool:
        """Show the window that has this page, if there is one; tells whether there is."""
        window = self._windows.get(key)
        if window is not None:
            window.come_forward()
        return window is not None

    def open(self, kind: str, page: PageSlot) -> PageWindow:
        """A new window, on screen; windows of one `kind` share their size."""
        theme = self._shared.appearance.theme
        strips = StatusStrips(theme, self._models.status)
        window = PageWindow(theme, page, strips, PageWindowMemory(self._shared.profile, kind), self._owner)
        self._windows[page.key] = window
        self._join(window)
        window.closed.connect(partial(self._forget, page.key))
        window.come_forward()
        return window

    def all_windows(self) -> list[PageWindow]:
        return list(self._windows.values())

    def close(self) -> None:
        """Close them all: what the main window shows of the account goes."""
        self._accounts.changed.disconnect(self._say_titles)
        for window in self.all_windows():
            window.close()

    def _owner(self) -> str:
        return self._models.me.me.handle if self._accounts.are_several else ""

    def _say_titles(self) -> None:
        for window in self._windows.values():
            window.say_title()

    def _forget(self, key: str) -> None:
        window = self._windows.pop(key, None)
        if window is not None:
            window.deleteLater()

"""Joins what asks for attention outside the window: title, tray, task bar and bubbles, all by one count.

Made after the first paint. It follows all live accounts; without one there is nothing to count.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Qt, Signal

from microblog_desktop.app.account.live import LiveAccount
from microblog_desktop.app.attention.closing import Closing
from microblog_desktop.app.attention.telling import Telling
from microblog_desktop.app.client import Client
from microblog_desktop.domain.attention import Bubble
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.problem import Problem
from microblog_desktop.domain.server import Capability
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.preferences import LANGUAGE
from microblog_desktop.sync.attention.bubbles import BubbleSync
from microblog_desktop.sync.attention.desktop_bubbles import DesktopBubbles
from microblog_desktop.system.paths import resources
from microblog_desktop.ui.tray.tray import Tray
from microblog_desktop.ui.tray.tray_watch import TrayWatch
from microblog_desktop.viewmodels.attention.badge import APP, window_title
from microblog_desktop.viewmodels.attention.bubbles import GATHER_MS

# A click into the tray takes the front from our window just before we hear of it.
_JUST_NOW_MS = 400


class Attention(QObject):
    """`bubbles.run` is a worker of the supervisor."""

    quit_wanted = Signal()

    def __init__(self, client: Client, *, gather_ms: int = GATHER_MS) -> None:
        super().__init__()
        self._client = client
        self._app = client.shared.app
        self._gather_ms = gather_ms
        self.bubbles = BubbleSync(
            DesktopBubbles(APP, resources() / "app-icon.svg", self._clicked, self._replied), self._showed
        )
        self._telling: dict[AccountId, Telling] = {}
        self._left_front = QElapsedTimer()
        self.tray = Tray(self)
        self._closing: Closing | None = Closing(client.shared, client.window, self._may_hide)
        self._watch = TrayWatch(self)
        self._join()
        self._tray_changed()

    @property
    def stays_in_tray(self) -> bool:
        """Whether the window is hidden, with an icon that brings it back."""
        return self._may_hide() and self._client.window.isHidden()

    def follow(self, live: LiveAccount) -> None:
        """This account is live now."""
        self._telling[live.id] = Telling(self._client, live, self.bubbles, self._gather_ms)

    def leave(self, live: LiveAccount) -> None:
        """The account closes, or is about to."""
        telling = self._telling.pop(live.id, None)
        if telling is not None:
            telling.close()

    def leave_all(self) -> None:
        """The program ends: what was told goes, and closing closes."""
        for live in self._client.accounts:
            self.leave(live)
        closing, self._closing = self._closing, None
        if closing is not None:
            closing.end()

    def close(self) -> None:
        self.leave_all()
        self._unsubscribe()
        self._client.accounts_model.changed.disconnect(self._show)
        self.tray.close()

    def _may_hide(self) -> bool:
        return self.tray.is_shown and bool(self._client.live)

    # Counts.

    def _show(self) -> None:
        model, shown = self._client.accounts_model, self._client.account
        unread = model.unread
        handle = shown.me.me.handle if shown is not None and model.are_several else ""
        self._client.window.setWindowTitle(window_title(unread, handle))
        self.tray.show_unread(unread)
        self.tray.show_accounts(model.entries if model.are_several else ())
        self._app.setBadgeNumber(unread.total)

    def _shown(self) -> None:
        """Another account is on screen."""
        shown = self._client.account
        if shown is not None and shown.models.server.can(Capability.WRITE):
            self.tray.offer_writing()
        else:
            self.tray.withhold_writing()
        self._show()

    # The tray.

    def _join(self) -> None:
        client = self._client
        self._watch.changed.connect(self._tray_changed)
        self.tray.clicked.connect(self._toggle)
        self.tray.open_wanted.connect(client.come_forward)
        self.tray.page_wanted.connect(self._open_page)
        self.tray.account_wanted.connect(client.accounts_model.show)
        self.tray.new_post_wanted.connect(self._write)
        self.tray.quit_wanted.connect(self.quit_wanted)
        self._app.applicationStateChanged.connect(self._state_changed)
        client.accounts_model.changed.connect(self._show)
        client.account_shown.connect(self._shown)
        client.sign_in_opened.connect(self._shown)
        self._unsubscribe = client.shared.feed.subscribe(self._on_change)

    def _tray_changed(self) -> None:
        if self._watch.is_here and not self._client.shared.is_safe:
            self.tray.appear()
            return
        self.tray.vanish()
        if self._closing is not None:
            self._closing.icon_vanished()

    def _toggle(self) -> None:
        window = self._client.window
        was_in_front = self._left_front.isValid() and self._left_front.elapsed() < _JUST_NOW_MS
        if self._may_hide() and window.isVisible() and (window.isActiveWindow() or was_in_front):
            window.hide()
        else:
            self._client.come_forward()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self._left_front.start()

    def _open_page(self, key: str) -> None:
        """Of the account on screen, or of the one where something waits."""
        model, shown = self._client.accounts_model, self._client.account
        if shown is not None and not _waits(shown.live, key):
            waiting = next((live for live in self._client.accounts if _waits(live, key)), None)
            if waiting is not None:
                model.show(waiting.id)
        self._client.come_forward()
        if self._client.account is not None:
            self._client.account.window.open_page(key)

    def _write(self) -> None:
        self._client.come_forward()
        if self._client.account is not None:
            self._client.account.window.new_post_wanted.emit()

    def _on_change(self, changes: ChangeSet) -> None:
        if LANGUAGE.name in changes.preferences:
            self.tray.retranslate()
            self._show()

    # Bubbles.

    def _clicked(self, bubble: Bubble) -> None:
        for telling in tuple(self._telling.values()):
            telling.click(bubble)

    def _replied(self, bubble: Bubble, text: str) -> None:
        for telling in tuple(self._telling.values()):
            telling.reply(bubble, text)

    def _showed(self, problem: Problem | None) -> None:
        for telling in tuple(self._telling.values()):
            telling.showed(problem)


def _waits(live: LiveAccount, page: str) -> bool:
    return bool(live.me.unread_messages if page == "messages" else live.me.unread_notifications)

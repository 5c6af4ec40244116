"""Joins what asks for attention outside the window: title, tray, task bar and bubbles, all by one count.

Made after the first paint. It follows the account that is open; without one there is nothing to count.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, Qt, Signal

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.account.threads import PageHost
from microblog_desktop.app.attention.closing import Closing
from microblog_desktop.app.client import Client
from microblog_desktop.domain.attention import Bubble, Opens, Target, Unread
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
from microblog_desktop.viewmodels.attention.bubbles import GATHER_MS, BubbleModel
from microblog_desktop.viewmodels.attention.choices import BUBBLES

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
        self._graph: AccountGraph | None = None
        self._model: BubbleModel | None = None
        self._closing: Closing | None = None
        self._left_front = QElapsedTimer()
        self.tray = Tray(self)
        self._watch = TrayWatch(self)
        self._join()
        self._tray_changed()

    @property
    def stays_in_tray(self) -> bool:
        """Whether the window is hidden, with an icon that brings it back."""
        return self.tray.is_shown and self._graph is not None and self._graph.window.isHidden()

    def follow(self, graph: AccountGraph) -> None:
        """This account is open now."""
        self.leave()
        self._graph = graph
        self._closing = Closing(self._client.shared, graph.window, lambda: self.tray.is_shown)
        self._model = BubbleModel(
            graph.store,
            self._client.shared.profile,
            self.bubbles,
            partial(is_in_sight, graph),
            gather_ms=self._gather_ms,
        )
        self._model.opened.connect(self._open)
        graph.me.unread_changed.connect(self._show_unread)
        graph.bubble_wanted.connect(self.bubbles.show)
        if graph.models.server.can(Capability.WRITE):
            self.tray.offer_writing()
        self._show_unread()

    def leave(self) -> None:
        """The account closes, or is about to."""
        graph, self._graph = self._graph, None
        if graph is None:
            return
        graph.me.unread_changed.disconnect(self._show_unread)
        graph.bubble_wanted.disconnect(self.bubbles.show)
        assert self._model is not None
        assert self._closing is not None
        self._model.close()
        self._closing.end()
        self._model = self._closing = None
        self.tray.withhold_writing()
        self._show(Unread())

    def close(self) -> None:
        self.leave()
        self._unsubscribe()
        self.tray.close()

    # Counts.

    def _show_unread(self) -> None:
        if self._graph is not None:
            me = self._graph.me
            self._show(Unread(me.unread_messages, me.unread_notifications))

    def _show(self, unread: Unread) -> None:
        if self._graph is not None:
            self._graph.window.setWindowTitle(window_title(unread))
        self.tray.show_unread(unread)
        self._app.setBadgeNumber(unread.total)

    # The tray.

    def _join(self) -> None:
        self._watch.changed.connect(self._tray_changed)
        self.tray.clicked.connect(self._toggle)
        self.tray.open_wanted.connect(self._client.come_forward)
        self.tray.page_wanted.connect(self._open_page)
        self.tray.new_post_wanted.connect(self._write)
        self.tray.quit_wanted.connect(self.quit_wanted)
        self._app.applicationStateChanged.connect(self._state_changed)
        self._unsubscribe = self._client.shared.feed.subscribe(self._on_change)

    def _tray_changed(self) -> None:
        if self._watch.is_here:
            self.tray.appear()
            return
        self.tray.vanish()
        if self._closing is not None:
            self._closing.icon_vanished()

    def _toggle(self) -> None:
        window = None if self._graph is None else self._graph.window
        was_in_front = self._left_front.isValid() and self._left_front.elapsed() < _JUST_NOW_MS
        if window is not None and window.isVisible() and (window.isActiveWindow() or was_in_front):
            window.hide()
        else:
            self._client.come_forward()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self._left_front.start()

    def _open_page(self, key: str) -> None:
        self._client.come_forward()
        if self._graph is not None:
            self._graph.window.open_page(key)

    def _write(self) -> None:
        self._client.come_forward()
        if self._graph is not None:
            self._graph.window.new_post_wanted.emit()

    def _on_change(self, changes: ChangeSet) -> None:
        if LANGUAGE.name in changes.preferences:
            self.tray.retranslate()

    # Bubbles.

    def _clicked(self, bubble: Bubble) -> None:
        if self._model is not None:
            self._model.click(bubble)

    def _replied(self, bubble: Bubble, text: str) -> None:
        if self._model is not None:
            self._model.reply(bubble, text)

    def _showed(self, problem: Problem | None) -> None:
        if self._graph is None:
            return
        status = self._graph.store.status
        if problem is not None:
            status.fail(BUBBLES, problem)
        elif status.activity(BUBBLES).problem is not None:
            status.succeed(BUBBLES)

    def _open(self, target: Target) -> None:
        graph = self._graph
        if graph is None:
            return
        if target.person is not None and graph.page_windows.bring_forward(f"conversation:{target.person}"):
            return
        self._client.come_forward()
        if target.person is not None:
            graph.talks.open(target.person)
        elif target.post is not None:
            graph.threads.open(target.post, graph.window)
        else:
            page = "messages" if target.opens is Opens.MESSAGES else "notifications"
            if graph.window.page.key != page:
                graph.window.open_page(page)


def is_in_sight(graph: AccountGraph, target: Target) -> bool:
    """Whether a window that shows this is in front of the person."""
    hosts: list[PageHost] = [graph.window, *graph.page_windows.all_windows()]
    for host in hosts:
        if not host.isActiveWindow():
            continue
        key = host.page.key
        if target.person is not None:
            page = graph.messages if host is graph.window and key == "messages" else None
            talk = None if page is None else page.conversation
            if key == f"conversation:{target.person}" or (talk is not None and talk.model.person == target.person):
                return True
        elif key == (f"thread:{target.post}" if target.post is not None else "notifications"):
            return True
    return False

"""What one account tells by bubbles, on screen or not, and where a click leads."""

from __future__ import annotations

from PySide6.QtCore import QObject

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.account.live import LiveAccount
from microblog_desktop.app.account.threads import PageHost
from microblog_desktop.app.client import Client
from microblog_desktop.domain.attention import Bubble, Opens, Target
from microblog_desktop.domain.problem import Problem
from microblog_desktop.sync.attention.bubbles import BubbleSync
from microblog_desktop.viewmodels.attention.bubbles import BubbleModel
from microblog_desktop.viewmodels.attention.choices import BUBBLES


class Telling(QObject):
    """Of one live account."""

    def __init__(self, client: Client, live: LiveAccount, bubbles: BubbleSync, gather_ms: int) -> None:
        super().__init__()
        self._client = client
        self._live = live
        self._bubbles = bubbles
        self._model = BubbleModel(
            live.store,
            client.shared.profile,
            bubbles,
            self._is_in_sight,
            account=live.id,
            told_to=self._told_to,
            gather_ms=gather_ms,
        )
        self._model.opened.connect(self._open)
        live.bubble_wanted.connect(bubbles.show)

    def close(self) -> None:
        """What it told goes."""
        self._live.bubble_wanted.disconnect(self._bubbles.show)
        self._model.close()

    def click(self, bubble: Bubble) -> None:
        """Perhaps of another account: that is known by the bubble."""
        self._model.click(bubble)

    def reply(self, bubble: Bubble, text: str) -> None:
        self._model.reply(bubble, text)

    def showed(self, problem: Problem | None) -> None:
        """The system showed a bubble, or why it did not."""
        status = self._live.store.status
        if problem is not None:
            status.fail(BUBBLES, problem)
        elif status.activity(BUBBLES).problem is not None:
            status.succeed(BUBBLES)

    def _told_to(self) -> str:
        return self._live.me.me.handle if self._client.accounts_model.are_several else ""

    def _is_in_sight(self, target: Target) -> bool:
        graph = self._client.contents.get(self._live.id)
        return graph is not None and is_in_sight(graph, target)

    def _open(self, target: Target) -> None:
        graph = self._client.contents.get(self._live.id)
        is_elsewhere = graph is not None and target.person is not None
        if graph is not None and is_elsewhere and graph.page_windows.bring_forward(f"conversation:{target.person}"):
            return
        self._client.show_account(self._live.id)
        self._client.come_forward()
        shown = self._client.account
        if shown is None or shown.live is not self._live:
            return
        if target.person is not None:
            shown.talks.open(target.person)
        elif target.post is not None:
            shown.threads.open(target.post, shown.window)
        else:
            page = "messages" if target.opens is Opens.MESSAGES else "notifications"
            if shown.window.page.key != page:
                shown.window.open_page(page)


def is_in_sight(graph: AccountGraph, target: Target) -> bool:
    """Whether a window that shows this is in front of the person."""
    hosts: list[PageHost] = [graph.window, *graph.open_windows]
    for host in hosts:
        if not host.isActiveWindow() or not host.isVisible():
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

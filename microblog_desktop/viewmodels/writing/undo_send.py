"""The few seconds in which a post that was just written can be taken back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.commands import undoing
from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import PostKey
from microblog_desktop.domain.outbox import Delivery
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.outbox_words import undo_ends_in_s

_TICK_MS = 250


class UndoSendModel(QObject):
    """`offer` a post; `changed` each second until it is too late; `undone` brings the draft that has the text again."""

    changed = Signal()
    undone = Signal(object)  # Draft

    def __init__(self, store: AccountStore, *, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._clock = clock
        self._post: PostKey | None = None
        self._text = ""
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._refresh)

    @property
    def text(self) -> str:
        """What the bar says; empty when there is nothing to undo."""
        return self._text

    def offer(self, post: PostKey) -> None:
        self._post = post
        self._tick.start()
        self._refresh()

    def undo(self) -> None:
        """Take the post back; its text goes to where it was written."""
        delivery = self._delivery
        self._post = None
        self._refresh()
        if delivery is None:
            return
        draft = undoing.undo(self._store, delivery.job, now=self._clock())
        if draft is not None:
            self.undone.emit(draft)

    def close(self) -> None:
        self._tick.stop()

    @property
    def _delivery(self) -> Delivery | None:
        post = self._store.posts.get(self._post) if self._post else None
        return post.delivery if post else None

    def _refresh(self) -> None:
        seconds = undo_ends_in_s(self._delivery, self._clock())
        text = ngettext("Sent in {seconds} second", "Sent in {seconds} seconds", seconds).format(seconds=seconds)
        if not seconds:
            self._post, text = None, ""
            self._tick.stop()
        if text != self._text:
            self._text = text
            self.changed.emit()

    @staticmethod
    def action_text() -> str:
        return _("Undo")

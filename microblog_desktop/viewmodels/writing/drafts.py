"""Keep what a person types: saved at each pause in typing, and at once when they look away."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.commands import reading
from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import PersonId, PostKey
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreError

HOME_DRAFT = "home"
DIALOG_DRAFT = "dialog"
PAUSE_MS = 400
AGAIN_MS = 3000
"""How soon a draft that could not be saved is tried again: somebody may have made room."""


def conversation_draft(person: PersonId) -> str:
    return f"conversation:{person}"


def reply_draft(post: PostKey) -> str:
    return f"reply:{post}"


def edit_draft(post: PostKey) -> str:
    return f"edit:{post}"


class DraftKeeper(QObject):
    """Save one draft as it is typed, and tell when something else changed it."""

    changed_elsewhere = Signal()

    def __init__(self, store: AccountStore, name: str, *, clock: Clock, reply_to: PostKey | None = None) -> None:
        super().__init__()
        self._store = store
        self._name = name
        self._clock = clock
        draft = store.drafts.get(name)
        self._body = draft.body if draft else ""
        self._saved = self._body
        self._reply_to = reply_to or (draft.reply_to if draft else None)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save_now)
        self._is_closed = False
        self._again = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self.save_now)
        self._unsubscribe = store.feed.subscribe(self._on_change)

    @property
    def name(self) -> str:
        return self._name

    @property
    def body(self) -> str:
        """The text as typed, saved or not yet."""
        return self._body

    @property
    def reply_to(self) -> PostKey | None:
        return self._reply_to

    def keep(self, body: str) -> None:
        """Save `body` when the person pauses."""
        if body == self._body:
            return
        self._body = body
        self._pause.start()

    def save_now(self) -> None:
        """Save what is not saved yet; a draft of blanks only is no draft."""
        self._pause.stop()
        if self._body == self._saved or self._is_closed:
            return
        # Set first: the store tells of the change before the command returns, and it is no news to us.
        before, self._saved = self._saved, self._body
        try:
            self._write()
        except StoreError as error:
            # Called while widgets lose the focus and close, where nothing may be raised. The text still stands there.
            self._saved = before
            self._store.status.notice(error.problem)
            self._again.start()

    def forget(self) -> None:
        """Take note that a command took the text and cleared the draft in its own transaction."""
        self._pause.stop()
        self._body = self._saved = ""

    def close(self) -> None:
        self.save_now()
        # What could not be saved is met once more when the widgets lose the focus; by then the store is closed.
        self._is_closed = True
        self._again.stop()
        self._unsubscribe()

    def _write(self) -> None:
        if self._body.strip():
            reading.save_draft(self._store, self._name, self._body, reply_to=self._reply_to, now=self._clock())
        else:
            reading.clear_draft(self._store, self._name)

    def _on_change(self, changes: ChangeSet) -> None:
        if self._name not in changes.drafts:
            return
        draft = self._store.drafts.get(self._name)
        body = draft.body if draft else ""
        if body == self._saved:
            return  # our own save
        if self._pause.isActive() and self._body.strip():
            # Two texts at once: neither may be lost.
            self._saved, self._body = body, f"{body}\n\n{self._body}" if body else self._body
            self._pause.start()
        else:
            self._body = self._saved = body
        if draft:
            self._reply_to = draft.reply_to
        self.changed_elsewhere.emit()

"""A post with what it answers and what answers it: from the store at once, and brought up to date by sync."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.domain.ids import EntryKey, PostKey
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import EntryRow, ThreadRow
from microblog_desktop.store.status import MISSED
from microblog_desktop.viewmodels.lists.list_state import ListPhase, ListState
from microblog_desktop.viewmodels.note import Note
from microblog_desktop.viewmodels.ports import PostSyncPort
from microblog_desktop.viewmodels.thread.note import thread_note
from microblog_desktop.viewmodels.timeline.mentions import MentionedPerson, mentioned_person
from microblog_desktop.viewmodels.timeline.post_rows import PostRows
from microblog_desktop.viewmodels.timeline.row_cache import RowCache
from microblog_desktop.viewmodels.timeline.rows import Offers, PostRow

PAGE = 200
DEEPEST = 4
"""Answers that are deeper stand no further to the right, so that their text keeps its room."""

_OLD = timedelta(minutes=1)
_COUNTDOWN_MS = 1000
ASK_AGAIN_MS = 60_000
"""What strangers answer to an old post is told by no page and no event."""


class ThreadModel(PostRows):
    """The rows of one thread. It follows the store while it is watched; a page out of sight costs nothing."""

    note_changed = Signal()
    loading_changed = Signal()

    def __init__(
        self,
        store: AccountStore,
        post: PostKey,
        sync: PostSyncPort,
        offers: Offers,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._post = post
        self._sync = sync
        self._offers = offers
        self._thread: dict[EntryKey, ThreadRow] = {}
        self._cache = RowCache(store, offers, self._entries)
        self._placed: dict[EntryKey, tuple[PostRow, PostRow]] = {}
        self._told_answers: dict[PostKey, int] = {}
        self._limit = PAGE
        self._is_watched = False
        self._is_behind = False
        self._asked_at: datetime | None = None
        self._countdown = QTimer(self, interval=_COUNTDOWN_MS)
        self._countdown.timeout.connect(self._read)
        self._ask_again = QTimer(self, interval=ASK_AGAIN_MS)
        self._ask_again.timeout.connect(self._ask_if_online)
        self._read()
        self._state = self._find_state()
        self._note = self._find_note()
        self._unsubscribe = store.feed.subscribe(self._on_change)

    # What a page shows.

    @property
    def post(self) -> PostKey:
        """The post that the thread was opened for."""
        return self._post

    @property
    def focus(self) -> PostRow | None:
        """The row of that post; None when it is gone."""
        return next((row for row in self.rows if isinstance(row, PostRow) and row.is_focus), None)

    @property
    def state(self) -> ListState:
        return self._state

    @property
    def note(self) -> Note | None:
        """What is to be said of what is missing; None if all is well."""
        return self._note

    @property
    def is_loading(self) -> bool:
        return self._store.status.activity(self._activity).is_busy

    # What a page asks.

    def watch(self) -> None:
        """Somebody looks at it: what changed meanwhile is shown, and what may have changed elsewhere is asked for."""
        self._is_watched = True
        self._ask_again.start()
        if self._is_behind:
            self.catch_up()
        if self._asked_at is None or self._store.clock() - self._asked_at > _OLD:
            self.refresh()

    def rest(self) -> None:
        """Nobody looks at it."""
        self._is_watched = False
        self._countdown.stop()
        self._ask_again.stop()

    def catch_up(self) -> None:
        """Show what stands in the store now, before that tells."""
        self._is_behind = False
        self._read()
        self._check()

    def show_more(self) -> None:
        """Of a very long thread the nearest answers are shown first; show more of it, if there is more."""
        if len(self._thread) > self._limit:
            self._limit += PAGE
            self._read()

    def refresh(self) -> None:
        self._asked_at = self._store.clock()
        self._sync.load_thread(self._post)

    def mentioned(self, username: str) -> MentionedPerson | None:
        return mentioned_person(self._store, self._offers, username)

    def retranslate(self) -> None:
        self._cache.forget()
        self._read()
        self._note = self._find_note()
        self.state_changed.emit()
        self.note_changed.emit()

    def close(self) -> None:
        self.rest()
        self._unsubscribe()

    # Following the store.

    @property
    def _activity(self) -> str:
        return f"thread:{self._post}"

    def _on_change(self, changes: ChangeSet) -> None:
        is_concerned = self._cache.note(changes) or bool(changes.posts)
        if self._activity in changes.status:
            self.loading_changed.emit()
        if MISSED in changes.status:
            self._asked_at = None
        if not self._is_watched:
            self._is_behind = True
            return
        was_in_doubt = self._note is not None
        if is_concerned:
            self._read()
        self._check()
        if self._asked_at is None or self._is_back(changes, was_in_doubt=was_in_doubt):
            self.refresh()
        elif is_concerned:
            self._ask_for_new_answers()

    def _is_back(self, changes: ChangeSet, *, was_in_doubt: bool) -> bool:
        """A network came to what could not be asked for without one."""
        return was_in_doubt and "network" in changes.status and self._store.status.network.is_usable

    def _ask_for_new_answers(self) -> None:
        """A page or the stream told of more answers than before: have them read."""
        told = {row.post.key: row.post.replies for row in self._thread.values()}
        has_grown = any(count > self._told_answers.get(post, count) for post, count in told.items())
        self._told_answers = told
        if has_grown and not self.is_loading:
            self.refresh()

    def _ask_if_online(self) -> None:
        if self._store.status.network.is_usable:
            self.refresh()

    def _check(self) -> None:
        state, note = self._find_state(), self._find_note()
        if state != self._state:
            self._state = state
            self.state_changed.emit()
        if note != self._note:
            self._note = note
            self.note_changed.emit()

    def _find_state(self) -> ListState:
        """It was here when it was opened: without it there is nothing to wait for."""
        return ListState(ListPhase.READY if self.rowCount() else ListPhase.EMPTY)

    def _find_note(self) -> Note | None:
        if not self.rowCount():
            return None
        status, saved_at = self._store.status, self._store.threads.saved_at(self._post)
        return thread_note(status.activity(self._activity), status.network, saved_at, self._store.clock())

    # Reading.

    def _entries(self, keys: Sequence[EntryKey]) -> list[EntryRow]:
        """Posts of the thread as entries: a thread has no places of its own."""
        found = [(key, self._thread[key].post) for key in keys if key in self._thread]
        return [EntryRow(key, "", post, reposted_by=None, gap=None) for key, post in found]

    def _read(self) -> None:
        thread = self._store.threads.rows(self._post, self._limit)
        self._thread = {EntryKey(row.post.key): row for row in thread}
        self._told_answers = self._told_answers or {row.post.key: row.post.replies for row in thread}
        keys = list(self._thread)
        self._cache.rows(keys)
        is_counting = self._cache.count_down()
        rows = [row for row in self._cache.rows(keys) if isinstance(row, PostRow)]
        self._placed = {row.key: self._place(row) for row in rows}
        self.show([placed for _, placed in self._placed.values()])
        if is_counting != self._countdown.isActive():
            self._countdown.start() if is_counting and self._is_watched else self._countdown.stop()

    def _place(self, row: PostRow) -> tuple[PostRow, PostRow]:
        """The row as it stands here, made again only when it changed."""
        place = self._thread[row.key]
        depth = min(place.depth, DEEPEST)
        source, placed = self._placed.get(row.key, (None, row))
        if source is row and placed.depth == depth and placed.is_focus == place.is_focus:
            return row, placed
        return row, replace(
            row,
            depth=depth,
            is_focus=place.is_focus,
            can_open=row.can_open and not place.is_focus,
            reply_text=row.reply_text if self._needs_reply_text(place) else "",
        )

    def _needs_reply_text(self, place: ThreadRow) -> bool:
        """Whom a post answers is seen by where it stands, unless that is not here or it stands less deep than it is."""
        answered = place.post.reply_to
        return answered is None or EntryKey(answered) not in self._thread or place.depth > DEEPEST

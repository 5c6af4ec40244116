"""When a bubble appears, what takes its place, and when it goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.commands import messaging
from microblog_desktop.domain.attention import Bubble, NotifyDetail, Opens, Target
from microblog_desktop.domain.rules.attention import is_quiet
from microblog_desktop.i18n.formats import local_time
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.attention.choices import notify_detail, quiet_hours, tells_messages, told_kinds
from microblog_desktop.viewmodels.attention.happenings import Happenings, NewsReader
from microblog_desktop.viewmodels.attention.words import bubble_of, signed

GATHER_MS = 2000


class BubblePort(Protocol):
    """Shows bubbles, as the system can; returns at once."""

    def show(self, bubble: Bubble) -> None:
        """In the place of the one with the same key."""
        ...

    def withdraw(self, key: str) -> None: ...


class BubbleModel(QObject):
    """Gathers what happens for a moment and makes one bubble of it.

    A bubble that stands there and tells of one of the same things is taken into the new one. It goes when nothing of
    what it tells is unread any more, wherever that was read.
    """

    opened = Signal(object)  # Target: somebody clicked

    def __init__(
        self,
        store: AccountStore,
        profile: ProfileStore,
        port: BubblePort,
        is_in_sight: Callable[[Target], bool],
        *,
        account: str = "",
        told_to: Callable[[], str] = str,
        gather_ms: int = GATHER_MS,
    ) -> None:
        """`is_in_sight` tells whether the window with this is in front of the person. `account` tells the bubbles of
        several accounts apart, and `told_to` says in them whose they are."""
        super().__init__()
        self._store = store
        self._profile = profile
        self._port = port
        self._is_in_sight = is_in_sight
        self._account = account or store.me
        self._told_to = told_to
        self._news = NewsReader(store)
        self._shown: dict[str, frozenset[str]] = {}  # the bubble's key, and the parts of what it tells
        self._fresh: frozenset[str] = frozenset()
        self._number = 0
        self._gathering = QTimer(self, interval=gather_ms, singleShot=True)
        self._gathering.timeout.connect(self._tell)
        self._unsubscribe = store.feed.subscribe(self._on_change)

    def close(self) -> None:
        self._gathering.stop()
        self._unsubscribe()
        for key in tuple(self._shown):
            self._withdraw(key)

    def click(self, bubble: Bubble) -> None:
        """Somebody chose the bubble, which is gone by that."""
        if self._shown.pop(bubble.key, None) is not None:
            self.opened.emit(bubble.target)

    def reply(self, bubble: Bubble, text: str) -> None:
        """Somebody answered in the bubble, which is gone by that: the message is sent once, what it answers is read."""
        if self._shown.pop(bubble.key, None) is None or bubble.answers is None or not text.strip():
            return
        try:
            messaging.answer(self._store, bubble.answers, text, now=self._store.clock())
        except StoreError as error:
            self._store.status.notice(error.problem)

    def _on_change(self, changes: ChangeSet) -> None:
        new = self._news.hear(changes)
        if new:
            self._fresh |= new
            # From the first of a burst: one that goes on and on is told of too.
            if not self._gathering.isActive():
                self._gathering.start()
        if self._shown and (changes.conversations or changes.lists):
            self._take_back_what_was_read()

    def _tell(self) -> None:
        fresh, self._fresh = self._fresh, frozenset()
        detail = notify_detail(self._profile)
        unread = self._news.unread()
        wanted = self._out_of_sight(self._chosen(unread.only(fresh))).parts
        if not wanted or detail is NotifyDetail.NOTHING or self._is_quiet():
            return
        taken_in = [key for key, parts in self._shown.items() if parts & wanted]
        happened = self._chosen(unread).only(wanted.union(*(self._shown.pop(key) for key in taken_in)))
        for key in taken_in[1:]:
            self._port.withdraw(key)
        key = taken_in[0] if taken_in else self._new_key()
        self._shown[key] = happened.parts
        self._port.show(signed(bubble_of(key, happened, detail), self._told_to()))

    def _chosen(self, happened: Happenings) -> Happenings:
        """What the person wants to be told of."""
        kinds = told_kinds(self._profile)
        return Happenings(
            happened.messages if tells_messages(self._profile) else (),
            tuple(one for one in happened.notifications if one.kind in kinds),
        )

    def _out_of_sight(self, happened: Happenings) -> Happenings:
        page = Target(Opens.NOTIFICATIONS)
        notifications = () if self._is_in_sight(page) else happened.notifications
        return Happenings(
            tuple(
                one
                for one in happened.messages
                if not self._is_in_sight(Target(Opens.CONVERSATION, person=one.person.id))
            ),
            tuple(
                one
                for one in notifications
                if one.post is None or not self._is_in_sight(Target(Opens.POST, post=one.post.key))
            ),
        )

    def _is_quiet(self) -> bool:
        hours = quiet_hours(self._profile)
        return hours is not None and is_quiet(local_time(self._store.clock()), hours)

    def _take_back_what_was_read(self) -> None:
        unread = self._news.unread().parts
        for key in [key for key, parts in self._shown.items() if not parts & unread]:
            self._withdraw(key)

    def _withdraw(self, key: str) -> None:
        del self._shown[key]
        self._port.withdraw(key)

    def _new_key(self) -> str:
        self._number += 1
        return f"{self._account}:{self._number}"

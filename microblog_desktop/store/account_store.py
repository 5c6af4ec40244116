"""Everything of one account, over one file.

What the first window does not ask is loaded and built when it is first asked for.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from microblog_desktop.domain.account import Account
from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.account.drafts import DraftStore
from microblog_desktop.store.account.outbox import OutboxStore
from microblog_desktop.store.account.people import PeopleStore
from microblog_desktop.store.account.posts.posts import PostStore
from microblog_desktop.store.account.timelines.timelines import TimelineStore
from microblog_desktop.store.account.unread import UnreadStore
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.sqlite.database import Database
from microblog_desktop.store.sqlite.migrations import ACCOUNT
from microblog_desktop.store.status import StatusBoard

if TYPE_CHECKING:
    from microblog_desktop.store.account.conversations import ConversationStore
    from microblog_desktop.store.account.messages import MessageStore
    from microblog_desktop.store.account.notifications import NotificationStore
    from microblog_desktop.store.account.people_lists import PeopleListStore
    from microblog_desktop.store.account.person_pages import PersonPageStore
    from microblog_desktop.store.account.posts.reactions import ReactionStore
    from microblog_desktop.store.account.posts.threads import ThreadStore
    from microblog_desktop.store.account.posts.translations import TranslationStore
    from microblog_desktop.store.account.search.store import SearchStore
    from microblog_desktop.store.export_board import ExportBoard


class AccountStore:
    """The stores of one account; they share a file, a feed and their transactions."""

    def __init__(self, path: Path | str, feed: ChangeFeed, clock: Clock, account: Account) -> None:
        """Raises `StoreError`."""
        self.feed = feed
        self.clock = clock
        self.me = account.person_id
        self.db = Database(path, feed, ACCOUNT)
        self.status = StatusBoard(feed, clock)
        self.people = PeopleStore(self.db, self.me)
        self.posts = PostStore(self.db, self.people, self.me)
        self.timelines = TimelineStore(self.db, self.people, self.posts, self.status, clock, self.me)
        self.unread = UnreadStore(self.db)
        self.outbox = OutboxStore(self.db, self.posts)
        self.drafts = DraftStore(self.db)
        self._path = path
        self.db.before_commit(lambda: self.search.index.follow())

    @property
    def path(self) -> Path:
        """The file, for who reads it over a connection of their own."""
        return Path(self._path)

    @property
    def is_on_disk(self) -> bool:
        """Whether there is a file at all; in memory there is nothing to keep small."""
        return self._path != ":memory:"

    def transaction(self) -> AbstractContextManager[None]:
        return self.db.transaction()

    def durable_transaction(self) -> AbstractContextManager[None]:
        return self.db.durable_transaction()

    def close(self) -> None:
        if "search" in self.__dict__:
            self.search.close()
        self._learn_to_shrink()
        self.db.close()

    def _learn_to_shrink(self) -> None:
        """Nobody waits any more: a file of an older version is made such that it can get smaller."""
        if self.is_on_disk:
            from microblog_desktop.store.sqlite.space import Space

            Space(self.db).learn_to_shrink()

    # What is built when it is first asked for.

    @cached_property
    def people_lists(self) -> PeopleListStore:
        from microblog_desktop.store.account.people_lists import PeopleListStore

        return PeopleListStore(self.db, self.people, self.clock)

    @cached_property
    def person_pages(self) -> PersonPageStore:
        from microblog_desktop.store.account.person_pages import PersonPageStore

        return PersonPageStore(self.db, self.people, self.clock)

    @cached_property
    def reactions(self) -> ReactionStore:
        from microblog_desktop.store.account.posts.reactions import ReactionStore

        return ReactionStore(self.db, self.posts, self.clock)

    @cached_property
    def translations(self) -> TranslationStore:
        from microblog_desktop.store.account.posts.translations import TranslationStore

        return TranslationStore(self.db, self.posts)

    @cached_property
    def threads(self) -> ThreadStore:
        from microblog_desktop.store.account.posts.threads import ThreadStore

        return ThreadStore(self.db, self.posts, self.clock)

    @cached_property
    def messages(self) -> MessageStore:
        from microblog_desktop.store.account.messages import MessageStore

        return MessageStore(self.db, self.conversations, self.status, self.me)

    @cached_property
    def conversations(self) -> ConversationStore:
        from microblog_desktop.store.account.conversations import ConversationStore

        return ConversationStore(self.db, self.people, self.unread)

    @cached_property
    def notifications(self) -> NotificationStore:
        from microblog_desktop.store.account.notifications import NotificationStore

        return NotificationStore(self.db, self.people, self.posts, self.status, self.unread)

    @cached_property
    def exports(self) -> ExportBoard:
        from microblog_desktop.store.export_board import ExportBoard

        return ExportBoard(self.feed)

    @cached_property
    def search(self) -> SearchStore:
        from microblog_desktop.store.account.search.store import SearchStore

        return SearchStore(self.db, self.me, None if self._path == ":memory:" else Path(self._path))


def open_account_store(path: Path | str, feed: ChangeFeed, clock: Clock, account: Account) -> AccountStore:
    """Open or create an account's file; raises `StoreError`.

    What was being sent when the program ended is unsure from now on.
    """
    store = AccountStore(path, feed, clock, account)
    try:
        with store.transaction():
            store.outbox.doubt_interrupted()
            store.outbox.follow_clock(clock())
            if store.people.get(store.me) is None:
                store.people.save(Person(store.me, account.username))
    except StoreError:
        # Closed later, it would take away the log of the file that stands in its place by then.
        store.db.close()
        raise
    return store

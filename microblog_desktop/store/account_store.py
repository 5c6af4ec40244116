"""Everything of one account, over one file."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from microblog_desktop.domain.account import Account
from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account.conversations import ConversationStore
from microblog_desktop.store.account.drafts import DraftStore
from microblog_desktop.store.account.messages import MessageStore
from microblog_desktop.store.account.notifications import NotificationStore
from microblog_desktop.store.account.outbox import OutboxStore
from microblog_desktop.store.account.people import PeopleStore
from microblog_desktop.store.account.people_lists import PeopleListStore
from microblog_desktop.store.account.person_pages import PersonPageStore
from microblog_desktop.store.account.posts.posts import PostStore
from microblog_desktop.store.account.posts.reactions import ReactionStore
from microblog_desktop.store.account.posts.threads import ThreadStore
from microblog_desktop.store.account.posts.translations import TranslationStore
from microblog_desktop.store.account.search.store import SearchStore
from microblog_desktop.store.account.timelines.timelines import TimelineStore
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.sqlite.database import Database
from microblog_desktop.store.sqlite.migrations import ACCOUNT
from microblog_desktop.store.status import StatusBoard


@dataclass(frozen=True, slots=True)
class AccountStore:
    """The stores of one account; they share a file, a feed and their transactions."""

    db: Database
    feed: ChangeFeed
    clock: Clock
    me: PersonId
    status: StatusBoard
    people: PeopleStore
    people_lists: PeopleListStore
    person_pages: PersonPageStore
    posts: PostStore
    reactions: ReactionStore
    translations: TranslationStore
    threads: ThreadStore
    timelines: TimelineStore
    messages: MessageStore
    conversations: ConversationStore
    notifications: NotificationStore
    outbox: OutboxStore
    drafts: DraftStore
    search: SearchStore

    def transaction(self) -> AbstractContextManager[None]:
        return self.db.transaction()

    def durable_transaction(self) -> AbstractContextManager[None]:
        return self.db.durable_transaction()

    def close(self) -> None:
        self.search.close()
        self.db.close()


def open_account_store(path: Path | str, feed: ChangeFeed, clock: Clock, account: Account) -> AccountStore:
    """Open or create an account's file; raises `StoreError`.

    What was being sent when the program ended is unsure from now on.
    """
    db = Database(path, feed, ACCOUNT)
    me = account.person_id
    status = StatusBoard(feed, clock)
    people = PeopleStore(db, me)
    posts = PostStore(db, people, me)
    conversations = ConversationStore(db, people)
    store = AccountStore(
        db=db,
        feed=feed,
        clock=clock,
        me=me,
        status=status,
        people=people,
        people_lists=PeopleListStore(db, people, clock),
        person_pages=PersonPageStore(db, people, clock),
        posts=posts,
        reactions=ReactionStore(db, posts, clock),
        translations=TranslationStore(db, posts),
        threads=ThreadStore(db, posts, clock),
        timelines=TimelineStore(db, people, posts, status, clock, me),
        messages=MessageStore(db, conversations, status, me),
        conversations=conversations,
        notifications=NotificationStore(db, people, posts, status),
        outbox=OutboxStore(db, posts),
        drafts=DraftStore(db),
        search=SearchStore(db, me, None if path == ":memory:" else Path(path)),
    )
    with store.transaction():
        store.outbox.doubt_interrupted()
        store.outbox.follow_clock(clock())
        if people.get(me) is None:
            people.save(Person(me, account.username))
    return store

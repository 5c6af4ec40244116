"""A desk to jump from: a real store, three pages, settings of a profile, and a port that remembers where one went."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from microblog_desktop.domain.account import Account
from microblog_desktop.domain.ids import AccountId, MessageId, PersonId
from microblog_desktop.domain.inbox.message import Conversation, ConversationPage, Message
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.server import ServerDescription, ServerKind
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.jump.deeds import Deed
from microblog_desktop.viewmodels.jump.model import JumpModel
from microblog_desktop.viewmodels.jump.rows import JumpRow
from microblog_desktop.viewmodels.jump.sources import JumpPage, JumpSources
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.accounts import AccountsModel
from microblog_desktop.viewmodels.settings.appearance import AppearanceSection
from microblog_desktop.viewmodels.settings.model import SettingsModel
from microblog_desktop.viewmodels.settings.writing import WritingSection
from tests.fakes.jumping import FakeJumpPort
from tests.store.world import ACCOUNT, NOON, SUSAN, World

MARIA = Person(PersonId("11"), "maria", "María López", followers=9)
MARK = Person(PersonId("12"), "mark_lee", "Mark")
SEO = Person(PersonId("13"), "minseo", "김민서")
BRUNO = Account(
    AccountId("bruno"),
    ServerDescription("https://old.example", ServerKind.MICROBLOG, "Old"),
    "bruno",
    PersonId("5"),
    ACCOUNT.vault,
)


PAGES = ["page:home", "page:messages", "page:profile"]


class Window:
    """Shows accounts by remembering which."""

    def __init__(self) -> None:
        self.shown: list[AccountId] = []

    def show_account(self, account: AccountId) -> None:
        self.shown.append(account)

    def add_account(self) -> None: ...

    def ask_to_sign_out(self, account: AccountId) -> None: ...


class Desk:
    """Susan's, who has talked with 서 and has another account."""

    def __init__(self, world: World, *, has_conversations: bool = True) -> None:
        self.world, self.store = world, world.store
        world.save_people(SUSAN, MARIA, MARK, SEO)
        self.port, self.window, self.done = FakeJumpPort(), Window(), [""]
        self.done.clear()
        self.here = "page:home"
        self.feed = ChangeFeed(lambda tell: tell())
        self.profile = ProfileStore(":memory:", self.feed)
        with self.profile.transaction():
            self.profile.accounts.save(ACCOUNT)
            self.profile.accounts.save(BRUNO)
        self.accounts = AccountsModel(self.profile, self.window)
        self.accounts.comes_live(AccountModel(self.store, ACCOUNT))
        self.accounts.is_on_screen(ACCOUNT.id)
        sections = [AppearanceSection(self.profile), WritingSection(self.profile, " ".join)]
        self.settings = SettingsModel(sections, self.profile, self.feed)
        self._talk()
        self.sources = JumpSources(
            self.store,
            ACCOUNT.server.url,
            self.accounts,
            lambda: self.settings,
            self._pages,
            self._deeds,
            self.port,
            has_conversations=has_conversations,
        )
        self.model = JumpModel(self.store, self.sources, lambda: self.here)

    def close(self) -> None:
        self.model.close()
        self.settings.close()
        self.accounts.close()
        self.profile.close()

    def shown(self) -> list[str]:
        return [row.key for row in self.model.rows]

    def typed(self, text: str) -> list[str]:
        self.model.type(text)
        return self.shown()

    def row(self, key: str) -> JumpRow:
        return next(row for row in self.model.rows if row.key == key)

    def go(self, key: str) -> None:
        self.world.later(1)
        way = self.model.way(key)
        assert way is not None
        way()

    def _talk(self) -> None:
        latest = Message(MessageId("1"), SEO.id, SUSAN.id, "안녕", NOON - timedelta(hours=1), "1", "1")
        with self.store.transaction():
            self.store.conversations.save(ConversationPage((Conversation(SEO, latest, 1),), has_more=False))

    def _pages(self) -> list[JumpPage]:
        return [
            JumpPage("home", "home", "Home", "page_1"),
            JumpPage("messages", "mail", "Messages", "page_2"),
            JumpPage("profile", "person", "Profile", "page_3"),
        ]

    def _deeds(self) -> list[Deed]:
        return [
            Deed("new_post", lambda: "Write a post", lambda: self.done.append("post"), "pencil", "new_post"),
            Deed("offline", lambda: "Work offline", lambda: self.done.append("offline"), is_on=lambda: True),
        ]


def many(count: int) -> list[Person]:
    """People whose names begin alike."""
    return [replace(MARK, id=PersonId(f"m{n}"), username=f"mass_{n:03}", name=f"Mass {n:03}") for n in range(count)]

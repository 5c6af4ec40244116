"""Messages over a real store: `python -m tests.sandbox.messages [--scene open|…] [--dark] [--shot FILE]`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from microblog_desktop.commands import messaging
from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import AccountId, MessageId, PersonId
from microblog_desktop.domain.inbox.message import Conversation, ConversationPage, Message, MessagePage
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.server import Limits
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.status import NetworkState
from microblog_desktop.ui.messages.messages_page import MessagesPage
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.messages.messages import MessagesModel
from tests.fakes.ports import FakeMessageSync, NoPictures
from tests.sandbox.signin import OURS
from tests.sandbox.stage import Stage, play

SCENES = ("open", "list", "empty", "offline", "failed", "refused", "long", "new", "named", "nobody", "find", "deleted")
NOW = datetime(2026, 11, 22, 14, 4, tzinfo=UTC)
ME = PersonId("1")
JOHN = Person(PersonId("2"), "john", "John", last_seen=NOW - timedelta(minutes=5))
OTHERS = (
    (JOHN, "See you at the station", NOW - timedelta(minutes=2), False, 0),
    (Person(PersonId("3"), "mina", "Mina"), "고마워요! 내일 봐요", NOW - timedelta(minutes=24), False, 2),
    (Person(PersonId("4"), "david", "David"), "sent the slides", NOW - timedelta(days=6), True, 0),
    (Person(PersonId("5"), "kate", "Kate"), "👍", NOW - timedelta(days=1), False, 0),
)
NAMED = (
    ("maria", "María López"),
    ("minseo", "김민서"),
    ("mi", "Mo"),
    ("tomoko", "Mika Tomoko"),
    ("milo", "Milo " * 12),
)
TYPED = {"named": "mi", "nobody": "xylophone"}
TALK = (
    (False, "Did the offline build work on the train?", 40),
    (True, "Yes — the whole timeline was there, and search too.", 38),
    (False, "And what you wrote?", 30),
    (True, "Queued, then sent once when we left the tunnel. Once!", 20),
    (False, "See you at the station", 2),
)


def open_store() -> AccountStore:
    feed = ChangeFeed(lambda tell: tell())
    account = Account(AccountId("susan"), OURS, "susan", ME, VaultKind.SESSION)
    return open_account_store(":memory:", feed, lambda: NOW, account)


def message(number: int, body: str, at: datetime, person: PersonId, *, mine: bool) -> Message:
    order = f"{number:08d}"
    sender, recipient = (ME, person) if mine else (person, ME)
    return Message(MessageId(str(number)), sender, recipient, body, at, order, order)


def fill(store: AccountStore) -> None:
    latest = [
        Conversation(person, message(100 + number, body, at, person.id, mine=mine), unread)
        for number, (person, body, at, mine, unread) in enumerate(OTHERS)
    ]
    talk = [
        message(number, body, NOW - timedelta(minutes=age), JOHN.id, mine=mine)
        for number, (mine, body, age) in enumerate(TALK, start=1)
    ]
    with store.transaction():
        store.conversations.save(ConversationPage(tuple(latest), has_more=False))
        store.messages.merge_newest(JOHN.id, MessagePage(tuple(reversed(talk)), has_more=False))
        for number, (username, name) in enumerate(NAMED, start=10):
            store.people.save(Person(PersonId(str(number)), username, name))
    store.status.succeed("conversations")


def build(stage: Stage) -> QWidget:
    store = open_store()
    if stage.scene not in {"empty", "offline", "failed"}:
        fill(store)
    if stage.scene == "empty":
        store.status.succeed("conversations")
    if stage.scene == "failed":
        store.status.fail("conversations", Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    if stage.scene in {"offline", "open"}:
        store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=False, since=NOW))
    if stage.scene in {"open", "refused"}:
        messaging.send(store, JOHN.id, "Bringing coffee ☕", now=NOW)
    if stage.scene == "refused":
        job = store.outbox.claim(f"conversation:{JOHN.id}", NOW)
        assert job is not None
        with store.transaction():
            store.outbox.refuse(job.id, Problem(ProblemKind.REFUSED, message="John takes no more messages."))
    if stage.scene == "long":
        text = "A longer message that needs several lines, with an address https://example.net/changelog in it. "
        messaging.send(store, JOHN.id, text * 3, now=NOW)
        messaging.send(store, JOHN.id, "<b>not bold</b> & plain\nsecond line", now=NOW)
    model = MessagesModel(
        store, FakeMessageSync(), limits=Limits(500, 2000, 280), clock=lambda: NOW, deletes_at_server=True
    )
    page = MessagesPage(stage.theme, RoundPictures(NoPictures()), model)
    page.resize(904, 760)
    act(stage, store, model, page)
    return page


def act(stage: Stage, store: AccountStore, model: MessagesModel, page: MessagesPage) -> None:
    """Do what leads to the scene."""
    if stage.scene in {"open", "refused", "long", "find", "deleted"}:
        view = page.open_conversation(JOHN.id)
        if stage.scene == "find":
            view.find_bar.open()
            view.find_bar.field.setText("train")
            QTest.qWait(200)
        if stage.scene == "deleted":
            view.model.delete(store.messages.newest(JOHN.id, 1)[0])
    if stage.scene == "new":
        page.search.open()
        page.search.field.setText("nobody")
        model.search.find("")
    if stage.scene in TYPED:
        page.search.open()
        page.search.field.setText(TYPED[stage.scene])
        model.search.type(TYPED[stage.scene])


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=904, height=760))

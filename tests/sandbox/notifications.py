"""Notifications in the whole window: `python -m tests.sandbox.notifications [--scene empty] [--dark] [--shot FILE]`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import AccountId, NotificationId, PostId
from microblog_desktop.domain.inbox.notification import Notification, NotificationKind, NotificationPage
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.notifications.notifications_page import NotificationsPage
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.notifications.model import NotificationsModel
from microblog_desktop.viewmodels.timeline.actions import PostActions
from tests.fakes.ports import FakeNotificationSync, FakePostSync, NoPictures
from tests.sandbox.home import AMAL, DAVID, JOHN, KATE, MINA, NOW, PEOPLE, STRANGERS, SUSAN, fill
from tests.sandbox.home import window as home_window
from tests.sandbox.signin import OURS
from tests.sandbox.stage import Stage, play
from tests.sandbox.thread import OFFERS

SCENES = ("some", "empty", "many")
LIKE, REPOST, FOLLOW = NotificationKind.LIKE, NotificationKind.REPOST, NotificationKind.FOLLOW
MENTION, REPLY = NotificationKind.MENTION, NotificationKind.REPLY
MINE = Post(PostId("900"), SUSAN, "Posting this from the tunnel. It will go out by itself.", NOW - timedelta(hours=5))


def told(
    number: int, kind: NotificationKind, actor: Person, minutes: float, post: Post | None = None, *, read: bool = True
) -> Notification:
    order = f"{10_000 - number:08}"
    return Notification(
        NotificationId(str(10_000 - number)), kind, actor, NOW - timedelta(minutes=minutes), order, order, post, read
    )


def answer(number: int, author: Person, body: str, minutes: float) -> Post:
    post = Post(PostId(str(number)), author, body, NOW - timedelta(minutes=minutes))
    return replace(post, reply_to=MINE.id, reply_to_author="susan")


def everything() -> tuple[Notification, ...]:
    rosa, liam = STRANGERS
    korean = answer(902, MINA, "터널 안에서도 되는군요! 대단해요 🚇", 60)
    return (
        told(1, LIKE, JOHN, 2, MINE, read=False),
        told(2, REPLY, KATE, 9, answer(901, KATE, "It did. I saw it arrive at Platform 4.", 9), read=False),
        told(3, LIKE, MINA, 11, MINE, read=False),
        told(4, LIKE, DAVID, 30, MINE, read=False),
        told(5, LIKE, AMAL, 31, MINE, read=False),
        told(6, REPLY, MINA, 60, korean),
        told(7, REPOST, DAVID, 90, MINE),
        told(8, REPOST, JOHN, 95, MINE),
        told(9, FOLLOW, rosa, 300),
        told(10, FOLLOW, liam, 320),
        told(11, MENTION, AMAL, 1500, answer(903, AMAL, "صباح الخير يا @susan، أراك في المحطة", 1500)),
        told(12, FOLLOW, DAVID, 3000),
    )


def build(stage: Stage) -> QWidget:
    account = Account(AccountId("sandbox"), OURS, "susan", SUSAN.id, VaultKind.SESSION)
    store = open_account_store(":memory:", ChangeFeed(lambda tell: tell()), lambda: NOW, account)
    fill(store, "full")
    notice(store, stage.scene)
    model = NotificationsModel(store, FakeNotificationSync(), OFFERS)
    pictures = RoundPictures(NoPictures())
    actions = PostActions(store, lambda: 5, FakePostSync())
    page = NotificationsPage(stage.theme, pictures, model, actions, store.clock)
    slot = PageSlot("notifications", "bell", lambda: _("Notifications"), lambda: page, unread=lambda: 5)
    window = home_window(stage, store, account, OURS)
    window.push_page(slot)
    return window


def notice(store: AccountStore, scene: str) -> None:
    with store.transaction():
        for person in (*PEOPLE, *STRANGERS):
            store.people.save(person)
        if scene != "empty":
            store.notifications.merge_newest(NotificationPage(everything(), has_more=False))
    if scene == "empty":
        store.status.begin("notifications")
        store.status.succeed("notifications")


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=1120, height=760))

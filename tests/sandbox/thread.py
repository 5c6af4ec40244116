"""A thread in the whole window or its own: `python -m tests.sandbox.thread [--scene deep|…] [--dark] [--shot FILE]`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from microblog_desktop.commands import posting
from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import BOOKMARKS, AccountId, PostId, PostKey
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post, Thread
from microblog_desktop.domain.posts.timeline import TimelinePage
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.page_window import PageWindow
from microblog_desktop.ui.frame.status_strips import StatusStrips
from microblog_desktop.ui.thread.thread_page import ThreadPage
from microblog_desktop.ui.timeline.bookmarks_page import BookmarksPage
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.frame import PageWindowMemory
from microblog_desktop.viewmodels.session.status import StatusModel
from microblog_desktop.viewmodels.thread.model import ThreadModel
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.reading.unread import NothingNew
from microblog_desktop.viewmodels.timeline.rows import Offers
from tests.fakes.ports import FakeNetwork, FakePostSync, NoPictures
from tests.fakes.timeline_sync import FakeTimelineSync
from tests.sandbox.home import DAVID, JOHN, KATE, MINA, NOW, PEOPLE, SUSAN, fill, go_offline, older
from tests.sandbox.home import window as home_window
from tests.sandbox.signin import OURS
from tests.sandbox.stage import Stage, play

SCENES = ("thread", "deep", "short", "offline", "failed", "loading", "gone", "window", "bookmarks", "no-bookmarks")
OFFERS = Offers(True, True, True, True, True, True, True, True, frozenset({"en", "ko"}))
GROUP = "Anyone up for the reading group on Thursday? We finish the long chapter about the lighthouse, then tea."


def post(number: int, author: Person, body: str, minutes: float, *, to: int | None = None, who: str = "") -> Post:
    written = Post(PostId(str(number)), author, body, NOW - timedelta(minutes=minutes))
    return written if to is None else replace(written, reply_to=PostId(str(to)), reply_to_author=who)


def plain_thread() -> Thread:
    return Thread(
        (
            post(100, MINA, "오늘 한강에 첫눈이 왔다. 다들 따뜻하게 입고 나가세요 ❄️", 200),
            post(101, JOHN, "Perfect weather for staying in with a book.", 190, to=100, who="mina"),
        ),
        replace(post(102, KATE, GROUP, 180, to=101, who="john"), replies=3, likes=7, reposts=1),
        (
            replace(post(103, JOHN, "Thursday works. I bring the tea.", 170, to=102, who="kate"), likes=2, replies=1),
            post(104, KATE, "And I bring the lighthouse cake, of course.", 160, to=103, who="john"),
            post(
                105,
                DAVID,
                "Only after seven. Start without me: example.net/notes.",
                60,
                to=102,
                who="kate",
            ),
            replace(post(106, MINA, "저도 갈게요!", 12, to=102, who="kate"), likes=1),
        ),
        is_whole=True,
    )


def deep_thread() -> Thread:
    people = (JOHN, KATE, MINA, DAVID, SUSAN)
    answers = [
        post(
            103 + n,
            people[n % 5],
            f"Answer number {n + 1}, which answers the one above it.",
            100 - n,
            to=102 + n,
            who="kate",
        )
        for n in range(9)
    ]
    plain = plain_thread()
    long_first = replace(plain.ancestors[0], body="A long beginning of it all. " * 60)
    return replace(plain, ancestors=(long_first, *plain.ancestors[1:]), replies=tuple(answers))


def save(store: AccountStore, thread: Thread) -> PostKey:
    with store.transaction():
        for person in PEOPLE:
            store.people.save(person)
        store.threads.save(thread)
    key = store.posts.by_remote(thread.post.id)
    assert key is not None
    store.status.succeed(f"thread:{key}")
    return key


def play_scene(store: AccountStore, post: PostKey, scene: str) -> None:
    if scene in {"thread", "window"}:
        posting.publish(store, "Count me in.", now=NOW, undo_s=5, draft="", reply_to=post)
    if scene == "offline":
        go_offline(store)
        posting.publish(store, "From the train: count me in.", now=NOW, undo_s=0, draft="", reply_to=post)
    if scene == "failed":
        store.status.fail(f"thread:{post}", Problem(ProblemKind.TIMED_OUT, may_retry=True))
    if scene == "loading":
        store.status.begin(f"thread:{post}")


def build(stage: Stage) -> QWidget:
    account = Account(
        AccountId("susan"), replace(OURS, url="https://example.net"), "susan", SUSAN.id, VaultKind.SESSION
    )
    store = open_account_store(":memory:", ChangeFeed(lambda tell: tell()), lambda: NOW, account)
    fill(store, "full")
    if "bookmarks" in stage.scene:
        return bookmarks(stage, store, account)
    thread = deep_thread() if stage.scene == "deep" else plain_thread()
    if stage.scene == "short":
        thread = replace(
            thread, ancestors=(), replies=(), post=replace(thread.post, reply_to=None, reply_to_author=None)
        )
    post = save(store, thread)
    play_scene(store, post, stage.scene)
    theme, pictures = stage.theme, RoundPictures(NoPictures())
    model = ThreadModel(store, post, FakePostSync(), OFFERS)
    page = ThreadPage(theme, pictures, model, PostActions(store, lambda: 5, FakePostSync()), store.clock)
    slot = PageSlot("thread", "", page.title, lambda: page, take_focus=page.take_focus, close=page.close_model)
    if stage.scene == "window":
        page.open_window.hide()
        profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
        strips = StatusStrips(theme, StatusModel(store, FakeNetwork()))
        return PageWindow(theme, slot, strips, PageWindowMemory(profile, "thread"))
    page.header.show_back()
    window = home_window(stage, store, account, account.server)
    window.push_page(slot)
    if stage.scene == "gone":
        with store.transaction():
            store.posts.remove(post)
    return window


def bookmarks(stage: Stage, store: AccountStore, account: Account) -> QWidget:
    if stage.scene == "bookmarks":
        kept = tuple(replace(one, post=replace(one.post, bookmarked=True)) for one in older())
        with store.transaction():
            store.timelines.merge_newest(BOOKMARKS, TimelinePage(kept, has_more=False))
    store.status.succeed(f"timeline:{BOOKMARKS}")
    model = TimelineModel(store, BOOKMARKS, FakeTimelineSync(), OFFERS, NothingNew(store, BOOKMARKS))
    page = BookmarksPage(
        stage.theme, RoundPictures(NoPictures()), model, PostActions(store, lambda: 5, FakePostSync()), store.clock
    )
    window = home_window(stage, store, account, account.server)
    window.push_page(PageSlot("bookmarks", "bookmark", lambda: _("Bookmarks"), lambda: page))
    return window


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=1120, height=760))

"""The search page in the window: `python -m tests.sandbox.search [--scene results|…] [--dark] [--shot FILE]`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from microblog_desktop.commands import searching
from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import HOME, AccountId, MessageId, PersonId, PostId
from microblog_desktop.domain.inbox.message import Message, MessagePage
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.domain.posts.timeline import TimelinePage
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account.search.answers import ServerAnswer
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.search.page import SearchPage
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.search.model import SearchModel
from microblog_desktop.viewmodels.search.results import SearchResults
from microblog_desktop.viewmodels.timeline.actions import PostActions
from tests.fakes.ports import FakePostSync, NoPictures
from tests.fakes.search_sync import FakeSearchSync
from tests.sandbox.home import ALL, DAVID, JOHN, KATE, MINA, NOW, PEOPLE, STRANGERS, SUSAN, entry, fill, go_offline
from tests.sandbox.home import window as home_window
from tests.sandbox.signin import CHAPTER_23, OURS
from tests.sandbox.stage import Stage, play

SCENES = (
    "results",
    "empty",
    "recents",
    "all",
    "posts",
    "korean",
    "tag",
    "offline",
    "nothing",
    "nothing-offline",
    "failed",
    "searching",
    "chapter23",
    "home",
    "focused",
)
LONG = (
    "What I packed for the walk around the lake, in the order in which I needed it. A hat, because the morning was "
    "bright; a coat, because it did not last; two apples and a flask of tea for the bench on the far side, from which "
    "one sees the old lighthouse. The path goes through reeds there, and twice something large and grey rose out of "
    "them. It was the heron, of course, and it was not pleased. I waited until it came back. Then the rain came, and "
    "we both stood there with our shoulders up and looked at the water for a long time."
)
TYPED = {"korean": "한강", "tag": "#offline", "nothing": "zzyzx", "nothing-offline": "zzyzx", "chapter23": "jo"}
RECENT = ("한강 자전거", "from:john timetable", "#offline", "heron")


def build(stage: Stage) -> QWidget:
    server = CHAPTER_23 if stage.scene == "chapter23" else OURS
    account = Account(
        AccountId("susan"), replace(server, url="https://example.net"), "susan", SUSAN.id, VaultKind.SESSION
    )
    store = open_account_store(":memory:", ChangeFeed(lambda tell: tell()), lambda: NOW, account)
    fill(store, "full")
    _fill(store)
    if "offline" in stage.scene:
        go_offline(store)
    if stage.scene != "empty":
        for number, typed in enumerate(RECENT):
            searching.remember(store, typed, now=NOW + timedelta(minutes=number))
    sync = None if stage.scene == "chapter23" else FakeSearchSync()
    results = SearchResults(SearchModel(store, ALL, sync))
    actions = PostActions(store, lambda: 5, FakePostSync())
    page = SearchPage(stage.theme, RoundPictures(NoPictures()), results, actions, store.clock, server)
    window = home_window(stage, store, account, server)
    slot = PageSlot("search", "search", lambda: _("Search"), lambda: page, has_own_field=True)
    if stage.scene != "home":
        page.show_back()
        window.push_page(slot)
    if stage.scene not in {"empty", "recents", "home"}:
        _search(store, page, stage.scene)
    return window


def _search(store: AccountStore, page: SearchPage, scene: str) -> None:
    typed = TYPED.get(scene, "heron")
    page.begin(typed)
    results = page.results
    if scene == "searching":
        results.search.search_server()
        store.status.begin(f"search:{typed}")
    elif scene == "failed":
        results.search.search_server()
        store.status.fail(f"search:{typed}", Problem(ProblemKind.TIMED_OUT, may_retry=True))
    elif scene not in {"offline", "nothing-offline", "chapter23"}:
        results.search.search_server()
        _answer(store, typed, scene)
    headings = [row for row in results.rows if str(row.key).startswith("heading:")]
    if scene == "all":
        page.posts.found.heading.emit(next(row for row in headings if row.key == "heading:messages"))
    elif scene == "posts":
        page.posts.found.heading.emit(headings[0])
    elif scene == "focused":
        page.posts.enter()


def _answer(store: AccountStore, typed: str, scene: str) -> None:
    """What only the server has."""
    if scene in {"nothing", "korean", "tag"}:
        store.search.answers.begin(typed, ServerAnswer((), (), None))
    else:
        rosa = replace(STRANGERS[0], about_me="Herons, mostly before breakfast.")
        with store.transaction():
            store.people.save(rosa)
            stranger = Post(PostId("900"), rosa, "Seven herons on one ice floe this morning.", NOW - timedelta(days=40))
            key = store.posts.save(replace(stranger, likes=31))
        store.search.answers.begin(typed, ServerAnswer((key,), (rosa.id,), None))
    store.status.succeed(f"search:{typed}")


def _fill(store: AccountStore) -> None:
    heron = Person(PersonId("21"), "heron_watch", "Grey Heron Watch", about_me="Where the herons are, and where not.")
    posts = (
        entry(60, KATE, "A grey heron stood on the bridge all morning, as if it paid rent.", 130, likes=4, replies=1),
        entry(59, DAVID, LONG, 1500, likes=12),
        entry(58, JOHN, "Is it a heron or a crane? @kate knows. example.net/heron #birds", 2900),
        entry(57, MINA, "한강에서 왜가리를 봤다. 자전거를 세우고 한참 구경했다. #한강", 4000, likes=8),
        entry(56, KATE, "Heron again. Same bridge.", 9000),
    )
    with store.transaction():
        for one in (*PEOPLE, heron):
            store.people.save(one)
        store.timelines.merge_newest(HOME, TimelinePage(posts, has_more=True))
        store.messages.merge_newest(JOHN.id, MessagePage(tuple(_messages()), has_more=False))
        store.drafts.save("dialog", "The heron, a report from the bridge: day three", None, NOW)


def _messages() -> Iterator[Message]:
    """Newest first."""
    texts = (
        (SUSAN, "Bring the heron book, please."),
        (JOHN, "한강에서 만나요"),
        (JOHN, "Heron on Friday, then?"),
        (SUSAN, "Yes! The heron looked at me."),
        (JOHN, "Did you see the heron on the bridge?"),
    )
    for number, (author, text) in enumerate(texts):
        other = JOHN if author is SUSAN else SUSAN
        order = f"{100 - number:04}"
        then = NOW - timedelta(hours=20 * number + 2)
        yield Message(MessageId(order), author.id, other.id, text, then, order, order)


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=1120, height=760))

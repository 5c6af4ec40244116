"""The whole window over a real store: `python -m tests.sandbox.home [--scene offline|…] [--dark] [--shot FILE]`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget

from microblog_desktop.commands import posting, translating
from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import HOME, AccountId, PersonId, PostId
from microblog_desktop.domain.outbox import POSTS_QUEUE, JobKind
from microblog_desktop.domain.people.lists import SUGGESTED
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post, Reaction
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage
from microblog_desktop.domain.posts.translation import Translation
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.server import Capability, Limits, ServerDescription
from microblog_desktop.i18n.translate import _, current_language
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.status import NetworkState
from microblog_desktop.ui.composer.composer_box import ComposerBox
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.server_page import ServerPage
from microblog_desktop.ui.frame.side_bar import Accounts
from microblog_desktop.ui.frame.status_strips import StatusStrips
from microblog_desktop.ui.main_window import MainWindow
from microblog_desktop.ui.messages.messages_page import MessagesPage
from microblog_desktop.ui.timeline.home_page import HomePage
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.frame import PageMemory
from microblog_desktop.viewmodels.messages.messages import MessagesModel
from microblog_desktop.viewmodels.people.suggestions import SuggestionModel
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.accounts import AccountsModel
from microblog_desktop.viewmodels.session.status import StatusModel
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.rows import Offers
from microblog_desktop.viewmodels.writing.composer import ON_HOME, ComposerModel
from tests.fakes.people_sync import FakePeopleSync
from tests.fakes.ports import FakeMessageSync, FakeNetwork, FakePostSync, NoPictures
from tests.fakes.timeline_sync import FakeTimelineSync
from tests.sandbox.reading_scenes import READING_SCENES, act, prepare
from tests.sandbox.signin import CHAPTER_23, OURS
from tests.sandbox.stage import Stage, play

SCENES = (
    "full",
    "acts",
    "undo",
    "offline",
    "refused",
    "many",
    "arabic",
    "long",
    "empty",
    "failed",
    "nothing-offline",
    "chapter23",
    *READING_SCENES,
)
NOW = datetime(2026, 11, 22, 14, 4, tzinfo=UTC)
ALL = Offers(
    can_write=True,
    can_follow=True,
    can_message=True,
    can_like=True,
    can_repost=True,
    can_bookmark=True,
    can_translate=True,
    can_thread=True,
)
LIMITS = Limits(500, 2000, 280)


def person(number: int, username: str, name: str, *, followed: bool = True) -> Person:
    return Person(PersonId(str(number)), username, name, you_follow=followed)


SUSAN, JOHN, MINA = person(1, "susan", "Susan"), person(2, "john", "John"), person(3, "mina", "Mina")
DAVID, KATE, AMAL = person(4, "david", "David"), person(5, "kate", "Kate"), person(8, "amal", "أمل")
KOREAN: dict[str, int | str] = {"replies": 3, "likes": 21, "language": "ko"}
DONE: dict[str, bool] = {"liked": True, "reposted": True, "bookmarked": True}
STRANGERS = (person(6, "rosa", "Rosa", followed=False), person(7, "liam", "Liam", followed=False))
PEOPLE = (SUSAN, JOHN, MINA, DAVID, KATE, AMAL)


def entry(number: int, author: Person, body: str, minutes: float, **more: int | str) -> RemoteEntry:
    post = Post(PostId(str(number)), author, body, NOW - timedelta(minutes=minutes))
    post = replace(post, **more)  # type: ignore[arg-type]  # counts and names, as the scene says
    return RemoteEntry(f"p{number}", f"{number:08}", f"c{number}", post)


def newest() -> list[RemoteEntry]:
    train = "Reading the train timetable offline in the tunnel. The cache is the best feature nobody sees. @susan"
    notes = "Shipping notes for the weekend: example.net/changelog — the outbox now survives power cuts. #offline"
    return [
        entry(90, JOHN, train, 2, replies=1, reposts=2, likes=9, liked=True, language="en"),
        entry(
            80, MINA, "오늘 한강에 첫눈이 왔다. 다들 따뜻하게 입고 나가세요 ❄️", 14, replies=3, likes=21, language="ko"
        ),
        replace(entry(70, DAVID, notes, 61, reposts=4, likes=12, language="en"), reposted_by=JOHN, entry_id="r70"),
    ]


def acted_on() -> list[RemoteEntry]:
    """Every state of the line of actions and of a translation."""
    lines = "\n".join(f"Line {number} of a long list of things to pack." for number in range(1, 60))
    german = "Heute gibt es Kuchen im Hof. Rezept: example.net/kuchen"
    return [
        entry(99, KATE, "Liked, reposted and bookmarked.", 1, replies=12, reposts=1, likes=1, **DONE),
        entry(
            98, MINA, "오늘 한강에 첫눈이 왔다. 다들 따뜻하게 입고 나가세요 ❄️", 3, replies=3, likes=21, language="ko"
        ),
        entry(97, DAVID, german, 4, likes=1_234, reposts=98_765, replies=7, language="de"),
        entry(96, DAVID, german + " Nummer 2.", 5, language="de"),
        entry(95, AMAL, "شكرا @susan على الصورة الجميلة! المزيد هنا: https://example.net/photos", 6, language="ar"),
        entry(94, JOHN, "Another one, to compare where the numbers stand.", 7, replies=1, reposts=2, likes=9),
        entry(93, JOHN, lines, 8, likes=3, bookmarked=True),
    ]


def older() -> list[RemoteEntry]:
    return [
        entry(50, KATE, "Anyone up for the reading group on Thursday?", 180, replies=5, likes=2),
        entry(49, JOHN, "Thursday works. I bring the tea.", 175, reply_to_author="kate"),
        entry(48, AMAL, "شكرا @susan على الصورة الجميلة! المزيد هنا: https://example.net/photos", 300, likes=7),
        entry(47, MINA, "日本語のテストも。今日は#猫の日です。🐈\n\nSecond paragraph, with 👩‍👩‍👧 and more text.", 500),
    ]


def fill(store: AccountStore, scene: str) -> None:
    with store.transaction():
        for one in (*PEOPLE, *STRANGERS):
            store.people.save(one)
        store.people_lists.save_first_page(SUGGESTED, STRANGERS, has_more=False, total=None)
        store.timelines.merge_newest(HOME, TimelinePage(tuple(older()), has_more=True))
        if scene == "many":
            texts = [one.post.body for one in (*newest(), *older())]
            page = tuple(
                entry(10_000 - n, PEOPLE[n % len(PEOPLE)], texts[n % len(texts)], n, likes=n % 7) for n in range(400)
            )
            store.timelines.merge_newest(HOME, TimelinePage(page, has_more=True))
        else:
            page = tuple(acted_on() if scene == "acts" else newest())
            store.timelines.merge_newest(HOME, TimelinePage(page, has_more=True))
    store.status.succeed(f"timeline:{HOME}")


def translate(store: AccountStore) -> None:
    """One translation is here, one is awaited, one failed, and one is offered."""
    target = current_language()
    if target == "en":
        keep(store, "80", "ko", "The first snow fell on the Han River today. Dress warmly ❄️")
        keep(store, "98", "ko", "The first snow fell on the Han River today. Dress warmly ❄️ See example.net/snow")
        keep(store, "95", "ar", "Thanks @susan for the beautiful picture! More here: https://example.net/photos")
    for number, end in (("97", store.status.begin), ("96", None)):
        post = store.posts.by_remote(PostId(number))
        if post is None:
            continue
        translating.show(store, post, target)
        if end is not None:
            end(f"translate:{post}")
        else:
            store.status.fail(f"translate:{post}", Problem(ProblemKind.SERVER_FAILED, may_retry=True))


def keep(store: AccountStore, number: str, source: str, text: str) -> None:
    post = store.posts.by_remote(PostId(number))
    if post is None:
        return
    target, kept = current_language(), store.posts.get(post)
    assert kept is not None
    translating.show(store, post, target)
    with store.transaction():
        store.translations.save(post, target, Translation(text, source, target, "dictionary"), of=kept.body)


def latest() -> list[RemoteEntry]:
    return [
        entry(199, KATE, "The group meets at seven. Who brings the cake?", 1, replies=2),
        entry(198, JOHN, "Back from the tunnel, and nothing was lost.", 2, likes=4),
    ]


def go_offline(store: AccountStore) -> None:
    store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=False, since=NOW))


def play_scene(store: AccountStore, scene: str) -> None:
    if scene in {"offline", "nothing-offline"}:
        go_offline(store)
    if scene == "offline":
        posting.publish(store, "Posting this from the tunnel. It will go out by itself.", now=NOW, undo_s=0, draft="")
    if scene == "refused":
        posting.publish(store, "This one is refused by the server.", now=NOW, undo_s=0, draft="")
        job = store.outbox.claim(POSTS_QUEUE, NOW)
        assert job is not None
        with store.transaction():
            store.outbox.refuse(job.id, Problem(ProblemKind.REFUSED, message="Field body: Longer than 280 characters."))
        posting.publish(store, "And this can still be taken back.", now=NOW, undo_s=5, draft="")
        store.status.fail(
            f"gap:{next(row.key for row in store.timelines.entry_rows(store.timelines.newest(HOME, 9)) if row.gap)}",
            Problem(ProblemKind.TIMED_OUT, may_retry=True),
        )
    if scene == "long":
        posting.publish(store, "wort" * 12_500, now=NOW, undo_s=0, draft="")
        posting.publish(store, "<b>not bold</b> & plain\n" * 40, now=NOW, undo_s=0, draft="")
    if scene == "empty":
        store.status.succeed(f"timeline:{HOME}")
    if scene == "failed":
        store.status.fail(f"timeline:{HOME}", Problem(ProblemKind.SERVER_FAILED, may_retry=True))


def build(stage: Stage) -> QWidget:
    server = CHAPTER_23 if stage.scene == "chapter23" else OURS
    account = Account(
        AccountId("susan"), replace(server, url="https://example.net"), "susan", SUSAN.id, VaultKind.SESSION
    )
    store = open_account_store(":memory:", ChangeFeed(lambda tell: tell()), lambda: NOW, account)
    if stage.scene not in {"empty", "failed", "nothing-offline", "chapter23"}:
        fill(store, stage.scene)
        translate(store)
    play_scene(store, stage.scene)
    prepare(store, stage.scene, NOW, latest())
    return window(stage, store, account, server)


class NobodyElse:
    """Has no windows for other accounts."""

    def show_account(self, account: AccountId) -> None: ...

    def add_account(self) -> None: ...

    def ask_to_sign_out(self, account: AccountId) -> None: ...


def alone(profile: ProfileStore) -> Accounts:
    """The list of accounts of a person who has one."""
    return Accounts(AccountsModel(profile, NobodyElse()), lambda _account: None)


def window(
    stage: Stage, store: AccountStore, account: Account, server: ServerDescription, accounts: Accounts | None = None
) -> MainWindow:
    theme, pictures = stage.theme, RoundPictures(NoPictures())
    profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
    me, status = AccountModel(store, account), StatusModel(store, FakeNetwork())
    timeline = TimelineModel(store, HOME, FakeTimelineSync(), ALL)
    composer = ComposerModel(store, ON_HOME, limits=LIMITS, undo_s=lambda: 5, clock=store.clock)
    home = HomePage(
        theme,
        pictures,
        timeline,
        PostActions(store, lambda: 5, FakePostSync()),
        store.clock,
        ComposerBox(theme, pictures, composer, me),
        StatusStrips(theme, status),
    )
    act(home.posts, timeline, stage.scene)
    if stage.scene == "undo":
        home.posts.wishes.react.emit(timeline.rows[0], Reaction.REPOST)
        store.status.notice(Problem(ProblemKind.NOT_FOUND), JobKind.LIKE)
    messages = MessagesPage(theme, pictures, MessagesModel(store, FakeMessageSync(), limits=LIMITS, clock=store.clock))
    pages = [
        PageSlot(
            "home",
            "home",
            home.title,
            lambda: home,
            refresh=timeline.refresh,
            show_newest=home.posts.show_newest,
            step=home.posts.step,
            act=home.posts.act,
            has_own_strips=True,
        ),
        PageSlot("messages", "mail", lambda: _("Messages"), lambda: messages, lambda: 2, has_right_column=False),
    ]
    if not server.can(Capability.HOME):
        page = ServerPage(theme, server)
        pages = [PageSlot("server", "info", page.title, lambda: page)]
    suggestions = SuggestionModel(store, FakePeopleSync())
    memory = PageMemory(profile, account.id)
    window = MainWindow(theme, pictures, pages, me, status, suggestions, server, memory, accounts or alone(profile))
    window.begin()
    return window


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=1120, height=760))

"""Pages of people in the whole window: `python -m tests.sandbox.profile [--scene self|…] [--dark] [--shot FILE]`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import AccountId, PersonId
from microblog_desktop.domain.people.lists import SUGGESTED, Suggestion, followed_by, followers_of
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.timeline import LIKES, TimelinePage, posts_of, replies_of
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.server import Capability
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.page_window import PageWindow
from microblog_desktop.ui.frame.status_strips import StatusStrips
from microblog_desktop.ui.people.people_page import PeoplePage
from microblog_desktop.ui.people.profile.page import ProfilePage
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.frame import PageWindowMemory
from microblog_desktop.viewmodels.people.list_words import suggested_words
from microblog_desktop.viewmodels.people.people_list import PeopleListModel
from microblog_desktop.viewmodels.people.profile.contents import ProfileSync
from microblog_desktop.viewmodels.people.profile.model import ProfileModel
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab, tabs_of
from microblog_desktop.viewmodels.session.status import StatusModel
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.rows import Offers
from tests.fakes.people_sync import FakePeopleSync
from tests.fakes.ports import FakeNetwork, FakePostSync, NoPictures
from tests.fakes.timeline_sync import FakeTimelineSync
from tests.sandbox.home import ALL, JOHN, KATE, MINA, NOW, SUSAN, entry, fill, go_offline
from tests.sandbox.home import window as home_window
from tests.sandbox.signin import CHAPTER_23, OURS
from tests.sandbox.stage import Stage, play

SCENES = (
    "john",
    "followed",
    "self",
    "offline",
    "gone",
    "empty",
    "unseen",
    "followers",
    "nobody",
    "chapter23",
    "long",
    "arabic",
    "window",
    "suggested",
)
FULL = replace(
    OURS,
    url="https://example.net",
    capabilities=OURS.capabilities
    | {Capability.USER_POSTS, Capability.PEOPLE, Capability.OWN_LIKES, Capability.FOLLOW},
)
NOTHING = Offers(can_write=False, can_follow=False, can_message=False)
ABOUT = "Train person. Notes from the 07:12. Photographs of platforms, mostly empty."


def full_john() -> Person:
    return replace(
        JOHN,
        about_me=ABOUT,
        posts=128,
        following=64,
        followers=91,
        follows_you=True,
        you_follow=False,
        last_seen=NOW - timedelta(minutes=5),
        created_at=datetime(2024, 3, 3, tzinfo=UTC),
    )


def person_of(scene: str) -> Person:
    john = full_john()
    match scene:
        case "self":
            about = "Librarian of small things. Ask me about #offline, or read example.net/susan."
            return replace(john, id=SUSAN.id, username="susan", name="Susan", about_me=about, follows_you=False)
        case "followed":
            return replace(john, you_follow=True)
        case "long":
            name = "Dr. John Jacob Jingleheimer Schmidt the Third of the Northern Platforms & <b>Tunnels</b>"
            about = (
                "A long life in trains, " * 9
            ) + "https://example.net/a/very/long/address/of/some/page @mina #trains"
            return replace(john, name=name, username="john_" * 10, about_me=about, followers=1_234_567)
        case "arabic":
            return replace(
                john, id=PersonId("8"), username="amal", name="أمل", about_me="مصورة من القاهرة. @susan #صور"
            )
        case "chapter23":
            return replace(john, you_follow=None, follows_you=None)
        case "empty":
            return replace(john, about_me=None, posts=0, following=0, followers=0, last_seen=None, follows_you=False)
        case _:
            return john


def save_page(store: AccountStore, person: Person, scene: str) -> None:
    train = "Reading the train timetable offline in the tunnel."
    page = (
        entry(9, person, train, 2, replies=1, reposts=2, likes=9, liked=True),
        entry(8, person, "Platform 4, 06:58, nobody.", 60 * 24, reposts=1, likes=31),
        entry(7, person, "All of the benches are wet, and so is the timetable. @mina", 60 * 48, likes=2),
    )
    with store.transaction():
        store.person_pages.save(person)
        posts = () if scene == "empty" else page
        store.timelines.merge_newest(posts_of(person.id), TimelinePage(posts, has_more=False))
        reply = entry(6, person, "Thursday works. I bring the tea.", 90, reply_to_author="kate")
        store.timelines.merge_newest(replies_of(person.id), TimelinePage((reply,), has_more=False))
        store.timelines.merge_newest(LIKES, TimelinePage(page[:1], has_more=False))
        save_people(store, person)
    for name in (f"timeline:{posts_of(person.id)}", f"timeline:{replies_of(person.id)}", f"person:{person.id}"):
        store.status.succeed(name)


def save_people(store: AccountStore, person: Person) -> None:
    abouts = ("Snow, rivers, tea.", "", "Runs the reading group. Likes long walks, long books and short posts.")
    names = ("Rosa", "Liam", "Noor", "Dorothea von der langen Brücke zu Köln", "수진", "יעל")
    people = [
        Person(
            PersonId(str(100 + n)),
            f"person{n}" if n > 5 else f"p{n}",
            names[n % 6],
            about_me=abouts[n % 3],
            you_follow=n % 4 == 1,
            follows_you=n % 5 == 2,
        )
        for n in range(60)
    ]
    first = [replace(MINA, about_me="Seoul. 사진과 커피."), replace(KATE, you_follow=True), SUSAN, *people]
    for key in (followers_of(person.id), followed_by(person.id)):
        store.people_lists.save_first_page(key, first, has_more=True, total=91)
    told = [Suggestion(replace(one, you_follow=False), 3 - n if n < 3 else 0) for n, one in enumerate(people)]
    store.people_lists.save_first_page(SUGGESTED, told, has_more=False, total=None)


def build(stage: Stage) -> QWidget:
    scene = stage.scene
    server = CHAPTER_23 if scene == "chapter23" else FULL
    server = replace(server, url="https://example.net")
    account = Account(AccountId("susan"), server, "susan", SUSAN.id, VaultKind.SESSION)
    clock = [NOW - timedelta(days=1, minutes=2)]
    store = open_account_store(":memory:", ChangeFeed(lambda tell: tell()), lambda: clock[0], account)
    fill(store, "full")
    person = person_of(scene)
    if scene == "unseen":
        with store.transaction():
            store.people.save(JOHN)
    else:
        save_page(store, person, scene)
    clock[0] = NOW
    if scene in {"offline", "unseen"}:
        go_offline(store)
    if scene == "gone":
        store.status.fail(f"person:{person.id}", Problem(ProblemKind.NOT_FOUND))
    return shown(stage, store, account, person)


def shown(stage: Stage, store: AccountStore, account: Account, person: Person) -> QWidget:
    theme, pictures, scene = stage.theme, RoundPictures(NoPictures()), stage.scene
    actions = PostActions(store, lambda: 5, FakePostSync())
    offers = NOTHING if scene == "chapter23" else ALL
    window = home_window(stage, store, account, account.server)
    if scene == "suggested":
        model = PeopleListModel(store, SUGGESTED, FakePeopleSync(), offers)
        people = PeoplePage(theme, pictures, model, actions, suggested_words)
        people.header.show_back()
        window.push_page(PageSlot("people", "person", people.title, lambda: people, take_focus=people.take_focus))
        return window
    tabs = tabs_of(account.server, is_me=person.id == store.me)
    sync = ProfileSync(FakePeopleSync(), FakeTimelineSync())
    profile = ProfileModel(store, person.id, sync, offers, tabs, can_edit=True)
    page = ProfilePage(theme, pictures, profile, actions, store.clock)
    if scene in {"followers", "nobody"}:
        page.posts.choose(ProfileTab.FOLLOWERS)
    if scene == "nobody":
        profile.search("Zacharias")
    slot = PageSlot("john", "person", page.title, lambda: page, take_focus=page.posts.take_focus)
    if scene == "window":
        page.open_window.hide()
        strips = StatusStrips(theme, StatusModel(store, FakeNetwork()))
        memory = PageWindowMemory(ProfileStore(":memory:", ChangeFeed(lambda tell: tell())), "profile")
        return PageWindow(theme, slot, strips, memory)
    page.header.show_back()
    window.push_page(slot)
    return window


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=1120, height=760))

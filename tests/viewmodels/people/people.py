"""A world with people in it, for tests of their pages and lists."""

from __future__ import annotations

from datetime import timedelta

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import PeopleKey
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.server import Capability
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.people.profile.contents import ProfileSync
from microblog_desktop.viewmodels.people.profile.model import ProfileModel
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab
from microblog_desktop.viewmodels.timeline.rows import Offers
from tests.fakes.people_sync import FakePeopleSync
from tests.fakes.timeline_sync import FakeTimelineSync
from tests.store.world import NOON, World

ALL = Offers(can_write=True, can_follow=True, can_message=True, can_like=True)
TABS = (ProfileTab.POSTS, ProfileTab.REPLIES, ProfileTab.FOLLOWERS, ProfileTab.FOLLOWING)
KATE = Person(
    PersonId("7"),
    "kate",
    "Kate",
    about_me="Lighthouses. See example.net/kate and ask @john.",
    posts=3,
    followers=9,
    following=4,
    you_follow=False,
    follows_you=True,
    last_seen=NOON - timedelta(minutes=5),
    created_at=NOON - timedelta(days=400),
)
POOR = frozenset({Capability.PEOPLE, Capability.EDIT_PROFILE})


def person(number: int, **more: str) -> Person:
    return Person(PersonId(f"x{number}"), f"user{number}", more.get("name", f"Person {number}"), you_follow=False)


def save_list(world: World, key: PeopleKey, count: int, *, has_more: bool = False) -> None:
    with world.store.transaction():
        people = [person(number) for number in range(count)]
        world.store.people_lists.save_first_page(key, people, has_more=has_more, total=None)
    world.store.status.succeed(f"people:{key}")


def go(world: World, *, online: bool) -> None:
    world.store.status.set_network(NetworkState(online, works_offline_by_choice=False, since=world.now))


class Profile:
    """Somebody's page over a world, and what was asked of sync."""

    def __init__(self, world: World, whose: PersonId = KATE.id, tabs: tuple[ProfileTab, ...] = TABS) -> None:
        self.world = world
        self.people = FakePeopleSync()
        self.timelines = FakeTimelineSync()
        sync = ProfileSync(self.people, self.timelines)
        self.model = ProfileModel(world.store, whose, sync, ALL, tabs, can_edit=True)

    def read(self, who: Person = KATE) -> None:
        """The server told of the person just now."""
        with self.world.store.transaction():
            self.world.store.person_pages.save(who)
        self.world.store.status.succeed(f"person:{who.id}")

"""A post and a person that are looked for, and each of them found."""

from __future__ import annotations

from microblog_desktop.domain.ids import PostId
from microblog_desktop.viewmodels.finding.sought import Sought, SoughtPerson, SoughtPost
from tests.fakes.ports import FakeMessageSync, FakePostSync
from tests.store.world import World, post
from tests.viewmodels.people.people import KATE


class LookingForAPost:
    def __init__(self, world: World) -> None:
        self._world = world
        self.sync = FakePostSync()
        self.sought: Sought = SoughtPost(world.store, self.sync, PostId("77"))
        self.asked = ("find_post", "77")

    def bring(self) -> object:
        with self._world.store.transaction():
            return self._world.store.posts.save(post(77))


class LookingForKate:
    def __init__(self, world: World) -> None:
        self._world = world
        self.sync = FakeMessageSync()
        self.sought: Sought = SoughtPerson(world.store, self.sync, "kate")
        self.asked = ("find_person", "kate")

    def bring(self) -> object:
        self._world.save_people(KATE)
        return KATE.id


Looking = LookingForAPost | LookingForKate

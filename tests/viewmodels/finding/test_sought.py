"""What can be looked for: found as soon as it is here, and only the one that was meant."""

from __future__ import annotations

from microblog_desktop.domain.ids import PostId
from microblog_desktop.viewmodels.finding.sought import SoughtPerson, SoughtPost
from tests.store.world import World
from tests.viewmodels.finding.looking import LookingForAPost, LookingForKate


def test_a_post_is_found_by_its_id(world: World) -> None:
    looking = LookingForAPost(world)
    assert looking.sought.found() is None
    assert looking.bring() == looking.sought.found()
    assert SoughtPost(world.store, looking.sync, PostId("78")).found() is None


def test_somebody_is_found_by_their_name(world: World) -> None:
    looking = LookingForKate(world)
    assert looking.sought.found() is None
    assert looking.bring() == looking.sought.found()
    assert SoughtPerson(world.store, looking.sync, "kat").found() is None

"""Who is meant by a name in a post."""

from __future__ import annotations

from microblog_desktop.viewmodels.timeline.mentions import MentionedPerson, mentioned_person
from microblog_desktop.viewmodels.timeline.rows import Offers
from tests.store.world import JOHN, SUSAN, World
from tests.viewmodels.timeline.home import ALL


def test_another_person_can_be_followed_and_written_to(world: World) -> None:
    assert mentioned_person(world.store, ALL, JOHN.username) == MentionedPerson(
        JOHN.id, JOHN.username, you_follow=bool(JOHN.you_follow), can_follow=True, can_message=True
    )


def test_nobody_follows_or_writes_to_himself(world: World) -> None:
    me = mentioned_person(world.store, ALL, SUSAN.username)
    assert me is not None
    assert not me.can_follow
    assert not me.can_message


def test_only_what_the_server_offers_is_offered(world: World) -> None:
    person = mentioned_person(world.store, Offers(can_write=True, can_follow=False, can_message=False), JOHN.username)
    assert person is not None
    assert not person.can_follow
    assert not person.can_message


def test_a_name_that_nobody_has_is_nobody(world: World) -> None:
    assert mentioned_person(world.store, ALL, "nobody.here") is None

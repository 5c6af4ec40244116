"""Who is told what, over the wire but in one process (microblog_server/live/hub.py)."""

from __future__ import annotations

import asyncio

import pytest

from microblog_server.live.events import Announcement, counts_changed, everything_changed, post_changed
from microblog_server.live.subscription import MOST_WAITING
from microblog_server.services.clock import now
from tests.server.client import Json, Person, Visitors
from tests.server.live.listening import Told, listening

_ADDED = {"change": "added", "read": "/api/timeline"}


def _kinds(told: list[Told]) -> list[tuple[str, Json]]:
    return [(one.kind, one.data.get("change", one.data["read"])) for one in told]


async def _settled(visitors: Visitors) -> None:
    """Everything that was announced has been told."""
    hub = visitors.server.context.events.hub
    async with asyncio.timeout(10):
        while hub.is_busy:
            await asyncio.sleep(0)
        for _ in range(20):
            await asyncio.sleep(0)


async def test_a_post_rings_its_author_and_their_followers_only(
    visitors: Visitors, susan: Person, john: Person
) -> None:
    kate = await visitors.sign_up("kate")
    await susan.put(f"/api/me/following/{john.id}")
    server = visitors.server
    async with (
        listening(server, susan) as by_susan,
        listening(server, john) as by_john,
        listening(server, kate) as by_kate,
    ):
        await john.write("Hello")
        assert (await by_susan.next()).data == (await by_john.next()).data == _ADDED
        await _settled(visitors)
        assert by_kate.waiting() == []


async def test_each_thing_that_happens_is_told_to_whom_it_concerns(
    visitors: Visitors, susan: Person, john: Person
) -> None:
    post = await susan.write("Mine")
    async with listening(visitors.server, susan) as by_susan:

        async def told() -> list[tuple[str, Json]]:
            await _settled(visitors)
            return _kinds(by_susan.waiting())

        noticed = [("notification", "/api/notifications"), ("counts", "/api/me/counts")]
        await john.put(f"/api/me/following/{susan.id}")
        assert await told() == noticed
        for reaction in ("like", "repost"):
            await john.put(f"/api/posts/{post}/{reaction}")
            assert await told() == noticed
            await john.put(f"/api/posts/{post}/{reaction}")
            assert await told() == []
            await john.delete(f"/api/posts/{post}/{reaction}")
            assert await told() == noticed
        await susan.put(f"/api/posts/{post}/bookmark")
        assert await told() == [("timeline", "changed")]
        await susan.put(f"/api/posts/{post}", {"body": "Mine, too"})
        assert await told() == [("timeline", "changed")]
        await susan.put(f"/api/me/following/{john.id}")
        assert await told() == [("timeline", "rebuilt")]
        sent = await john.post(f"/api/conversations/{susan.id}/messages", {"body": "Hi"})
        assert await told() == [*noticed, ("message", f"/api/conversations/{john.id}/messages")]
        await susan.put(f"/api/conversations/{john.id}/read", {"up_to": sent.json()["id"]})
        assert ("counts", "/api/me/counts") in await told()
        await susan.delete(f"/api/posts/{post}")
        assert await told() == [("timeline", "removed")]


async def test_who_comes_back_is_told_what_they_missed(visitors: Visitors, susan: Person, john: Person) -> None:
    await susan.put(f"/api/me/following/{john.id}")
    async with listening(visitors.server, susan) as stream:
        last_id = stream.parser.last_id
    kate = await visitors.sign_up("kate")
    await kate.write("not for susan")
    await john.write("@susan")
    await john.write("@susan again")
    async with listening(visitors.server, susan, last_id) as stream:
        await _settled(visitors)
        missed = stream.waiting()
        assert _kinds(missed) == [
            ("timeline", "added"),
            ("notification", "/api/notifications"),
            ("counts", "/api/me/counts"),
        ]
        assert stream.parser.last_id == missed[-1].id
    async with listening(visitors.server, susan, stream.parser.last_id) as again:
        await _settled(visitors)
        assert again.waiting() == []
        assert again.parser.last_id == stream.parser.last_id


@pytest.mark.parametrize("last_id", ["0-0", "rubbish", "", "999999999999-9"])
async def test_who_comes_from_an_unknown_place_reads_everything(
    visitors: Visitors, susan: Person, last_id: str
) -> None:
    async with listening(visitors.server, susan, last_id) as stream:
        reset = await stream.next()
        assert (reset.kind, reset.data) == ("reset", {"read": "/api"})
    async with listening(visitors.server, susan, reset.id) as stream:
        await susan.write("Hello")
        assert (await stream.next()).data == _ADDED


async def test_a_slow_reader_holds_nobody_up_and_starts_anew(visitors: Visitors, susan: Person, john: Person) -> None:
    await john.put(f"/api/me/following/{susan.id}")
    async with listening(visitors.server, john) as slow, listening(visitors.server, susan) as quick:
        slow.pause()
        for number in range(3 * MOST_WAITING):
            id = await susan.write(str(number))
            await susan.put(f"/api/posts/{id}", {"body": f"{number}, edited"})
        await _settled(visitors)
        assert len(quick.waiting()) > 3 * MOST_WAITING
        slow.go_on()
        await _settled(visitors)
        told = slow.waiting()
        assert "reset" in [one.kind for one in told]
        # What was on its way, and what waits at most.
        assert len(told) <= 2 + MOST_WAITING


@pytest.mark.parametrize("path", ["/api/tokens", "/api/me/tokens/{id}"])
async def test_a_token_that_ends_takes_its_streams_along(visitors: Visitors, susan: Person, path: str) -> None:
    other = Person(susan.http, susan.id, "susan", await visitors.token("susan"))
    devices = (await other.get("/api/me/tokens")).json()["items"]
    current = next(device["id"] for device in devices if device["current"])
    async with listening(visitors.server, susan) as stays, listening(visitors.server, other) as ends:
        assert (await other.delete(path.format(id=current))).status_code == 204
        async with asyncio.timeout(10):
            await ends.is_over.wait()
        await susan.write("Still here")
        assert (await stays.next()).data == _ADDED


async def test_a_token_that_ended_without_a_word_is_noticed(visitors: Visitors, susan: Person) -> None:
    hub = visitors.server.context.events.hub
    async with listening(visitors.server, susan) as stream:
        await hub.end_revoked()
        assert not stream.is_over.is_set()
        hub.token_life = now() - now()
        await hub.end_revoked()
        async with asyncio.timeout(10):
            await stream.is_over.wait()


async def test_too_many_streams_of_one_person_end_the_oldest(visitors: Visitors, susan: Person) -> None:
    context = visitors.server.context
    async with listening(visitors.server, susan) as oldest, listening(visitors.server, susan) as second:
        for _ in range(context.settings.streams_per_person - 1):
            await context.events.hub.subscribe(susan.id, 1, None)
        async with asyncio.timeout(10):
            await oldest.is_over.wait()
        assert not second.is_over.is_set()


async def test_nobody_listens_without_signing_in(visitors: Visitors) -> None:
    assert (await visitors.http.get("/api/stream")).status_code == 401


async def test_whoever_leaves_is_forgotten(visitors: Visitors, susan: Person) -> None:
    hub = visitors.server.context.events.hub
    async with listening(visitors.server, susan):
        assert len(hub) == 1
    assert len(hub) == 0


async def test_a_loss_is_told_to_everybody(visitors: Visitors, susan: Person) -> None:
    hub = visitors.server.context.events.hub
    async with listening(visitors.server, susan) as stream:
        hub.lose("7-7")
        assert (await stream.next()).kind == "reset"
    async with listening(visitors.server, susan, "7-7") as stream:
        await susan.write("Hello")
        assert (await stream.next()).data == _ADDED


async def test_many_followers_are_found_from_both_sides(visitors: Visitors, susan: Person, john: Person) -> None:
    """With fewer connected than followers, the connected are looked up; else the followers."""
    kate = await visitors.sign_up("kate")
    for follower in (john, kate):
        await follower.put(f"/api/me/following/{susan.id}")
    async with listening(visitors.server, john) as by_john:
        await susan.write("two followers, one connected")
        assert (await by_john.next()).data == _ADDED
        async with listening(visitors.server, kate) as by_kate, listening(visitors.server, susan):
            await susan.write("two followers, three connected")
            assert (await by_kate.next()).data == (await by_john.next()).data == _ADDED


async def test_everybody_can_be_told(visitors: Visitors, susan: Person) -> None:
    events = visitors.server.context.events
    async with listening(visitors.server, susan) as stream:
        events.publish([Announcement(post_changed(7), is_for_everybody=True)])
        assert (await stream.next()).data["post"] == 7
        events.publish([Announcement(counts_changed(), people=(susan.id + 1,))])
        events.publish([Announcement(everything_changed(), people=(susan.id,))])
        assert (await stream.next()).kind == "reset"

"""Whom one might follow, and the tags of the day (microblog_server/routes/discovery.py)."""

from __future__ import annotations

from microblog_server.services.discovery import Trends
from tests.server.client import Json, Person, Visitors


async def _suggested(person: Person, **query: int) -> list[tuple[str, int]]:
    answer: Json = (await person.get("/api/me/suggestions", **query)).json()
    return [(one["username"], one["followed_by"]) for one in answer["items"]]


async def _trends(person: Person) -> list[tuple[str, int, int]]:
    answer: Json = (await person.get("/api/explore/tags")).json()
    return [(one["tag"], one["posts"], one["people"]) for one in answer["items"]]


async def test_people_followed_by_those_one_follows_come_first(visitors: Visitors, susan: Person, john: Person) -> None:
    kate, rosa, liam = [await visitors.sign_up(name) for name in ("kate", "rosa", "liam")]
    for friend in (john, kate):
        await susan.put(f"/api/me/following/{friend.id}")
        await friend.put(f"/api/me/following/{rosa.id}")
        await friend.put(f"/api/me/following/{susan.id}")
    await john.put(f"/api/me/following/{liam.id}")
    assert await _suggested(susan) == [("rosa", 2), ("liam", 1)]
    assert await _suggested(susan, limit=1) == [("rosa", 2)]
    await susan.put(f"/api/me/following/{rosa.id}")
    assert await _suggested(susan) == [("liam", 1)]


async def test_who_follows_nobody_is_shown_whom_most_follow(visitors: Visitors, susan: Person, john: Person) -> None:
    kate = await visitors.sign_up("kate")
    for person in (susan, john):
        await person.put(f"/api/me/following/{kate.id}")
    assert await _suggested(await visitors.sign_up("new")) == [("kate", 0), ("susan", 0), ("john", 0)]


async def test_suggestions_say_who_follows_whom(visitors: Visitors, susan: Person, john: Person) -> None:
    await john.put(f"/api/me/following/{susan.id}")
    (item,) = (await susan.get("/api/me/suggestions")).json()["items"]
    assert (item["username"], item["you_follow"], item["follows_you"]) == ("john", False, True)


async def test_a_tag_is_as_strong_as_the_people_who_use_it(susan: Person, john: Person) -> None:
    for _ in range(3):
        await susan.write("Again #spam")
    await susan.write("First #Snow of the year, #snow!")
    await john.write("Here too: #SNOW")
    await john.write("And #한강 in the morning, https://example.net/#nothing")
    assert await _trends(john) == [("Snow", 2, 2), ("spam", 3, 1), ("한강", 1, 1)]


async def test_tags_are_counted_anew_after_a_minute_and_not_before(visitors: Visitors, susan: Person) -> None:
    times = iter((0.0, 59.0, 61.0))
    trends = Trends(lambda: next(times))
    await susan.write("Now #one")
    async with visitors.server.context.database.reading() as session:
        assert [trend.tag for trend in await trends.newest(session, 10)] == ["one"]
    await susan.write("And #two")
    async with visitors.server.context.database.reading() as session:
        assert [trend.tag for trend in await trends.newest(session, 10)] == ["one"]
        assert [trend.tag for trend in await trends.newest(session, 10)] == ["one", "two"]

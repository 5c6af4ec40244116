"""Likes, reposts and bookmarks over the wire (microblog_server/routes/reactions.py)."""

from __future__ import annotations

import asyncio

import pytest

from tests.server.client import Json, Person, Visitors

_REACTIONS = {"like": ("likes", "liked"), "repost": ("reposts", "reposted"), "bookmark": (None, "bookmarked")}


async def _post(person: Person, id: int) -> Json:
    return (await person.get(f"/api/posts/{id}")).json()


@pytest.mark.parametrize("reaction", _REACTIONS)
async def test_a_reaction_is_said_and_taken_back_any_number_of_times(
    susan: Person, john: Person, reaction: str
) -> None:
    counted, mine = _REACTIONS[reaction]
    id = await susan.write("Hello")
    path = f"/api/posts/{id}/{reaction}"
    for method, is_so in ((john.put, True), (john.put, True), (john.delete, False), (john.delete, False)):
        assert (await method(path)).status_code == 204
        by_john, by_susan = await _post(john, id), await _post(susan, id)
        assert by_john["mine"] == {"liked": False, "reposted": False, "bookmarked": False} | {mine: is_so}
        assert not any(by_susan["mine"].values())
        expected = {"replies": 0, "likes": 0, "reposts": 0} | ({counted: int(is_so)} if counted else {})
        assert by_john["counts"] == by_susan["counts"] == expected


@pytest.mark.parametrize("reaction", _REACTIONS)
async def test_there_is_no_reaction_to_a_post_that_is_not_there(susan: Person, reaction: str) -> None:
    for method in (susan.put, susan.delete):
        assert (await method(f"/api/posts/4711/{reaction}")).status_code == 404


@pytest.mark.parametrize("reaction", _REACTIONS)
async def test_reactions_at_once_are_counted_exactly(visitors: Visitors, susan: Person, reaction: str) -> None:
    counted, mine = _REACTIONS[reaction]
    people = [await visitors.sign_up(f"person{number}") for number in range(6)]
    id = await susan.write("Hello")
    path = f"/api/posts/{id}/{reaction}"
    await asyncio.gather(*(method(path) for person in people for method in (person.put, person.put)))
    await asyncio.gather(*(person.delete(path) for person in people[:2] for _ in range(3)))
    assert [(await _post(person, id))["mine"][mine] for person in people] == [False] * 2 + [True] * 4
    if counted:
        assert (await _post(susan, id))["counts"][counted] == 4


async def test_a_repost_comes_before_the_followers(visitors: Visitors, susan: Person, john: Person) -> None:
    kate = await visitors.sign_up("kate")
    id = await kate.write("Worth reading")
    await susan.put(f"/api/me/following/{john.id}")
    await john.put(f"/api/posts/{id}/repost")
    for reader, path in ((susan, "/api/timeline"), (john, "/api/timeline"), (susan, f"/api/users/{john.id}/posts")):
        (entry,) = (await reader.get(path)).json()["items"]
        assert (entry["id"], entry["author"]["username"]) == (id, "kate")
        assert entry["reposted_by"]["username"] == "john"
        assert entry["mine"]["reposted"] is (reader is john)
        assert entry["counts"]["reposts"] == 1
    (alone,) = (await susan.get("/api/explore")).json()["items"]
    assert alone["reposted_by"] is None
    assert alone["entry_id"] != entry["entry_id"]
    assert (await john.get("/api/me")).json()["post_count"] == 0
    await john.delete(f"/api/posts/{id}/repost")
    assert await susan.bodies("/api/timeline") == await susan.bodies(f"/api/users/{john.id}/posts") == []
    assert await susan.bodies("/api/explore") == ["Worth reading"]


async def test_each_repost_is_an_entry_of_its_own(visitors: Visitors, susan: Person, john: Person) -> None:
    kate = await visitors.sign_up("kate")
    for followed in (john, kate):
        await susan.put(f"/api/me/following/{followed.id}")
    id = await john.write("Hello")
    await kate.put(f"/api/posts/{id}/repost")
    await john.put(f"/api/posts/{id}/repost")

    async def brought_by() -> list[str | None]:
        items = (await susan.get("/api/timeline")).json()["items"]
        assert len({item["entry_id"] for item in items}) == len(items)
        assert {item["id"] for item in items} <= {id}
        return [item["reposted_by"] and item["reposted_by"]["username"] for item in items]

    assert await brought_by() == ["john", "kate", None]
    await john.delete(f"/api/posts/{id}/repost")
    assert await brought_by() == ["kate", None]
    await susan.delete(f"/api/me/following/{john.id}")
    assert await brought_by() == ["kate"]
    await susan.put(f"/api/me/following/{john.id}")
    assert await brought_by() == ["kate", None]
    await john.delete(f"/api/posts/{id}")
    assert await brought_by() == []
    assert await susan.bodies(f"/api/users/{kate.id}/posts") == []


async def test_following_brings_earlier_reposts_along(visitors: Visitors, susan: Person, john: Person) -> None:
    kate = await visitors.sign_up("kate")
    await john.put(f"/api/posts/{await kate.write('Old')}/repost")
    await susan.write("New")
    await susan.put(f"/api/me/following/{john.id}")
    assert await susan.bodies("/api/timeline") == ["New", "Old"]


async def test_bookmarks_are_listed_the_last_first(susan: Person, john: Person) -> None:
    ids = [await susan.write(str(number)) for number in range(5)]
    for id in (ids[2], ids[0], ids[4], ids[1]):
        await john.put(f"/api/posts/{id}/bookmark")
    await john.put(f"/api/posts/{ids[2]}/bookmark")
    assert await john.bodies("/api/me/bookmarks") == ["1", "4", "0", "2"]
    assert await susan.bodies("/api/me/bookmarks") == []
    page = (await john.get("/api/me/bookmarks", limit=2)).json()
    assert [item["mine"]["bookmarked"] for item in page["items"]] == [True, True]
    await susan.delete(f"/api/posts/{ids[4]}")
    assert await john.bodies(page["_links"]["older"]) == ["0", "2"]
    await john.delete(f"/api/posts/{ids[1]}/bookmark")
    assert await john.bodies("/api/me/bookmarks") == ["0", "2"]


async def test_a_deleted_post_takes_all_reactions_along(susan: Person, john: Person) -> None:
    id = await susan.write("Gone soon")
    for reaction in _REACTIONS:
        await john.put(f"/api/posts/{id}/{reaction}")
    await susan.delete(f"/api/posts/{id}")
    assert await john.bodies("/api/me/bookmarks") == await john.bodies("/api/timeline") == []
    assert (await susan.get("/api/me/counts")).json() == {"messages": 0, "notifications": 0}


async def test_the_author_is_told_of_likes_and_reposts_while_they_last(susan: Person, john: Person) -> None:
    id = await susan.write("Hello")

    async def told() -> list[tuple[str, str, int]]:
        items = (await susan.get("/api/notifications")).json()["items"]
        assert (await susan.get("/api/me/counts")).json()["notifications"] == len(items)
        return [(item["kind"], item["actor"]["username"], item["post"]["id"]) for item in items]

    for reaction in ("like", "repost", "like", "bookmark"):
        await john.put(f"/api/posts/{id}/{reaction}")
        await susan.put(f"/api/posts/{id}/{reaction}")
    assert await told() == [("repost", "john", id), ("like", "john", id)]
    await john.delete(f"/api/posts/{id}/like")
    assert await told() == [("repost", "john", id)]
    await john.delete(f"/api/posts/{id}/repost")
    assert await told() == []


async def test_taking_back_one_reaction_leaves_the_others(visitors: Visitors, susan: Person, john: Person) -> None:
    kate = await visitors.sign_up("kate")
    one, two = await susan.write("One"), await susan.write("Two")
    for person in (john, kate):
        for id in (one, two):
            await person.put(f"/api/posts/{id}/like")
    await john.delete(f"/api/posts/{one}/like")
    items = (await susan.get("/api/notifications")).json()["items"]
    left = [(item["actor"]["username"], item["post"]["body"]) for item in items]
    assert left == [("kate", "Two"), ("kate", "One"), ("john", "Two")]


async def test_likes_are_listed_the_last_first_and_to_oneself_only(susan: Person, john: Person) -> None:
    ids = [await susan.write(str(number)) for number in range(5)]
    for number in (2, 0, 4, 1):
        await john.put(f"/api/posts/{ids[number]}/like")
    assert await john.bodies("/api/me/likes") == ["1", "4", "0", "2"]
    assert await susan.bodies("/api/me/likes") == []
    page = (await john.get("/api/me/likes", limit=2)).json()
    assert await john.bodies(page["_links"]["older"]) == ["0", "2"]
    await john.delete(f"/api/posts/{ids[4]}/like")
    await susan.delete(f"/api/posts/{ids[1]}")
    assert await john.bodies("/api/me/likes") == ["0", "2"]

"""Timelines over the wire (microblog_server/routes/timelines.py)."""

from __future__ import annotations

from tests.server.client import Person, Visitors


async def test_home_is_own_posts_and_those_of_people_followed(visitors: Visitors, susan: Person, john: Person) -> None:
    kate = await visitors.sign_up("kate")
    await john.write("before")
    await susan.put(f"/api/me/following/{john.id}")
    await john.write("after")
    await kate.write("stranger")
    await susan.write("mine")
    assert await susan.bodies("/api/timeline") == ["mine", "after", "before"]
    assert await john.bodies("/api/timeline") == ["after", "before"]
    assert await susan.bodies("/api/explore") == ["mine", "stranger", "after", "before"]
    assert await susan.bodies(f"/api/users/{john.id}/posts") == ["after", "before"]


async def test_unfollowing_takes_the_posts_away(susan: Person, john: Person) -> None:
    await susan.put(f"/api/me/following/{john.id}")
    await john.write("yours")
    await susan.write("mine")
    await susan.delete(f"/api/me/following/{john.id}")
    await john.write("later")
    assert await susan.bodies("/api/timeline") == ["mine"]


async def test_entries_carry_their_place(susan: Person) -> None:
    for number in range(3):
        await susan.write(str(number))
    items = (await susan.get("/api/timeline")).json()["items"]
    assert len({item["entry_id"] for item in items}) == len({item["cursor"] for item in items}) == 3
    orders = [item["order"] for item in items]
    assert orders == sorted(orders, reverse=True)
    assert len({len(order) for order in orders}) == 1
    assert all(item["reposted_by"] is None for item in items)


async def test_pages_are_linked_to_their_neighbours(susan: Person) -> None:
    for number in range(5):
        await susan.write(str(number))
    newest = (await susan.get("/api/timeline", limit=2)).json()
    assert newest["_meta"] == {"limit": 2, "has_more": True}
    assert newest["_links"]["newer"] is None
    middle = (await susan.get(newest["_links"]["older"])).json()
    assert [item["body"] for item in middle["items"]] == ["2", "1"]
    last = (await susan.get(middle["_links"]["older"])).json()
    assert [item["body"] for item in last["items"]] == ["0"]
    assert last["_meta"]["has_more"] is False
    assert last["_links"]["older"] is None
    back = (await susan.get(last["_links"]["newer"])).json()
    assert back["items"] == middle["items"]
    assert back["_meta"]["has_more"] is True
    assert (await susan.get(back["_links"]["newer"])).json()["items"] == newest["items"]
    assert (await susan.get(middle["_links"]["self"])).json() == middle


async def test_after_gives_the_rows_next_to_the_cursor(susan: Person) -> None:
    for number in range(6):
        await susan.write(str(number))
    oldest = (await susan.get("/api/timeline")).json()["items"][-1]["cursor"]
    assert await susan.bodies("/api/timeline", after=oldest, limit=2) == ["2", "1"]


async def test_a_cursor_holds_when_its_post_is_deleted(susan: Person) -> None:
    for number in range(4):
        await susan.write(str(number))
    item = (await susan.get("/api/timeline")).json()["items"][1]
    await susan.delete(item["_links"]["self"])
    assert await susan.bodies("/api/timeline", before=item["cursor"]) == ["1", "0"]
    assert await susan.bodies("/api/timeline", after=item["cursor"]) == ["3"]


async def test_bad_windows_are_refused(susan: Person) -> None:
    await susan.write("one")
    cursor = (await susan.get("/api/timeline")).json()["items"][0]["cursor"]
    for query in (
        {"before": "rubbish"},
        {"after": ""},
        {"before": cursor + "A"},
        {"before": cursor, "after": cursor},
        {"limit": 0},
        {"limit": 101},
        {"limit": "many"},
        {"limit": "9" * 5000},
    ):
        answer = await susan.get("/api/timeline", **query)
        assert answer.status_code == 400, query
        assert set(answer.json()["fields"]) <= set(query)


async def test_posts_of_nobody_are_not_found(susan: Person) -> None:
    assert (await susan.get("/api/users/4711/posts")).status_code == 404


async def test_answers_of_a_person_can_be_asked_for_by_themselves(susan: Person, john: Person) -> None:
    theirs = await john.write("John's")
    for number in range(3):
        await susan.write(f"post {number}")
        await susan.write(f"answer {number}", theirs)
    await susan.put(f"/api/posts/{theirs}/repost")
    path = f"/api/users/{susan.id}/posts"
    assert await susan.bodies(path, only="replies") == ["answer 2", "answer 1", "answer 0"]
    assert await susan.bodies(path, only="posts") == ["John's", "post 2", "post 1", "post 0"]
    page = (await susan.get(path, only="replies", limit=2)).json()
    assert await susan.bodies(page["_links"]["older"]) == ["answer 0"]
    assert (await susan.get(path, only="pictures")).status_code == 400

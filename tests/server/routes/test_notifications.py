"""Notifications over the wire (microblog_server/routes/notifications.py)."""

from __future__ import annotations

from tests.server.client import Person, Visitors


async def _kinds(person: Person) -> list[tuple[str, str]]:
    items = (await person.get("/api/notifications")).json()["items"]
    return [(item["kind"], item["actor"]["username"]) for item in items]


async def test_follows_mentions_and_replies_are_told(susan: Person, john: Person) -> None:
    post = await susan.write("Hello")
    await john.put(f"/api/me/following/{susan.id}")
    await john.put(f"/api/me/following/{susan.id}")
    await john.write("Thinking of @Susan, @susan. and @nobody, not a@susan")
    reply = await john.write("Hello @susan", post)
    assert await _kinds(susan) == [("reply", "john"), ("mention", "john"), ("follow", "john")]
    newest = (await susan.get("/api/notifications", limit=1)).json()["items"][0]
    assert newest["post"]["id"] == reply
    assert (await susan.get("/api/me/counts")).json() == {"messages": 0, "notifications": 3}
    assert await _kinds(john) == []


async def test_nobody_is_told_of_themselves(susan: Person) -> None:
    post = await susan.write("I, @susan")
    await susan.write("answer myself", post)
    assert await _kinds(susan) == []


async def test_who_comes_and_goes_is_told_of_once(susan: Person, john: Person) -> None:
    for _ in range(3):
        await john.put(f"/api/me/following/{susan.id}")
        await john.delete(f"/api/me/following/{susan.id}")
    assert await _kinds(susan) == []
    await john.put(f"/api/me/following/{susan.id}")
    assert await _kinds(susan) == [("follow", "john")]


async def test_an_edit_tells_only_who_is_newly_mentioned(visitors: Visitors, susan: Person, john: Person) -> None:
    kate = await visitors.sign_up("kate")
    post = await susan.write("@john")
    await susan.put(f"/api/posts/{post}", {"body": "@john and @kate"})
    assert await _kinds(john) == await _kinds(kate) == [("mention", "susan")]


async def test_who_was_told_of_a_post_is_not_told_again_by_its_edits(susan: Person, john: Person) -> None:
    mention, reply = await john.write("@susan"), await john.write("yes", await susan.write("Really?"))
    for id in (mention, reply):
        for body in ("nobody", "@susan", "nobody again", "@susan again"):
            await john.put(f"/api/posts/{id}", {"body": body})
    assert await _kinds(susan) == [("reply", "john"), ("mention", "john")]


async def test_only_the_latest_unread_message_is_told(susan: Person, john: Person) -> None:
    for body in ("one", "two"):
        last = await john.post(f"/api/conversations/{susan.id}/messages", {"body": body})
    (item,) = (await susan.get("/api/notifications")).json()["items"]
    assert (item["kind"], item["message_id"]) == ("message", last.json()["id"])


async def test_reading_stops_at_the_notification_named(susan: Person, john: Person) -> None:
    for body in ("@susan one", "@susan two", "@susan three"):
        await john.write(body)
    middle = (await susan.get("/api/notifications")).json()["items"][1]["id"]
    assert (await susan.put("/api/notifications/read", {"up_to": middle})).status_code == 204
    items = (await susan.get("/api/notifications")).json()["items"]
    assert [item["read_at"] is None for item in items] == [True, False, False]
    assert (await susan.get("/api/me/counts")).json()["notifications"] == 1
    assert (await john.put("/api/notifications/read", {"up_to": middle})).status_code == 404


async def test_news_are_read_by_cursor(susan: Person, john: Person) -> None:
    await john.write("@susan one")
    seen = (await susan.get("/api/notifications")).json()["items"][0]["cursor"]
    assert (await susan.get("/api/notifications", after=seen)).json()["items"] == []
    await john.write("@susan two")
    (item,) = (await susan.get("/api/notifications", after=seen)).json()["items"]
    assert item["post"]["body"] == "@susan two"

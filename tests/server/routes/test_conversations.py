"""Private messages over the wire (microblog_server/routes/conversations.py)."""

from __future__ import annotations

from tests.server.client import Person, Visitors


async def _send(sender: Person, recipient: Person, body: str) -> int:
    answer = await sender.post(f"/api/conversations/{recipient.id}/messages", {"body": body})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


async def test_both_see_a_message(susan: Person, john: Person) -> None:
    id = await _send(susan, john, "Hello")
    for reader, other in ((susan, john), (john, susan)):
        page = (await reader.get(f"/api/conversations/{other.id}/messages")).json()
        (message,) = page["items"]
        assert (message["id"], message["body"], message["read_at"]) == (id, "Hello", None)
        assert (message["sender_id"], message["recipient_id"]) == (susan.id, john.id)
        assert page["_meta"] == {"limit": 20, "has_more": False, "read_up_to": None}


async def test_nobody_else_sees_it(visitors: Visitors, susan: Person, john: Person) -> None:
    kate = await visitors.sign_up("kate")
    await _send(susan, john, "Secret")
    for other in (susan, john):
        assert await kate.bodies(f"/api/conversations/{other.id}/messages") == []
    assert (await kate.get("/api/conversations")).json()["items"] == []


async def test_conversations_are_listed_by_their_latest_message(
    visitors: Visitors, susan: Person, john: Person
) -> None:
    kate = await visitors.sign_up("kate")
    await _send(john, susan, "one")
    await _send(kate, susan, "two")
    await _send(john, susan, "three")
    items = (await susan.get("/api/conversations")).json()["items"]
    told = [(item["person"]["username"], item["latest"]["body"], item["unread"]) for item in items]
    assert told == [("john", "three", 2), ("kate", "two", 1)]
    page = (await susan.get("/api/conversations", before=items[0]["cursor"])).json()
    assert page["items"] == items[1:]


async def test_reading_is_told_to_both(susan: Person, john: Person) -> None:
    first = await _send(john, susan, "one")
    second = await _send(john, susan, "two")
    third = await _send(john, susan, "three")
    assert (await susan.get("/api/me/counts")).json() == {"messages": 3, "notifications": 0}
    read = f"/api/conversations/{john.id}/read"
    assert (await susan.put(read, {"up_to": second})).status_code == 204
    assert (await susan.get("/api/me/counts")).json() == {"messages": 1, "notifications": 0}
    page = (await john.get(f"/api/conversations/{susan.id}/messages")).json()
    assert page["_meta"]["read_up_to"] == second
    assert [item["read_at"] is None for item in page["items"]] == [True, False, False]
    # A mark that comes late changes nothing.
    assert (await susan.put(read, {"up_to": first})).status_code == 204
    page = (await john.get(f"/api/conversations/{susan.id}/messages")).json()
    assert page["_meta"]["read_up_to"] == second
    await susan.put(read, {"up_to": third})
    assert (await susan.get("/api/me/counts")).json()["messages"] == 0
    notifications = (await susan.get("/api/notifications")).json()["items"]
    assert [(item["kind"], item["read_at"] is None) for item in notifications] == [("message", False)]


async def test_only_messages_of_the_conversation_can_be_read(visitors: Visitors, susan: Person, john: Person) -> None:
    kate = await visitors.sign_up("kate")
    foreign = await _send(kate, john, "not for susan")
    await _send(john, susan, "for susan")
    for up_to in (foreign, 4711):
        answer = await susan.put(f"/api/conversations/{john.id}/read", {"up_to": up_to})
        assert answer.status_code == 404
    assert (await susan.get("/api/me/counts")).json()["messages"] == 1


async def test_a_message_needs_somebody_else(susan: Person) -> None:
    assert (await susan.post("/api/conversations/4711/messages", {"body": "?"})).status_code == 404
    assert (await susan.post(f"/api/conversations/{susan.id}/messages", {"body": "?"})).status_code == 400
    assert (await susan.get("/api/conversations/4711/messages")).status_code == 404


async def test_a_message_is_deleted_for_oneself_only(susan: Person, john: Person) -> None:
    first = await _send(john, susan, "one")
    second = await _send(john, susan, "two")
    path = f"/api/conversations/{john.id}/messages"
    for _ in range(2):
        assert (await susan.delete(f"{path}/{second}")).status_code == 204
    assert await susan.bodies(path) == ["one"]
    assert await john.bodies(f"/api/conversations/{susan.id}/messages") == ["two", "one"]
    (listed,) = (await susan.get("/api/conversations")).json()["items"]
    assert (listed["latest"]["body"], listed["unread"]) == ("one", 1)
    assert (await susan.get("/api/me/counts")).json()["messages"] == 1
    assert (await susan.delete(f"{path}/{first}")).status_code == 204
    assert (await susan.get("/api/conversations")).json()["items"] == []
    assert (await susan.get("/api/me/counts")).json()["messages"] == 0
    assert len((await john.get("/api/conversations")).json()["items"]) == 1


async def test_what_was_deleted_does_not_wait_to_be_read_nor_undo_what_was(susan: Person, john: Person) -> None:
    first = await _send(john, susan, "one")
    await susan.put(f"/api/conversations/{john.id}/read", {"up_to": first})
    second = await _send(john, susan, "two")
    for id in (first, second):
        await susan.delete(f"/api/conversations/{john.id}/messages/{id}")
    page = (await john.get(f"/api/conversations/{susan.id}/messages")).json()
    assert page["_meta"]["read_up_to"] == first
    assert page["items"][0]["read_at"] is None
    await _send(john, susan, "three")
    (listed,) = (await susan.get("/api/conversations")).json()["items"]
    assert (listed["latest"]["body"], listed["unread"]) == ("three", 1)


async def test_nobody_deletes_what_is_not_theirs_to_see(visitors: Visitors, susan: Person, john: Person) -> None:
    kate = await visitors.sign_up("kate")
    id = await _send(john, susan, "for susan")
    assert (await kate.delete(f"/api/conversations/{john.id}/messages/{id}")).status_code == 404
    assert (await susan.delete(f"/api/conversations/{kate.id}/messages/{id}")).status_code == 404
    assert (await susan.delete(f"/api/conversations/{john.id}/messages/4711")).status_code == 404

"""Posts over the wire (microblog_server/routes/posts.py)."""

from __future__ import annotations

import pytest

from microblog_server.services import posts
from tests.server.client import Person


async def test_a_post_is_answered_whole(susan: Person) -> None:
    answer = await susan.post("/api/posts", {"body": "Hello  \n", "unknown": 1})
    post = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == post["_links"]["self"] == f"/api/posts/{post['id']}"
    assert post["body"] == "Hello"
    assert post["author"]["username"] == "susan"
    assert post["counts"] == {"replies": 0, "likes": 0, "reposts": 0}
    assert post["mine"] == {"liked": False, "reposted": False, "bookmarked": False}
    assert post["reply_to"] is post["edited_at"] is post["language"] is post["reply_to_author"] is None
    assert len(post["created_at"]) == len("2026-11-22T09:41:00.000000Z")
    assert post["created_at"].endswith("Z")
    assert (await susan.get(f"/api/posts/{post['id']}")).json() == post


async def test_a_reply_names_what_it_answers_and_is_counted(susan: Person, john: Person) -> None:
    first = await susan.write("Question?")
    reply = (await john.post("/api/posts", {"body": "Answer!", "reply_to": first})).json()
    assert (reply["reply_to"], reply["reply_to_author"]) == (first, "susan")
    assert (await susan.get(f"/api/posts/{first}")).json()["counts"]["replies"] == 1
    await john.delete(f"/api/posts/{reply['id']}")
    assert (await susan.get(f"/api/posts/{first}")).json()["counts"]["replies"] == 0


async def test_a_reply_stays_when_what_it_answered_is_deleted(susan: Person, john: Person) -> None:
    first = await susan.write("Question?")
    reply = await john.write("Answer!", first)
    await susan.delete(f"/api/posts/{first}")
    left = (await john.get(f"/api/posts/{reply}")).json()
    assert (left["body"], left["reply_to"], left["reply_to_author"]) == ("Answer!", None, None)


async def test_an_answer_to_nothing_is_refused(susan: Person) -> None:
    answer = await susan.post("/api/posts", {"body": "Answer!", "reply_to": 4711})
    assert answer.status_code == 400
    assert "reply_to" in answer.json()["fields"]


async def test_an_edit_keeps_the_place_and_says_when(susan: Person) -> None:
    id = await susan.write("Frist")
    await susan.write("Second")
    edited = (await susan.put(f"/api/posts/{id}", {"body": "First"})).json()
    assert edited["edited_at"] > edited["created_at"]
    assert await susan.bodies("/api/timeline") == ["Second", "First"]


async def test_an_edit_that_changes_nothing_is_no_edit(susan: Person) -> None:
    id = await susan.write("Same")
    assert (await susan.put(f"/api/posts/{id}", {"body": "Same"})).json()["edited_at"] is None


@pytest.mark.parametrize("method", ["put", "delete"])
async def test_a_post_of_somebody_else_is_left_alone(susan: Person, john: Person, method: str) -> None:
    path = f"/api/posts/{await susan.write('Mine')}"
    answer = await (john.put(path, {"body": "Yours"}) if method == "put" else john.delete(path))
    assert answer.status_code == 403
    assert (await susan.get(path)).json()["body"] == "Mine"


async def test_a_deleted_post_is_gone_everywhere(susan: Person, john: Person) -> None:
    await john.put(f"/api/me/following/{susan.id}")
    id = await susan.write("Gone soon, @john")
    assert (await susan.delete(f"/api/posts/{id}")).status_code == 204
    assert (await susan.delete(f"/api/posts/{id}")).status_code == 404
    assert (await susan.get(f"/api/posts/{id}")).status_code == 404
    for path in ("/api/timeline", "/api/explore", f"/api/users/{susan.id}/posts"):
        assert await john.bodies(path) == []
    kinds = [item["kind"] for item in (await john.get("/api/notifications")).json()["items"]]
    assert kinds == []
    assert (await susan.get("/api/me")).json()["post_count"] == 0


async def test_the_id_of_a_deleted_post_is_not_given_out_again(susan: Person) -> None:
    id = await susan.write("Gone soon")
    await susan.delete(f"/api/posts/{id}")
    assert await susan.write("New") > id


async def test_a_thread_is_told_from_its_beginning(susan: Person, john: Person) -> None:
    first = await susan.write("1")
    second = await john.write("1.1", first)
    await susan.write("1.2", first)
    await susan.write("1.1.1", second)
    await john.write("something else")
    whole = (await susan.get(f"/api/posts/{first}/thread")).json()
    assert [post["body"] for post in whole["replies"]] == ["1.1", "1.2", "1.1.1"]
    middle = (await susan.get(f"/api/posts/{second}/thread")).json()
    assert [post["body"] for post in middle["ancestors"]] == ["1"]
    assert middle["post"]["body"] == "1.1"
    assert [post["body"] for post in middle["replies"]] == ["1.1.1"]


async def test_a_long_conversation_is_read_around_any_of_its_posts(
    susan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "_THREAD_LIMIT", 4)
    root = await susan.write("root")
    first = await susan.write("first", root)
    for number in range(6):
        await susan.write(f"aside {number}", root)
    late = await susan.write("late", first)
    for number in range(6):
        await susan.write(f"aside {number}", root)
    await susan.write("later", late)
    around = (await susan.get(f"/api/posts/{late}/thread")).json()
    assert [post["body"] for post in around["ancestors"]] == ["root", "first"]
    assert [post["body"] for post in around["replies"]] == ["later"]
    whole = (await susan.get(f"/api/posts/{root}/thread")).json()
    assert [post["body"] for post in whole["replies"]] == ["first", "aside 0", "aside 1", "aside 2"]

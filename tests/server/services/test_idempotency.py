"""What is created is created once (microblog_server/services/idempotency.py)."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.types import Message, Scope

from microblog_server.db.models import IdempotencyKey, Post
from microblog_server.db.session import Database
from microblog_server.services import clock
from microblog_server.services.idempotency import Created, Key, create_once, describe, fingerprint
from tests.server.client import Person, Visitors


async def _posts(database: Database) -> int:
    async with database.reading() as session:
        return (await session.execute(select(func.count()).select_from(Post))).scalar_one()


async def test_the_same_key_gives_the_first_answer_again(susan: Person) -> None:
    first = await susan.post("/api/posts", {"body": "Once"}, key="key")
    await susan.put(f"/api/posts/{first.json()['id']}", {"body": "Edited"})
    again = await susan.post("/api/posts", {"body": "Once"}, key="key")
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["location"] == first.headers["location"]
    assert await susan.bodies("/api/timeline") == ["Edited"]


async def test_the_same_key_with_another_body_is_refused(susan: Person, john: Person) -> None:
    await susan.post("/api/posts", {"body": "Once"}, key="key")
    for path, body in (("/api/posts", "Twice"), (f"/api/conversations/{john.id}/messages", "Once")):
        answer = await susan.post(path, {"body": body}, key="key")
        assert answer.status_code == 422
        assert "Idempotency-Key" in answer.json()["fields"]
    assert await susan.bodies("/api/timeline") == ["Once"]


async def test_a_key_is_one_persons_own(susan: Person, john: Person) -> None:
    first = await susan.post("/api/posts", {"body": "Same"}, key="key")
    other = await john.post("/api/posts", {"body": "Same"}, key="key")
    assert other.status_code == 201
    assert other.json()["id"] != first.json()["id"]


async def test_without_a_key_equal_posts_are_two(susan: Person) -> None:
    assert await susan.write("Same") != await susan.write("Same")


async def test_of_many_at_once_exactly_one_creates(database: Database, susan: Person, john: Person) -> None:
    answers = await asyncio.gather(*(susan.post("/api/posts", {"body": "Once"}, key="key") for _ in range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert await _posts(database) == 1
    path = f"/api/conversations/{john.id}/messages"
    sent = await asyncio.gather(*(susan.post(path, {"body": "Once"}, key="other") for _ in range(20)))
    assert len({answer.content for answer in sent}) == 1
    assert await john.bodies(f"/api/conversations/{susan.id}/messages") == ["Once"]


async def test_a_refused_request_does_not_use_up_its_key(susan: Person) -> None:
    refused = await susan.post("/api/posts", {"body": "Answer", "reply_to": 1}, key="key")
    assert refused.status_code == 400
    await susan.write("First")
    assert (await susan.post("/api/posts", {"body": "Answer", "reply_to": 1}, key="key")).status_code == 201


async def test_a_key_is_forgotten_after_a_week(database: Database, susan: Person) -> None:
    await susan.post("/api/posts", {"body": "Once"}, key="key")
    async with database.writing() as session:
        await session.execute(update(IdempotencyKey).values(created_at=clock.now() - timedelta(days=7, seconds=1)))
    assert (await susan.post("/api/posts", {"body": "Another"}, key="key")).status_code == 201


@pytest.mark.parametrize("key", ["", "two words", "x" * 256, "schlüssel"])
async def test_a_key_is_a_short_word(susan: Person, key: str) -> None:
    headers = susan.headers | {"Idempotency-Key": key.encode("latin-1").decode("latin-1")}
    answer = await susan.http.post(
        "/api/posts", json={"body": "?"}, headers=[(n.encode(), v.encode("latin-1")) for n, v in headers.items()]
    )
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["Idempotency-Key"])


async def test_a_client_that_is_cut_off_at_any_moment_creates_once(
    visitors: Visitors, database: Database, susan: Person
) -> None:
    """Whatever the moment was: the repeat creates what is missing, never a second."""
    for moment_ms in [*range(30), None]:
        body = f"Cut off after {moment_ms}"
        task = asyncio.get_running_loop().create_task(_posting(visitors, susan, body))
        await asyncio.wait({task}, timeout=None if moment_ms is None else moment_ms / 1000)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        answer = await susan.post("/api/posts", {"body": body}, key=body.replace(" ", "-"))
        assert answer.status_code == 201
        async with database.reading() as session:
            count = await session.execute(select(func.count()).where(Post.body == body))
            assert count.scalar_one() == 1, body
    me = (await susan.get("/api/me")).json()
    assert me["post_count"] == await _posts(database)


async def _posting(visitors: Visitors, person: Person, body: str) -> None:
    """As a server process runs it: the application itself, without a client's patience."""
    content = f'{{"body": "{body}"}}'.encode()
    headers = {
        **person.headers,
        "Content-Type": "application/json",
        "Content-Length": str(len(content)),
        "Idempotency-Key": body.replace(" ", "-"),
    }
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/posts",
        "raw_path": b"/api/posts",
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("server", 80),
        "scheme": "http",
        "http_version": "1.1",
        "root_path": "",
    }
    parts: list[Message] = [{"type": "http.request", "body": content, "more_body": False}]

    async def receive() -> Message:
        return parts.pop(0) if parts else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await visitors.server(scope, receive, send)


async def test_a_failure_while_creating_leaves_neither_key_nor_row(database: Database, susan: Person) -> None:
    async def fail(session: AsyncSession) -> Created:
        session.add(Post(author_id=susan.id, body="half", created_at=clock.now()))
        await session.flush()
        raise ArithmeticError

    key = Key(f"person:{susan.id}", "key", fingerprint("/api/posts", {}))
    with pytest.raises(ArithmeticError):
        await create_once(database, key, fail)
    assert await _posts(database) == 0
    async with database.reading() as session:
        assert await session.get(IdempotencyKey, (key.scope, key.key)) is None


def test_equal_json_has_an_equal_fingerprint() -> None:
    assert describe("/x", {"b": 1, "a": "한"}) == describe("/x", {"a": "한", "b": 1})
    assert fingerprint("/x", {"a": 1}) != fingerprint("/y", {"a": 1})
    assert fingerprint("/x", {"a": 1}) != fingerprint("/x", {"a": "1"})

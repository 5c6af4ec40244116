"""Sign-in over the wire (microblog_server/routes/tokens.py)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from microblog_server.db.models import Token
from microblog_server.db.session import Database
from microblog_server.services import clock
from tests.server.client import PASSWORD, Person, Visitors, basic


async def test_each_device_has_its_own_token(visitors: Visitors, susan: Person) -> None:
    headers = basic("susan@example.org", PASSWORD) | {"User-Agent": "Microblog Desktop/1.0 (Linux)"}
    answer = (await visitors.http.post("/api/tokens", headers=headers)).json()
    assert answer["person"] == (await susan.get("/api/me")).json()
    assert answer["token"] != susan.token
    devices = (await susan.get("/api/me/tokens")).json()["items"]
    assert [device["current"] for device in devices] == [False, True]
    assert devices[0]["device"] == "Microblog Desktop/1.0 (Linux)"
    assert devices[0]["expires_at"] > devices[0]["last_used_at"]


async def test_a_device_can_be_ended_by_its_owner_only(visitors: Visitors, susan: Person, john: Person) -> None:
    other = await visitors.token("susan")
    path = (await susan.get("/api/me/tokens")).json()["items"][0]["_links"]["self"]
    assert (await john.delete(path)).status_code == 404
    assert (await susan.delete(path)).status_code == 204
    assert (await susan.delete(path)).status_code == 404
    ended = await visitors.http.get("/api/me", headers={"Authorization": f"Bearer {other}"})
    assert ended.status_code == 401
    assert (await susan.get("/api/me")).status_code == 200


async def test_a_token_unused_for_ninety_days_has_ended(database: Database, susan: Person) -> None:
    await _age(database, timedelta(days=89))
    assert (await susan.get("/api/me")).status_code == 200
    await _age(database, timedelta(days=89))
    assert (await susan.get("/api/me")).status_code == 200, "its use was not noted"
    await _age(database, timedelta(days=91))
    assert (await susan.get("/api/me")).status_code == 401


async def test_only_the_hash_of_a_token_is_kept(database: Database, susan: Person) -> None:
    async with database.reading() as session:
        (kept,) = (await session.scalars(select(Token))).all()
    assert susan.token not in str(vars(kept))
    assert len(kept.token_hash) == 64
    assert len(susan.token) >= 43


async def test_strange_credentials_are_wrong_credentials(visitors: Visitors, susan: Person) -> None:
    for value in ("Basic", "Basic ", "Basic !!!", "Basic c3VzYW4=", "Basic /////w==", f"Bearer {susan.token}", "x y"):
        answer = await visitors.http.post("/api/tokens", headers={"Authorization": value})
        assert answer.status_code == 401, value
    for value in ("Bearer", "Bearer ", "Bearer \xff", "Basic abc", ""):
        answer = await visitors.http.get("/api/me", headers=[(b"authorization", value.encode("latin-1"))])
        assert answer.status_code == 401, value


async def _age(database: Database, age: timedelta) -> None:
    async with database.writing() as session:
        await session.execute(update(Token).values(last_used_at=clock.now() - age))


async def test_a_new_password_ends_every_other_device(visitors: Visitors, susan: Person) -> None:
    other = await visitors.token("susan")
    change = {"current": PASSWORD, "password": "another horse"}
    assert (await susan.put("/api/me/password", change)).status_code == 204
    assert (await susan.get("/api/me")).status_code == 200
    ended = await visitors.http.get("/api/me", headers={"Authorization": f"Bearer {other}"})
    assert ended.status_code == 401
    assert (await visitors.http.post("/api/tokens", headers=basic("susan", PASSWORD))).status_code == 401
    assert await visitors.token("susan", "another horse")


async def test_a_new_password_needs_the_old_one(visitors: Visitors, susan: Person) -> None:
    change = {"current": "a guess", "password": "another horse"}
    answer = await susan.put("/api/me/password", change)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["current"])
    short = await susan.put("/api/me/password", {"current": PASSWORD, "password": "short"})
    assert (short.status_code, list(short.json()["fields"])) == (400, ["password"])
    assert await visitors.token("susan")

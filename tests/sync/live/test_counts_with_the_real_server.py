"""Two clients of one person read and write at once over a bad line: everybody ends with the same."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from microblog_desktop.commands.messaging import mark_read, send
from microblog_desktop.commands.reading import mark_notifications_read
from microblog_desktop.domain.clock import utc_now
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.store.rows import StoredNotification
from microblog_desktop.sync.supervisor import Supervisor
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.fakes.proxy import Fault, FaultProxy, Trouble
from tests.sync.live.test_live_with_the_real_server import listening, until
from tests.sync.live.test_live_with_the_real_server import proxy as proxy
from tests.sync.live.test_live_with_the_real_server import running as running
from tests.sync.live.test_live_with_the_real_server import supervisor as supervisor
from tests.sync.person import Person

pytestmark = pytest.mark.qt_loop

_STEPS = 30
_PATIENCE_S = 90.0
_FAULTS = (Fault.CUT_ANSWER, Fault.TRUNCATE_ANSWER, Fault.DROP_REQUEST)
_REQUESTS = ("POST /api/conversations", "PUT /api/conversations", "PUT /api/notifications", "GET /api/")

Told = tuple[int, int, dict[int, list[str]], list[tuple[str, str, str, bool]]]
"""Counts of messages and notifications, bodies of each conversation, notifications with whether they are read."""


@dataclass
class Party:
    """Susan at two computers, those who write to her, and what she wrote for them to like."""

    here: Person
    there: Person
    witness: ApiPerson
    others: list[ApiPerson]
    posts: list[int]
    proxy: FaultProxy
    dice: random.Random

    def step(self, number: int) -> None:
        """Do one thing that somebody might do now."""
        client, other = self.dice.choice([self.here, self.there]), self.dice.choice(self.others)
        match self.dice.randrange(8):
            case 0 | 1:
                other.write_to(self.witness, f"to susan {number}")
            case 2:
                send(client.store, PersonId(str(other.id)), f"from susan {number}", now=utc_now())
            case 3:
                mark_read(client.store, PersonId(str(other.id)))
            case 4:
                path = f"/posts/{self.dice.choice(self.posts)}/like"
                other.client.request(self.dice.choice(["PUT", "PUT", "DELETE"]), path).raise_for_status()
            case 5:
                other.client.post("/posts", json={"body": f"@{self.witness.username} {number}"}).raise_for_status()
            case 6:
                self._see_newest(client)
            case _:
                self._break_something()

    def told_by_server(self) -> Told:
        counts = self.witness.client.get("/me/counts").raise_for_status().json()
        news = self.witness.client.get("/notifications", params={"limit": 100}).raise_for_status().json()["items"]
        return (
            counts["messages"],
            counts["notifications"],
            {other.id: self.witness.messages_with(other)[::-1] for other in self.others},
            [
                (one["kind"], one["actor"]["username"], (one["post"] or {}).get("body", ""), one["read_at"] is not None)
                for one in news
                if one["kind"] != "message"
            ],
        )

    def told_by(self, client: Person) -> Told:
        store = client.store
        news = store.notifications.rows(store.notifications.newest(500))
        return (
            store.unread.messages(),
            store.unread.notifications(),
            {other.id: _bodies(client, PersonId(str(other.id))) for other in self.others},
            [_told_of(one) for one in news],
        )

    def look_everywhere(self) -> None:
        for client in (self.here, self.there):
            for other in self.others:
                client.sync.open_conversation(PersonId(str(other.id)))

    def _see_newest(self, client: Person) -> None:
        keys = client.store.notifications.newest(3)
        if keys:
            mark_notifications_read(client.store, keys[-1])

    def _break_something(self) -> None:
        match self.dice.randrange(3):
            case 0:
                self.proxy.add(Trouble(Fault.CUT_STREAM, "GET /api/stream", bytes_through=self.dice.randrange(900)))
                self.proxy.refuse_connections()
                self.proxy.accept_connections()
            case 1:
                self.proxy.fail_next(self.dice.choice(_FAULTS), self.dice.choice(_REQUESTS))
            case _:
                self.proxy.refuse_connections()
                self.proxy.accept_connections()


def _told_of(one: StoredNotification) -> tuple[str, str, str, bool]:
    assert one.kind is not None
    assert one.actor is not None
    return (one.kind.value, one.actor.username, one.post.body if one.post else "", one.is_read)


def _bodies(client: Person, person: PersonId) -> list[str]:
    keys = client.store.messages.newest(person, 500)
    return [row.body for row in client.store.messages.rows(keys)][::-1]


async def _find(client: Person, other: ApiPerson) -> None:
    client.sync.find_person(other.username)
    await until(lambda: client.store.people.by_username(other.username))


async def _deliver(client: Person) -> None:
    """What failed a few times in a row waits longer than the other tests have patience."""
    await until(lambda: client.store.outbox.queues() == [], _PATIENCE_S)


@pytest.fixture(params=[1, 2, 3])
async def party(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    proxy: FaultProxy,
    supervisor: Supervisor,
    running: ServerProcess,
) -> AsyncIterator[Party]:
    here, there = (Person(tmp_path / name, proxy.url, supervisor) for name in ("here", "there"))
    name = f"susan{time.monotonic_ns()}"
    await here.register(name)
    await there.sign_in(name)
    witness = running.sign_in(name)
    others = [running.sign_up(f"other{index}{time.monotonic_ns()}") for index in range(2)]
    posts = [witness.post(f"post {index}") for index in range(3)]
    yield Party(here, there, witness, others, posts, proxy, random.Random(request.param))
    await here.close()
    await there.close()


async def test_two_clients_and_the_server_end_equal(party: Party) -> None:
    await listening(party.here)
    await listening(party.there)
    for client in (party.here, party.there):
        for other in party.others:
            await _find(client, other)
    party.look_everywhere()
    for number in range(_STEPS):
        party.step(number)
        await asyncio.sleep(party.dice.random() * 0.1)
    party.proxy.clear()
    for client in (party.here, party.there):
        await _deliver(client)
    party.look_everywhere()

    def is_equal() -> bool:
        server = party.told_by_server()
        return party.told_by(party.here) == server == party.told_by(party.there)

    try:
        await until(is_equal, _PATIENCE_S)
    except TimeoutError:
        assert party.told_by(party.here) == party.told_by_server()
        assert party.told_by(party.there) == party.told_by_server()
        raise

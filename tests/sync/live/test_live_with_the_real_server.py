"""What others do arrives by the stream of the real server, whatever happens to connections."""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from microblog_desktop.commands.messaging import mark_read
from microblog_desktop.commands.posting import delete, edit, publish
from microblog_desktop.domain.clock import utc_now
from microblog_desktop.domain.ids import HOME, PersonId, PostKey
from microblog_desktop.sync.supervisor import Supervisor
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.fakes.proxy import Fault, FaultProxy, Trouble
from tests.sync.person import Person

pytestmark = pytest.mark.qt_loop
_SOON_S = 2.0
_PATIENCE_S = 30.0


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def proxy(running: ServerProcess) -> Iterator[FaultProxy]:
    with FaultProxy(running.url) as between:
        yield between


@pytest.fixture
async def supervisor(bugs: list[Exception]) -> AsyncIterator[Supervisor]:
    async with Supervisor(bugs.append) as supervisor:
        yield supervisor


@pytest.fixture
async def susan(tmp_path: Path, proxy: FaultProxy, supervisor: Supervisor) -> AsyncIterator[Person]:
    person = Person(tmp_path / "susan", proxy.url, supervisor)
    await person.register(f"susan{time.monotonic_ns()}")
    yield person
    await person.close()


@pytest.fixture
def john(running: ServerProcess) -> ApiPerson:
    return running.sign_up(f"john{time.monotonic_ns()}")


async def until(condition: Callable[[], object], patience_s: float = _PATIENCE_S) -> None:
    async with asyncio.timeout(patience_s):
        while not condition():
            await asyncio.sleep(0.005)


async def listening(person: Person) -> None:
    """The stream is up, and what is read when it opens has been read."""
    await until(lambda: person.store.status.activity("stream").is_busy)
    await until(lambda: person.store.timelines.last_refreshed(HOME))
    await asyncio.sleep(0.2)


def follow(person: Person, other: ApiPerson, server: ServerProcess) -> None:
    server.sign_in(person.username).follow(other)


def body_of(person: Person, key: PostKey) -> str | None:
    post = person.store.posts.get(key)
    return None if post is None else post.body


async def test_what_others_write_is_here_within_two_seconds_without_looking(
    susan: Person, john: ApiPerson, proxy: FaultProxy, running: ServerProcess
) -> None:
    john.post("before")
    follow(susan, john, running)
    await listening(susan)
    looked = proxy.count("GET /api/timeline?limit=50 ")
    john.post("hello")
    await until(lambda: susan.home()[:1] == ["hello"], _SOON_S)
    john.client.post(f"/conversations/{susan.store.me}/messages", json={"body": "psst"}).raise_for_status()
    await until(lambda: susan.store.unread.messages() == 1, _SOON_S)
    await until(lambda: susan.store.messages.newest(PersonId(str(john.id)), 5), _SOON_S)
    assert proxy.count("GET /api/timeline?limit=50 ") == looked


async def test_edits_and_deletions_of_others_arrive(susan: Person, john: ApiPerson, running: ServerProcess) -> None:
    follow(susan, john, running)
    first, second = john.post("first"), john.post("second")
    await listening(susan)
    await until(lambda: susan.home() == ["second", "first"])
    john.client.put(f"/posts/{first}", json={"body": "first, better"}).raise_for_status()
    await until(lambda: susan.home() == ["second", "first, better"], _SOON_S)
    john.client.delete(f"/posts/{second}").raise_for_status()
    await until(lambda: susan.home() == ["first, better"], _SOON_S)


async def test_a_stream_cut_at_any_place_loses_nothing(
    susan: Person, john: ApiPerson, proxy: FaultProxy, running: ServerProcess
) -> None:
    john.post("0")
    follow(susan, john, running)
    await listening(susan)
    for number, length in enumerate((0, 7, 40, 95, 130), start=1):
        opened = proxy.count("GET /api/stream")
        proxy.add(Trouble(Fault.CUT_STREAM, "GET /api/stream", bytes_through=length))
        susan.sync.network_hint()
        await until(functools.partial(_has_asked_again, proxy, opened))
        john.post(str(number))
        john.write_to(_witness(susan, john), f"m{number}")
    susan.sync.network_hint()
    await until(lambda: susan.home() == ["5", "4", "3", "2", "1", "0"])
    await until(lambda: susan.store.unread.messages() == 5)
    await until(lambda: susan.store.status.activity("stream").is_busy)


async def test_a_server_that_was_killed_is_found_again_and_nothing_is_missed(
    tmp_path: Path, supervisor: Supervisor
) -> None:
    (tmp_path / "server").mkdir()
    with ServerProcess(tmp_path / "server") as server:
        john = server.sign_up("john")
        susan = Person(tmp_path / "susan", server.url, supervisor)
        await susan.register("susan")
        john.post("before")
        follow(susan, john, server)
        await listening(susan)
        server.kill()
        await until(lambda: not susan.store.status.activity("stream").is_busy)
        server.start()
        again = server.sign_in("john")
        for number in range(3):
            again.post(f"meanwhile {number}")
        await until(lambda: susan.home() == ["meanwhile 2", "meanwhile 1", "meanwhile 0", "before"])
        await until(lambda: susan.store.status.activity("stream").is_busy)
        await asyncio.sleep(0.3)
        again.post("after")
        await until(lambda: susan.home()[0] == "after", _SOON_S)
        await susan.close()


async def test_two_clients_of_one_person_end_equal(
    susan: Person, john: ApiPerson, tmp_path: Path, proxy: FaultProxy, supervisor: Supervisor, running: ServerProcess
) -> None:
    follow(susan, john, running)
    other = Person(tmp_path / "other", proxy.url, supervisor)
    await other.sign_in(susan.username)
    await listening(susan)
    await listening(other)
    key = publish(susan.store, "from here", now=utc_now(), undo_s=0, draft="home")
    john.write_to(_witness(susan, john), "for both")
    await until(lambda: other.home() == ["from here"] and other.store.unread.messages() == 1)
    await until(lambda: susan.store.unread.messages() == 1)
    mark_read(other.store, PersonId(str(john.id)))
    await until(lambda: susan.store.unread.messages() == 0)
    edit(susan.store, key, "from here, corrected", now=utc_now())
    await until(lambda: other.home() == ["from here, corrected"])
    publish(other.store, "from there", now=utc_now(), undo_s=0, draft="home")
    await until(lambda: susan.home() == ["from there", "from here, corrected"])
    delete(susan.store, key, now=utc_now(), undo_s=0)
    await until(lambda: susan.home() == other.home() == ["from there"])
    assert john.unread_messages() == 0
    await other.close()


def _has_asked_again(proxy: FaultProxy, opened: int) -> bool:
    return proxy.count("GET /api/stream") > opened


def _witness(person: Person, by: ApiPerson) -> ApiPerson:
    """The person as somebody else's client names them."""
    return ApiPerson(by.client, int(person.store.me), person.username, "")

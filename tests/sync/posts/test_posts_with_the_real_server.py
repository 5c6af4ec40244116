"""What one does with posts, against the real server, with two people and a translator."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from microblog_desktop.commands import posting, translating
from microblog_desktop.commands.following import follow
from microblog_desktop.commands.reacting import react, unreact
from microblog_desktop.domain.clock import utc_now
from microblog_desktop.domain.ids import BOOKMARKS, HOME, PersonId, PostId, PostKey
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.store.rows import StoredPost
from microblog_desktop.sync.supervisor import Supervisor
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.fakes.proxy import Fault, FaultProxy
from tests.server.translation.libretranslate_server import Service, libretranslate
from tests.sync.conftest import until
from tests.sync.person import Person

pytestmark = pytest.mark.qt_loop


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with libretranslate() as service:
        yield service


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, service: Service) -> Iterator[ServerProcess]:
    settings = {"MICROBLOG_TRANSLATOR": "libretranslate", "MICROBLOG_TRANSLATOR_URL": service.url}
    with ServerProcess(tmp_path_factory.mktemp("server"), settings) as server:
        yield server


@pytest.fixture
def proxy(running: ServerProcess) -> Iterator[FaultProxy]:
    with FaultProxy(running.url) as between:
        yield between


@pytest.fixture
def john(running: ServerProcess) -> ApiPerson:
    return running.sign_up(f"john{time.monotonic_ns()}")


@pytest.fixture
async def susan(tmp_path: Path, proxy: FaultProxy, bugs: list[Exception], john: ApiPerson) -> AsyncIterator[Person]:
    async with Supervisor(bugs.append) as supervisor:
        person = Person(tmp_path / "susan", proxy.url, supervisor)
        await person.register(f"susan{time.monotonic_ns()}")
        person.sync.find_person(john.username)
        await until(lambda: person.store.people.by_username(john.username))
        follow(person.store, PersonId(str(john.id)), now=utc_now())
        await person.delivered()
        yield person
        await person.close()


async def brought(susan: Person, john: ApiPerson, body: str) -> PostKey:
    """A post of John's, as it comes to Susan's home."""
    id = PostId(str(john.post(body)))
    susan.sync.refresh(HOME)
    await until(lambda: susan.store.posts.by_remote(id))
    key = susan.store.posts.by_remote(id)
    assert key is not None
    return key


def stored(susan: Person, key: PostKey) -> StoredPost:
    found = susan.store.posts.get(key)
    assert found is not None
    return found


def told(john: ApiPerson, id: PostId | None) -> dict[str, int]:
    counts: dict[str, int] = john.client.get(f"/posts/{id}").raise_for_status().json()["counts"]
    return counts


async def test_a_like_arrives_once_though_its_answer_is_lost(susan: Person, john: ApiPerson, proxy: FaultProxy) -> None:
    key = await brought(susan, john, "like me")
    id = susan.store.posts.remote_id(key)
    proxy.fail_next(Fault.CUT_ANSWER, f"PUT /api/posts/{id}/like")
    react(susan.store, key, Reaction.LIKE, now=utc_now(), undo_s=0)
    react(susan.store, key, Reaction.REPOST, now=utc_now(), undo_s=0)
    assert (stored(susan, key).likes, stored(susan, key).liked) == (1, True)
    await susan.delivered()
    assert (told(john, id)["likes"], told(john, id)["reposts"]) == (1, 1)
    susan.sync.reload_post(key)
    await until(lambda: proxy.count(f"GET /api/posts/{id}"))
    unreact(susan.store, key, Reaction.LIKE, now=utc_now())
    await susan.delivered()
    assert (stored(susan, key).likes, told(john, id)["likes"]) == (0, 0)


async def test_bookmarks_stand_in_their_list_as_the_server_has_it(susan: Person, john: ApiPerson) -> None:
    keys = [await brought(susan, john, body) for body in ("one", "two")]
    for key in keys:
        react(susan.store, key, Reaction.BOOKMARK, now=utc_now(), undo_s=0)
    await susan.delivered()
    susan.sync.refresh(BOOKMARKS)
    await until(lambda: susan.store.timelines.last_refreshed(BOOKMARKS))
    rows = susan.store.timelines.entry_rows(susan.store.timelines.newest(BOOKMARKS, 9))
    assert [row.post and row.post.body for row in rows] == ["two", "one"]


async def test_what_one_client_does_the_other_one_of_the_same_person_shows(
    susan: Person, john: ApiPerson, proxy: FaultProxy, tmp_path: Path, bugs: list[Exception]
) -> None:
    key = await brought(susan, john, "like me twice")
    id = susan.store.posts.remote_id(key)
    assert id is not None
    async with Supervisor(bugs.append) as supervisor:
        other = Person(tmp_path / "other", proxy.url, supervisor)
        await other.sign_in(susan.username)
        await until(lambda: other.store.posts.by_remote(id))
        there = other.store.posts.by_remote(id)
        assert there is not None
        for person, post in ((susan, key), (other, there)):
            react(person.store, post, Reaction.LIKE, now=utc_now(), undo_s=0)
        await susan.delivered()
        await other.delivered()
        assert told(john, id)["likes"] == 1
        unreact(other.store, there, Reaction.LIKE, now=utc_now())
        await other.delivered()
        susan.sync.reload_post(key)
        await until(lambda: not stored(susan, key).liked)
        assert (stored(susan, key).likes, stored(other, there).likes, told(john, id)["likes"]) == (0, 0, 0)
        await other.close()


async def test_a_thread_is_whole_and_forgets_what_was_deleted(susan: Person, john: ApiPerson) -> None:
    key = await brought(susan, john, "root")
    id = susan.store.posts.remote_id(key)
    assert id is not None
    answers = [
        john.client.post("/posts", json={"body": body, "reply_to": int(id)}).raise_for_status().json()["id"]
        for body in ("yes", "no")
    ]
    mine = posting.publish(susan.store, "perhaps", now=utc_now(), undo_s=0, draft="d", reply_to=key)
    await susan.delivered()
    await loaded(susan, key)
    assert shown(susan, key) == [(0, "root"), (1, "yes"), (1, "no"), (1, "perhaps")]
    john.client.delete(f"/posts/{answers[0]}").raise_for_status()
    await loaded(susan, mine)
    await loaded(susan, key)
    assert shown(susan, key) == [(0, "root"), (1, "no"), (1, "perhaps")]
    assert shown(susan, mine) == [(0, "root"), (0, "perhaps")]


async def test_a_post_is_translated_and_a_failure_is_said(susan: Person, john: ApiPerson, service: Service) -> None:
    key = await brought(susan, john, "el sol sale por la mañana sobre el mar y las montañas")
    service.status = 500
    translating.show(susan.store, key, "en")
    susan.sync.translate(key, "en")
    await until(lambda: susan.store.status.activity(f"translate:{key}").problem)
    service.status = 200
    susan.sync.translate(key, "en")
    await until(lambda: stored(susan, key).translation)
    made = stored(susan, key).translation
    assert made is not None
    assert (made.text, made.target) == ("en: " + stored(susan, key).body[::-1], "en")


def shown(susan: Person, key: PostKey) -> list[tuple[int, str]]:
    return [(row.depth, row.post.body) for row in susan.store.threads.rows(key, 100)]


async def loaded(susan: Person, key: PostKey) -> None:
    name = f"thread:{key}"
    susan.sync.load_thread(key)
    await until(lambda: susan.store.status.activity(name).is_busy)
    await until(lambda: not susan.store.status.activity(name).is_busy)
    assert susan.store.status.activity(name).problem is None

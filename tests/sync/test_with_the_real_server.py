"""The whole of sync against the real server: the wire format, its keys and its cursors as they really are."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from microblog_desktop.commands.messaging import mark_read, send
from microblog_desktop.commands.posting import delete, edit, publish
from microblog_desktop.domain.account import SavedData
from microblog_desktop.domain.clock import utc_now
from microblog_desktop.domain.ids import HOME
from microblog_desktop.domain.server import Capability, CountedIn
from microblog_desktop.store.status import SessionState
from microblog_desktop.sync.supervisor import Supervisor
from tests.e2e.server_process import ServerProcess
from tests.fakes.proxy import Fault, FaultProxy
from tests.sync.conftest import until
from tests.sync.person import Person

pytestmark = pytest.mark.qt_loop


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def proxy(running: ServerProcess) -> Iterator[FaultProxy]:
    with FaultProxy(running.url) as between:
        yield between


@pytest.fixture
async def susan(tmp_path: Path, proxy: FaultProxy, bugs: list[Exception]) -> AsyncIterator[Person]:
    async with Supervisor(bugs.append) as supervisor:
        person = Person(tmp_path / "susan", proxy.url, supervisor)
        await person.register(f"susan{time.monotonic_ns()}")
        yield person
        await person.close()


async def test_the_server_says_what_it_offers(susan: Person) -> None:
    server = susan.board.probe.server
    assert server is not None
    for capability in (Capability.HOME, Capability.WRITE, Capability.MESSAGES, Capability.FOLLOW, Capability.REGISTER):
        assert server.can(capability)
    assert not server.can(Capability.TRANSLATION)
    assert (server.limits.post, server.limits.counted_in) == (500, CountedIn.GRAPHEMES)


async def test_posts_arrive_once_though_their_answers_are_lost(susan: Person, proxy: FaultProxy) -> None:
    proxy.fail_next(Fault.CUT_ANSWER, "POST /api/posts")
    key = publish(susan.store, "안녕하세요 👋", now=utc_now(), undo_s=0, draft="home")
    await susan.delivered()
    proxy.fail_next(Fault.TRUNCATE_ANSWER, "POST /api/posts")
    publish(susan.store, "two", now=utc_now(), undo_s=0, draft="home", reply_to=key)
    await susan.delivered()
    assert proxy.count("POST /api/posts") == 4
    susan.sync.refresh(HOME)
    await until(lambda: susan.store.status.activity("timeline:home").is_busy)
    await until(lambda: not susan.store.status.activity("timeline:home").is_busy)
    assert susan.home() == ["two", "안녕하세요 👋"]
    edit(susan.store, key, "안녕!", now=utc_now())
    await susan.delivered()
    delete(susan.store, key, now=utc_now(), undo_s=0)
    await susan.delivered()
    assert susan.home() == ["two"]


async def test_messages_arrive_and_are_read(
    susan: Person, proxy: FaultProxy, tmp_path: Path, bugs: list[Exception]
) -> None:
    async with Supervisor(bugs.append) as supervisor:
        john = Person(tmp_path / "john", proxy.url, supervisor)
        await john.register(f"john{time.monotonic_ns()}")
        susan.sync.find_person(john.username)
        await until(lambda: susan.store.people.by_username(john.username))
        proxy.fail_next(Fault.CUT_ANSWER, "POST /api/conversations")
        send(susan.store, john.store.me, "hello", now=utc_now())
        await susan.delivered()
        john.sync.open_conversation(susan.store.me)
        john.sync.refresh_conversations()
        await until(lambda: john.store.messages.newest(susan.store.me, 10))
        await until(lambda: john.store.unread.messages() == 1)
        (row,) = john.store.messages.rows(john.store.messages.newest(susan.store.me, 10))
        assert (row.body, row.is_mine) == ("hello", False)
        mark_read(john.store, susan.store.me)
        await until(lambda: not john.store.conversations.unsent_read_marks())
        susan.sync.open_conversation(john.store.me)
        keys = susan.store.messages.newest(john.store.me, 10)
        await until(lambda: susan.store.messages.rows(keys)[0].is_read_by_other)
        await john.close()


async def test_pictures_come_from_the_server(susan: Person) -> None:
    await until(lambda: (me := susan.store.people.get(susan.store.me)) and me.avatar_url)
    me = susan.store.people.get(susan.store.me)
    assert me is not None
    assert me.avatar_url is not None
    susan.sync.want(me.avatar_url)
    url = me.avatar_url
    await until(lambda: susan.pictures.get(url))


async def test_signing_out_revokes_the_token(susan: Person, proxy: FaultProxy) -> None:
    await until(lambda: susan.store.status.session.state is SessionState.SIGNED_IN)
    susan.sync.sign_out(SavedData.KEEP)
    await until(lambda: susan.signed_out)
    assert proxy.count("DELETE /api/tokens") == 1
    assert susan.profile.accounts.all() == []

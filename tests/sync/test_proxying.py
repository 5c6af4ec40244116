from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from microblog_desktop.api.route import Route
from microblog_desktop.commands import settings
from microblog_desktop.domain.network.proxy import DesktopProxies, Proxy, ProxyKind
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store import preferences
from microblog_desktop.sync.proxying import ProxySync, chosen_proxy
from microblog_desktop.sync.supervisor import Running
from tests.sync.conftest import Bench, until

URL = "http://ann@proxy.example:8080"


@dataclass
class Way:
    bench: Bench
    route: Route = field(default_factory=Route)
    changes: int = 0
    told: list[Problem] = field(default_factory=list)
    desktop: dict[str, str] = field(default_factory=dict)
    has_script: bool = False
    running: list[Running] = field(default_factory=list)

    def begin(self) -> ProxySync:
        sync = ProxySync(
            self.bench.profile,
            self.bench.vaults,
            self.route,
            on_change=self._count,
            tell=self.told.append,
            read_desktop=lambda: DesktopProxies(tuple(self.desktop.items()), self.has_script),
            call_later=self.bench.clock.call_later,
        )
        self.running.append(self.bench.supervisor.keep_running("proxy", sync.run))
        return sync

    def _count(self) -> None:
        self.changes += 1


@pytest.fixture
async def way(bench: Bench) -> AsyncIterator[Way]:
    way = Way(bench)
    yield way
    for worker in way.running:
        await worker.stop()


def choose(bench: Bench, url: str = URL) -> None:
    settings.choose_proxy_address(bench.profile, url)
    settings.choose_proxy(bench.profile, ProxyKind.MANUAL)


async def test_a_choice_holds_at_once_and_connections_are_made_anew(way: Way) -> None:
    way.begin()
    await way.route.known()
    assert way.changes == 0
    choose(way.bench, "socks5://127.0.0.1:9050")
    await until(lambda: way.route.proxy == Proxy(ProxyKind.MANUAL, "socks5://127.0.0.1:9050"))
    assert way.changes == 1
    settings.choose_proxy(way.bench.profile, ProxyKind.NONE)
    await until(lambda: way.route.proxy == Proxy(ProxyKind.NONE))
    assert way.changes == 2


@pytest.mark.parametrize("kind", [ProxyKind.SYSTEM, ProxyKind.NONE])
async def test_whether_the_desktop_has_a_script_is_known_whatever_is_chosen(way: Way, kind: ProxyKind) -> None:
    way.has_script = True
    settings.choose_proxy(way.bench.profile, kind)
    sync = way.begin()
    await until(lambda: sync.has_script)


async def test_the_desktop_is_asked_at_the_start_and_when_another_network_comes(way: Way) -> None:
    way.desktop["https"] = "http://proxy.example:8080"
    sync = way.begin()
    await way.route.known()
    assert way.route.proxy.desktop == (("https", "http://proxy.example:8080"),)
    way.desktop.clear()
    sync.look_again()
    await until(lambda: way.route.proxy == Proxy())


async def test_a_password_is_kept_in_the_keyring_and_used_after_the_next_start(way: Way) -> None:
    choose(way.bench)
    sync = way.begin()
    sync.enter_password(Secret("hush"))
    await until(lambda: way.route.proxy.password == Secret("hush"))
    assert way.bench.vault.get("proxy") == Secret("hush")
    again = Way(way.bench, running=way.running)
    again.begin()
    await until(lambda: again.route.proxy == Proxy(ProxyKind.MANUAL, URL, Secret("hush")))
    assert b"hush" not in (way.bench.folder / "profile.db").read_bytes()


async def test_what_the_keyring_does_not_keep_holds_until_the_program_ends(way: Way) -> None:
    choose(way.bench)
    way.bench.vault.fail = ProblemKind.KEYRING_LOCKED
    way.begin().enter_password(Secret("hush"))
    await until(lambda: way.told)
    await until(lambda: way.route.proxy.password == Secret("hush"))
    settings.choose_proxy(way.bench.profile, ProxyKind.NONE)
    settings.choose_proxy(way.bench.profile, ProxyKind.MANUAL)
    await until(lambda: way.route.proxy.password == Secret("hush"))
    assert [problem.kind for problem in way.told] == [ProblemKind.KEYRING_LOCKED]


@pytest.mark.parametrize(("kind", "url"), [("nonsense", URL), ("manual", "ftp://x"), ("manual", "")])
async def test_nonsense_in_the_file_is_the_systems_way(bench: Bench, kind: str, url: str) -> None:
    with bench.profile.transaction():
        bench.profile.preferences.set(preferences.PROXY, kind)
        bench.profile.preferences.set(preferences.PROXY_URL, url)
    assert chosen_proxy(bench.profile) == Proxy()

"""What a person chooses under Network and Reading holds at once, for every account that is live."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.running import Running
from microblog_desktop.commands import settings
from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.network.proxy import ProxyKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.sync.live.stream import ACTIVITY
from tests.e2e.server_process import PASSWORD, ApiPerson, ServerProcess
from tests.e2e.windowed import add_account, bodies, running_client, sign_in, until
from tests.fakes.ways_out import WayOut, socks_proxy

# Off screen there is no other window that ours could come before.
pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)

NewPerson = Callable[[str], ApiPerson]
# A name that leads somewhere only behind the proxy. Plain http, of which the person was warned.
FAR = "http://board.example"
_SOON_S = 5.0


def is_streaming(account: AccountGraph) -> bool:
    return account.store.status.activity(ACTIVITY).is_busy


def banner(account: AccountGraph) -> str:
    return " ".join(row.text for row in account.status.rows)


def go_through(profile: ProfileStore, way: WayOut) -> None:
    settings.choose_proxy_address(profile, f"socks5://127.0.0.1:{way.port}")
    settings.choose_proxy(profile, ProxyKind.MANUAL)


async def sign_in_far_away(running: Running, person: ApiPerson) -> AccountGraph:
    card = running.client.sign_in
    assert card is not None
    card.sync.probe_unencrypted(FAR)
    card.sync.sign_in(FAR, person.username, Secret(PASSWORD), VaultChoice(VaultKind.SESSION))
    await until("the account's window", lambda: running.client.account)
    account = running.client.account
    assert account is not None
    return account


async def test_the_proxy_is_the_way_for_everything_and_can_be_changed_while_running(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, upstream = new_person("ann"), int(server.url.rpartition(":")[2])
    ann.post("Hello from behind the proxy")
    async with (
        socks_proxy(WayOut(upstream)) as first,
        socks_proxy(WayOut(upstream)) as second,
        running_client(tmp_path / "profile") as running,
    ):
        profile = running.client.shared.profile
        go_through(profile, first)
        account = await sign_in_far_away(running, ann)
        await until("her post", lambda: "Hello from behind the proxy" in bodies(account))
        await until("the stream", lambda: is_streaming(account))
        assert set(first.asked) == {"board.example:80"}
        assert not second.asked

        go_through(profile, second)
        await until("the stream by the other proxy", lambda: second.asked and is_streaming(account), _SOON_S)
        asked = len(first.asked)
        ann.post("Told by the second stream")
        await until("what it told", lambda: "Told by the second stream" in bodies(account), _SOON_S)
        assert len(first.asked) == asked

        settings.choose_proxy_address(profile, "socks5://127.0.0.1:9")
        await until("the banner to name the proxy", lambda: "proxy" in banner(account).lower(), _SOON_S)
        go_through(profile, second)
        await until("the banner to go", lambda: not account.status.rows, _SOON_S)
        await until("the stream", lambda: is_streaming(account), _SOON_S)


async def test_streams_of_all_accounts_end_and_begin_with_the_switch(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    async with running_client(tmp_path / "profile") as running:
        profile = running.client.shared.profile
        of_ann = await sign_in(running, server.url, ann)
        of_ben = await add_account(running, server.url, ben)
        await until("both streams", lambda: is_streaming(of_ann) and is_streaming(of_ben))
        settings.turn(profile, preferences.STREAMING)
        await until("no stream", lambda: not is_streaming(of_ann) and not is_streaming(of_ben), _SOON_S)
        assert not of_ann.status.rows
        assert not of_ben.status.rows

        settings.choose_check_every(profile, min(settings.CHECKS_EVERY_S))
        ben.post("Found by looking")
        await until("what is found by looking", lambda: "Found by looking" in bodies(of_ben))
        assert not is_streaming(of_ben)

        settings.turn(profile, preferences.STREAMING)
        await until("both streams again", lambda: is_streaming(of_ann) and is_streaming(of_ben), _SOON_S)


async def test_what_is_on_this_computer_is_reached_whatever_the_proxy_is(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    async with running_client(tmp_path / "profile") as running:
        profile = running.client.shared.profile
        settings.choose_proxy_address(profile, "http://127.0.0.1:9")
        settings.choose_proxy(profile, ProxyKind.MANUAL)
        account = await sign_in(running, server.url, new_person("ann"))
        await until("the stream", lambda: is_streaming(account))
        assert not account.status.rows

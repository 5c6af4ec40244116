"""Flow 1: the client opens on what it has, where one stopped, before it asks anybody."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.viewmodels.timeline.reading.mark_row import MarkRow
from tests.e2e.reading import held, on_screen
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, come_back, open_window, running_client, sign_in, until

POSTS = 60


def _written_by(person: ApiPerson) -> list[str]:
    posts = [f"{person.username} wrote this as number {number}." for number in range(POSTS)]
    for post in posts:
        person.post(post)
    return posts[::-1]


async def test_the_client_opens_without_its_server_where_one_stopped(tmp_path: Path, own_server: ServerProcess) -> None:
    ann = own_server.sign_up("ann")
    written = _written_by(ann)
    async with running_client(tmp_path) as running:
        account = await sign_in(running, own_server.url, ann)
        await until("the posts", lambda: len(bodies(account)) >= 50)
        account.home.posts.list.scroll_by(1500)
        await until("the place to be saved", lambda: account.timeline.place is not None)
        top = account.home.posts.list.first_visible()
        assert top
        seen = bodies(account)[top]
    own_server.stop()

    client = open_window(tmp_path)
    try:
        again = client.account
        assert again is not None
        shown = bodies(again)
        assert shown == [post for post in written if post in shown], "in the order of the server"
        QApplication.sendPostedEvents()
        top = again.home.posts.list.first_visible()
        assert top is not None
        assert shown[top] == seen
    finally:
        client.close()


async def test_an_unreachable_server_leaves_home_as_it_was(tmp_path: Path, own_server: ServerProcess) -> None:
    ann = own_server.sign_up("ann")
    _written_by(ann)
    async with running_client(tmp_path) as running:
        account = await sign_in(running, own_server.url, ann)
        await until("the posts", lambda: len(bodies(account)) >= 50)
        before = bodies(account)
        own_server.kill()
        account.timeline.refresh()
        await until("the client to notice", lambda: not account.store.status.network.is_online)
        assert bodies(account) == before
        assert any("Offline" in row.text for row in account.status.rows)


def _read_until_killed(profile: Path, pixels: int) -> dict[str, int]:
    """Have another process read down, and end it as a power cut does; tells what it had on its screen."""
    reader = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.killed_reader", str(profile), str(pixels)], stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout is not None
    said = reader.stdout.readline()
    reader.kill()
    reader.communicate()
    seen: dict[str, int] = json.loads(said)
    return seen


async def test_after_kill_9_the_client_opens_to_the_pixel_where_one_was(
    tmp_path: Path, own_server: ServerProcess
) -> None:
    ann = own_server.sign_up("ann")
    _written_by(ann)
    async with running_client(tmp_path) as running:
        account = await sign_in(running, own_server.url, ann)
        await until("the posts", lambda: len(bodies(account)) >= 50)
    own_server.stop()
    for pixels in (1500, 777, -333):
        seen = _read_until_killed(tmp_path, pixels)
        client = open_window(tmp_path)
        try:
            assert client.account is not None
            assert on_screen(client.account) == seen
        finally:
            client.close()


async def test_a_window_of_another_size_opens_at_the_same_post(tmp_path: Path, own_server: ServerProcess) -> None:
    ann = own_server.sign_up("ann")
    _written_by(ann)
    async with running_client(tmp_path) as running:
        account = await sign_in(running, own_server.url, ann)
        await until("the posts", lambda: len(bodies(account)) >= 50)
        on_screen(account)
        account.home.posts.list.scroll_by(1400)
        before = held(account)
    own_server.stop()
    for size in ((1500, 1000), (420, 560), (760, 700)):
        client = open_window(tmp_path)
        try:
            assert client.account is not None
            client.account.window.window().resize(*size)
            assert held(client.account) == before
        finally:
            client.close()


def _line(account: AccountGraph) -> str:
    """The posts above the line and under it, if there is one."""
    rows = list(account.timeline.rows)
    at = next((index for index, row in enumerate(rows) if isinstance(row, MarkRow)), None)
    return "" if at is None else f"{rows[at - 1].spoken} | {rows[at + 1].spoken}"


async def test_what_waited_is_still_new_after_a_restart_and_a_line_says_since_when(
    tmp_path: Path, own_server: ServerProcess
) -> None:
    ann, ben = own_server.sign_up("ann"), own_server.sign_up("ben")
    ann.follow(ben)
    _written_by(ben)
    async with running_client(tmp_path) as running:
        account = await sign_in(running, own_server.url, ann)
        await until("the posts", lambda: len(bodies(account)) >= 50)
        on_screen(account)
        for number in range(3):
            ben.post(f"new {number}")
        account.timeline.refresh()
        await until("the pill to count them", lambda: account.timeline.new_above == 3)
        before = on_screen(account)
    async with running_client(tmp_path) as running:
        again = come_back(running)
        assert again.timeline.new_above == 3
        await until("the line", lambda: _line(again))
        above, _, under = _line(again).partition(" | ")
        assert "new 0" in above
        assert f"number {POSTS - 1}" in under
        assert on_screen(again) == before
        ann.post("from my telephone")
        for number in range(3, 5):
            ben.post(f"new {number}")
        again.timeline.refresh()
        await until("the pill to count posts of others", lambda: again.timeline.new_above == 5)
        assert on_screen(again) == before
        again.home.posts.show_newest()
        await until("the newest to be read", lambda: again.timeline.new_above == 0)
        assert again.home.posts.back()
        assert on_screen(again) == before

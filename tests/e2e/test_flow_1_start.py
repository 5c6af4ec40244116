"""Flow 1: the client opens on what it has, where one stopped, before it asks anybody."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, open_window, running_client, sign_in, until

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

"""Flow 2: what is new comes in above; what one reads does not move, and what is missing is a row that fills."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from microblog_desktop.viewmodels.timeline.rows import GapRow
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, running_client, sign_in, until

NewPerson = Callable[[str], ApiPerson]


async def test_new_posts_wait_above_and_nothing_moves(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    ann.follow(ben)
    for number in range(30):
        ben.post(f"old {number}")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the posts", lambda: len(bodies(account)) == 30)
        view = account.home.posts.list
        await until("the list to be laid out", lambda: view.place() is not None)
        view.scroll_by(900)
        place = view.place()
        for number in range(5):
            ben.post(f"new {number}")
        account.timeline.refresh()
        await until("the pill to count them", lambda: account.timeline.new_above == 5)
        assert view.place() == place
        account.home.posts.show_newest()
        await until("the newest to be on top", lambda: view.first_visible() == 0)
        assert bodies(account)[:5] == [f"new {number}" for number in range(4, -1, -1)]


async def test_a_hole_after_a_long_time_is_a_row_that_fills(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    ann.follow(ben)
    for number in range(20):
        ben.post(f"old {number}")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the posts", lambda: len(bodies(account)) == 20)
        written = [f"while away {number}" for number in range(130)]
        for post in written:
            ben.post(post)
        account.timeline.refresh()
        await until("the newest page", lambda: written[-1] in bodies(account) or account.timeline.new_above)
        account.home.posts.show_newest()
        whole = [f"old {number}" for number in range(20)] + written
        has_filled = False
        while bodies(account) != whole[::-1]:
            gaps = [row for row in account.timeline.rows if isinstance(row, GapRow)]
            before = list(account.timeline.rows)
            if gaps:
                has_filled = True
                account.home.posts.wishes.fill_gap.emit(gaps[0])
            else:
                account.timeline.load_older_rows()
            await until("more rows", lambda before=before: list(account.timeline.rows) != before)  # type: ignore[misc]
        assert has_filled


async def test_a_post_deleted_at_the_server_leaves_home(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    ann.post("stays")
    gone = ann.post("goes")
    ann.post("stays too")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the posts", lambda: len(bodies(account)) == 3)
        ann.client.delete(f"/posts/{gone}").raise_for_status()
        account.timeline.refresh()
        await until("it to go", lambda: bodies(account) == ["stays too", "stays"])

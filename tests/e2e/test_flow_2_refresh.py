"""Flow 2: what is new comes in above; what one reads does not move, and what is missing is a row that fills."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from microblog_desktop.commands import posting, settings
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.viewmodels.timeline.rows import GapRow
from tests.e2e.reading import held, on_screen
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import bodies, come_back, row_of, running_client, sign_in, until

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
            # More may have come by the stream meanwhile, above what is shown.
            account.home.posts.show_newest()
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


async def test_the_place_stays_through_theme_language_text_size_and_width(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    for number in range(40):
        ann.post(f"This is number {number}, and it is " + "rather long, " * (number % 23) + "as posts are.")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the posts", lambda: len(bodies(account)) == 40)
        profile, window = running.client.shared.profile, account.window
        on_screen(account)
        account.home.posts.list.scroll_by(1210)
        before, place = on_screen(account), held(account)
        told: list[object] = []
        running.client.shared.feed.subscribe(told.append)
        changes: tuple[Callable[[], None], ...] = (
            lambda: settings.choose_theme(profile, "dark"),
            lambda: settings.choose_text_size(profile, 150),
            lambda: settings.choose_language(profile, "ko"),
            lambda: window.window().resize(500, window.height()),
            lambda: settings.choose_text_size(profile, 80),
            lambda: settings.choose_language(profile, "en"),
            lambda: settings.choose_theme(profile, "light"),
            lambda: window.window().resize(1120, window.height()),
            lambda: settings.choose_text_size(profile, 100),
        )
        for change in changes:
            told.clear()
            width = window.width()
            change()
            await until("the change to be told", lambda width=width: told or window.width() != width)  # type: ignore[misc]
            assert held(account) == place
        assert on_screen(account) == before


async def test_the_next_older_post_is_held_when_the_very_post_is_deleted_and_what_is_under_it_stays(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    for number in range(40):
        ann.post(f"number {number}")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the posts", lambda: len(bodies(account)) == 40)
        on_screen(account)
        account.home.posts.list.scroll_by(777)
        body, top = held(account)
        under = {text: y for text, y in on_screen(account).items() if y > top}
        row = row_of(account, body)
        assert row is not None
        posting.delete(account.store, row.post, now=account.store.clock(), undo_s=0)
        await until("it to go", lambda: body not in bodies(account))
        after = on_screen(account)
        assert {text: after.get(text) for text in under} == under
        next_older = f"number {int(body.removeprefix('number ')) - 1}"
        assert held(account) == (next_older, under[next_older])


async def test_a_hole_is_filled_from_both_sides_and_survives_a_restart(
    tmp_path: Path, server: ServerProcess, new_person: NewPerson
) -> None:
    ann, ben = new_person("ann"), new_person("ben")
    ann.follow(ben)
    for number in range(20):
        ben.post(f"old {number}")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        await until("the posts", lambda: len(bodies(account)) == 20)
    written = [f"while away {number}" for number in range(150)]
    for post in written:
        ben.post(post)
    async with running_client(tmp_path) as running:
        opened = come_back(running)
        await until("the hole", lambda: any(isinstance(row, GapRow) for row in opened.timeline.rows))
        gap = next(row for row in opened.timeline.rows if isinstance(row, GapRow))
        known = len(opened.store.timelines.newest(opened.timeline.timeline, 1000))
        opened.timeline.fill_gap(gap.key, GapSide.BOTTOM)
        await until("older ones", lambda: len(opened.store.timelines.newest(opened.timeline.timeline, 1000)) > known)
        assert any(isinstance(row, GapRow) for row in opened.timeline.rows)
    async with running_client(tmp_path) as running:
        again = come_back(running)
        again.home.posts.show_newest()
        whole = [*[f"old {number}" for number in range(20)], *written][::-1]
        sides = [GapSide.TOP, GapSide.BOTTOM] * 10
        while bodies(again) != whole:
            gaps = [row for row in again.timeline.rows if isinstance(row, GapRow)]
            before = list(again.timeline.rows)
            if gaps:
                again.timeline.fill_gap(gaps[0].key, sides.pop())
            else:
                again.timeline.load_older_rows()
            await until("more rows", lambda before=before: list(again.timeline.rows) != before)  # type: ignore[misc]

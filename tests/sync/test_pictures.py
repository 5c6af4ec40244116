from __future__ import annotations

import httpx
import pytest

from microblog_desktop.commands import settings
from microblog_desktop.store import preferences
from microblog_desktop.store.pictures import PictureStore
from tests.fakes.server import URL, Fault
from tests.sync.conftest import Bench

ONE = f"{URL}/one.png"


def kept(bench: Bench, url: str) -> bytes | None:
    picture = PictureStore(bench.profile.db, bench.folder).get(url)
    return picture.path.read_bytes() if picture else None


async def test_a_picture_comes_once_however_often_it_is_wanted(bench: Bench) -> None:
    bench.server.pictures["/one.png"] = (b"png", '"1"')
    await bench.start()
    for _ in range(3):
        bench.sync.want(ONE)
        bench.sync.want(ONE)
        await bench.quiet()
    assert kept(bench, ONE) == b"png"
    assert bench.server.count("GET /one.png") == 1


async def test_after_a_day_it_is_asked_whether_it_changed(bench: Bench) -> None:
    bench.server.pictures["/one.png"] = (b"png", '"1"')
    await bench.start()
    bench.sync.want(ONE)
    await bench.quiet()
    bench.clock.sleep_through(hours=25)
    bench.sync.want(ONE)
    await bench.quiet()
    bench.sync.want(ONE)
    await bench.quiet()
    assert bench.server.count("GET /one.png") == 2
    bench.clock.sleep_through(hours=25)
    bench.server.pictures["/one.png"] = (b"new", '"2"')
    bench.sync.want(ONE)
    await bench.quiet()
    assert kept(bench, ONE) == b"new"


async def test_at_most_four_are_fetched_at_once(bench: Bench) -> None:
    await bench.start()
    for number in range(10):
        bench.server.pictures[f"/{number}.png"] = (b"png", '"1"')
        bench.server.fail_next(f"GET /{number}.png", Fault.HELD)
        bench.sync.want(f"{URL}/{number}.png")
    await bench.quiet()
    assert sum(".png" in request for request in bench.server.requests) == 4
    bench.server.released.set()
    await bench.quiet()
    assert all(kept(bench, f"{URL}/{number}.png") for number in range(10))


async def test_a_failure_is_remembered_for_ten_minutes(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("GET /one.png", httpx.Response(500))
    bench.sync.want(ONE)
    await bench.quiet()
    bench.server.pictures["/one.png"] = (b"png", '"1"')
    bench.clock.sleep_through(minutes=9)
    bench.sync.want(ONE)
    await bench.quiet()
    assert kept(bench, ONE) is None
    bench.clock.sleep_through(minutes=2)
    bench.sync.want(ONE)
    await bench.quiet()
    assert kept(bench, ONE) == b"png"


async def test_what_is_too_large_is_not_kept(bench: Bench) -> None:
    bench.server.pictures["/one.png"] = (b"x" * 4_200_000, '"1"')
    await bench.start()
    bench.sync.want(ONE)
    await bench.quiet()
    assert kept(bench, ONE) is None


@pytest.mark.parametrize("url", ["", "data:image/png;base64,AA", "file:///etc/passwd", "javascript:x", "ftp://x/p.png"])
async def test_only_the_web_has_pictures(bench: Bench, url: str) -> None:
    await bench.start()
    bench.server.requests.clear()
    bench.sync.want(url)
    await bench.quiet()
    assert bench.server.requests == []


async def test_a_picture_wanted_offline_comes_with_the_network(bench: Bench) -> None:
    bench.server.pictures["/one.png"] = (b"png", '"1"')
    await bench.start()
    bench.sync.go_offline()
    bench.sync.want(ONE)
    await bench.quiet()
    assert kept(bench, ONE) is None
    bench.sync.go_online()
    await bench.quiet()
    assert kept(bench, ONE) == b"png"


async def test_where_each_byte_is_paid_for_none_is_fetched_unless_one_wants_that(bench: Bench) -> None:
    bench.server.pictures["/one.png"] = (b"png", '"1"')
    bench.is_metered = True
    bench.sync = bench.new_sync()
    await bench.start()
    bench.sync.want(ONE)
    await bench.quiet()
    assert bench.server.count("GET /one.png") == 0
    settings.turn(bench.profile, preferences.METERED_PICTURES)
    await bench.quiet()
    assert kept(bench, ONE) == b"png"

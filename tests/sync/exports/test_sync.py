"""Everything into a file: the server's part and ours (sync/exports/sync.py)."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import httpx
import pytest

from microblog_desktop.commands.posting import publish
from microblog_desktop.domain.clock import utc_now
from microblog_desktop.domain.export import ExportStage
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.server import Capability
from microblog_desktop.store.export_board import EXPORT
from microblog_desktop.sync.supervisor import Supervisor
from tests.e2e.server_process import ServerProcess
from tests.fakes.exports import an_archive
from tests.fakes.server import Fault
from tests.sync.conftest import Bench, until
from tests.sync.person import Person

ASK, LOOK, FETCH = "POST /api/exports", "GET /api/exports/7", "GET /api/exports/7/file"


def a_file(content: bytes) -> httpx.Response:
    return httpx.Response(200, stream=httpx.ByteStream(content))


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder


@pytest.fixture
async def able(bench: Bench) -> Bench:
    """A bench whose server makes exports, and one post that was not sent."""
    bench.server.capabilities |= {Capability.EXPORTS}
    bench.sync = bench.new_sync()
    with bench.store.transaction():
        bench.store.drafts.save("home", "half a thou", None, utc_now())
    await bench.start()
    return bench


async def export(bench: Bench, folder: Path) -> None:
    bench.sync.exports.start(folder)
    for _ in range(200):
        await bench.pass_time(1)
        if not bench.store.status.activity(EXPORT).is_busy:
            return


def listed(file: Path, name: str) -> list[str]:
    with zipfile.ZipFile(file) as archive:
        return [row["body"] for row in json.loads(archive.read(name))]


async def test_the_server_s_part_and_the_drafts_are_in_one_file(able: Bench, downloads: Path) -> None:
    seen: list[tuple[ExportStage, int]] = []
    stop = able.feed.subscribe(
        lambda _: seen.append((able.store.exports.progress.stage, able.store.exports.progress.percent))
    )
    await export(able, downloads)
    stop()
    progress = able.store.exports.progress
    assert (progress.stage, progress.is_whole) == (ExportStage.DONE, True)
    file = Path(progress.path)
    assert [path.name for path in downloads.iterdir()] == [file.name]
    assert file.name.startswith("microblog-susan-")
    assert listed(file, "posts.json") == ["from the server"]
    assert listed(file, "drafts.json") == ["half a thou"]
    percents = [percent for _stage, percent in seen]
    assert percents == sorted(percents)
    assert (ExportStage.ASKING, 30) in seen


async def test_a_second_one_replaces_nothing(able: Bench, downloads: Path) -> None:
    await export(able, downloads)
    await export(able, downloads)
    assert len(list(downloads.glob("*.zip"))) == 2


@pytest.mark.parametrize(
    ("request_line", "fault"),
    [
        (ASK, httpx.Response(503)),
        (ASK, Fault.REFUSED),
        (LOOK, Fault.CUT_BEFORE),
        (FETCH, httpx.Response(500)),
        (FETCH, a_file(b"<html>no zip</html>")),
        (FETCH, a_file(an_archive(posts=[{"id": 1}])[:-40])),
    ],
)
async def test_what_the_server_cannot_is_made_of_what_is_here(
    able: Bench, downloads: Path, request_line: str, fault: Fault | httpx.Response
) -> None:
    able.server.fail_next(request_line, fault, fault)
    await export(able, downloads)
    progress = able.store.exports.progress
    assert (progress.stage, progress.is_whole) == (ExportStage.DONE, False)
    assert listed(Path(progress.path), "drafts.json") == ["half a thou"]
    assert len(list(downloads.iterdir())) == 1


@pytest.mark.expects_log("the server's part of the export cannot be read: BadZipFile")
async def test_a_damaged_part_is_left_out_and_said(able: Bench, downloads: Path) -> None:
    packed = bytearray(an_archive(posts=[{"id": 1, "body": "x" * 200}]))
    at = packed.index(b"x" * 50)
    packed[at : at + 20] = b"?" * 20
    able.server.exports.file = bytes(packed)
    await export(able, downloads)
    progress = able.store.exports.progress
    assert (progress.stage, progress.is_whole) == (ExportStage.DONE, False)


async def test_a_server_that_gives_up_does_not_keep_us_waiting(able: Bench, downloads: Path) -> None:
    able.server.exports.states = [("failed", 0)]
    await export(able, downloads)
    assert able.store.exports.progress.stage is ExportStage.DONE
    assert not able.store.exports.progress.is_whole


async def test_a_server_without_exports_is_not_asked(bench: Bench, downloads: Path) -> None:
    await bench.start()
    await export(bench, downloads)
    assert bench.store.exports.progress.stage is ExportStage.DONE
    assert bench.server.count(ASK) == 0


@pytest.mark.expects_log("the export could not be written: FileNotFoundError")
async def test_a_folder_that_is_not_there_is_told(able: Bench, tmp_path: Path) -> None:
    await export(able, tmp_path / "nowhere")
    assert able.store.exports.progress.stage is ExportStage.FAILED
    problem = able.store.status.activity(EXPORT).problem
    assert problem is not None
    assert problem.kind is ProblemKind.FILE_NOT_WRITTEN


@pytest.mark.qt_loop
async def test_the_real_server_s_part_is_whole(tmp_path: Path, downloads: Path, bugs: list[Exception]) -> None:
    (tmp_path / "server").mkdir()
    with ServerProcess(tmp_path / "server") as running:
        async with Supervisor(bugs.append) as supervisor:
            susan = Person(tmp_path / "susan", running.url, supervisor)
            await susan.register("susan")
            publish(susan.store, "안녕하세요 👋\nsecond line", now=utc_now(), undo_s=0, draft="home")
            await susan.delivered()
            susan.sync.exports.start(downloads)
            await until(lambda: susan.store.exports.progress.stage in (ExportStage.DONE, ExportStage.FAILED))
            progress = susan.store.exports.progress
            assert progress.is_whole
            assert listed(Path(progress.path), "posts.json") == ["안녕하세요 👋\nsecond line"]
            await susan.close()

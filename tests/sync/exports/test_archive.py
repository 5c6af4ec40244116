"""The file of an export (sync/exports/archive.py)."""

from __future__ import annotations

import functools
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from microblog_desktop.sync.exports.archive import Contents, ExportRow, server_lists, server_profile, write_archive
from tests.fakes.exports import an_archive

WORDS = {"title": "My microblog", "posts.json": "Posts", "bookmarks.json": "Bookmarks", "messages.json": "Messages"}


def contents(**lists: list[ExportRow]) -> Contents:
    made: dict[str, Callable[[], list[ExportRow]]] = {
        f"{name}.json": functools.partial(list, rows) for name, rows in lists.items()
    }
    return Contents({"username": "susan"}, made, WORDS, "Note.")


def nothing_told(_rows: int) -> None:
    """Nobody listens."""


def opened(packed: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(packed))


def test_lists_come_back_as_they_went_in(tmp_path: Path) -> None:
    rows: list[ExportRow] = [{"id": str(number), "body": f"안녕 {number}"} for number in range(450)]
    told: list[int] = []
    write_archive(tmp_path / "a.zip", contents(posts=rows, drafts=[]), told.append)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read("posts.json")) == rows
        assert json.loads(archive.read("drafts.json")) == []
        assert json.loads(archive.read("profile.json")) == {"username": "susan"}
    assert sum(told) == 450
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_the_page_shows_texts_and_runs_nothing(tmp_path: Path) -> None:
    posts: list[ExportRow] = [{"body": "<script>alert(1)</script>", "created_at": "2026-11-22T12:00:00Z"}]
    messages: list[ExportRow] = [{"with": "a<b", "sent": True, "body": "hello"}, {"with": "john", "sent": False}]
    write_archive(tmp_path / "a.zip", contents(posts=posts, messages=messages), nothing_told)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        page = archive.read("index.html").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "→ @a&lt;b" in page
    assert "← @john" in page
    assert "Note." in page


def test_half_a_character_does_not_stop_it(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.zip", contents(posts=[{"body": "\ud83d and more\x00"}]), nothing_told)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert "and more" in json.loads(archive.read("posts.json"))[0]["body"]


def test_what_ends_too_soon_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[ExportRow]:
        yield {"body": "one"}
        raise OSError(28, "No space left on device")

    it = Contents({}, {"posts.json": broken}, WORDS, "")
    with pytest.raises(OSError, match="No space"):
        write_archive(tmp_path / "a.zip", it, nothing_told)
    assert list(tmp_path.iterdir()) == []


def test_a_server_s_lists_are_read_row_by_row() -> None:
    archive = opened(an_archive(posts=[{"id": 1, "body": "a,\n{b}"}, {"id": 2}], followers=[]))
    lists = server_lists(archive)
    assert sorted(lists) == ["followers.json", "posts.json"]
    assert list(lists["posts.json"]()) == [{"id": 1, "body": "a,\n{b}"}, {"id": 2}]
    assert server_profile(archive) == {"username": "susan"}


@pytest.mark.parametrize("name", ["../posts", "/etc/posts", "POSTS", "a/b", "a" * 99])
def test_a_name_that_leads_elsewhere_is_left_out(name: str) -> None:
    assert server_lists(opened(an_archive(**{name: []}))) == {}


def test_a_row_without_an_end_is_refused() -> None:
    lists = server_lists(opened(an_archive(posts=[{"body": "x" * (5 << 20)}])))
    with pytest.raises(ValueError, match="without an end"):
        list(lists["posts.json"]())

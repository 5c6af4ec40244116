"""A little room is held back, and let go at once."""

from __future__ import annotations

from pathlib import Path

from microblog_desktop.store.trimming.reserve import Reserve


def test_the_room_is_really_taken_and_really_given(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path, size=200_001)
    assert reserve.keep()
    assert reserve.keep()
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size == 200_001
    assert reserve.let_go()
    assert list(tmp_path.iterdir()) == []
    assert not reserve.let_go()


def test_a_disk_that_has_no_room_keeps_what_it_has(tmp_path: Path) -> None:
    assert not Reserve(tmp_path / "missing").keep()


def test_a_part_is_no_reserve(tmp_path: Path) -> None:
    (tmp_path / "reserve").write_bytes(b"cut off")
    assert Reserve(tmp_path, size=1000).keep()
    assert (tmp_path / "reserve").stat().st_size == 1000

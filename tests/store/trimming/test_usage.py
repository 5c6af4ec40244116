"""What an account takes is counted, and what was put aside is found."""

from __future__ import annotations

from pathlib import Path

from microblog_desktop.store.trimming.usage import remove_set_aside, set_aside_in, usage
from tests.store.world import JOHN, World, entries


def test_posts_and_bytes_are_counted(tmp_path: Path) -> None:
    world = World(tmp_path / "account.db")
    world.save_people(JOHN)
    world.refresh(*entries(3, 2, 1))
    used = usage(world.store)
    assert used.posts == 3
    assert used.bytes == sum(path.stat().st_size for path in tmp_path.iterdir() if not path.name.endswith("-shm"))
    world.store.close()


def test_a_damaged_file_is_found_and_removed_with_its_log(tmp_path: Path) -> None:
    aside = tmp_path / "account.db.damaged-20261122T094100"
    for name in (aside.name, f"{aside.name}-wal", f"{aside.name}-shm", "account.db"):
        (tmp_path / name).write_bytes(b"")
    assert set_aside_in([tmp_path]) == [aside]
    remove_set_aside([aside])
    assert [path.name for path in tmp_path.iterdir()] == ["account.db"]

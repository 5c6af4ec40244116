"""How much of this computer an account takes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.sqlite.columns import whole
from microblog_desktop.store.trimming.trimming import bytes_on_disk


@dataclass(frozen=True, slots=True)
class Usage:
    """`bytes` are those of the file and its log."""

    posts: int
    bytes: int


def usage(store: AccountStore) -> Usage:
    """Counted anew; with half a million posts that takes five milliseconds."""
    row = store.db.row("SELECT count(*) FROM post")
    assert row is not None
    return Usage(whole(row[0]), bytes_on_disk(store.path) if store.is_on_disk else 0)


def set_aside_in(folders: Sequence[Path]) -> list[Path]:
    """The damaged files that were put aside there, without those that belong to them."""
    found = (path for folder in folders for path in sorted(folder.glob("*.damaged-*")))
    return [path for path in found if not path.name.endswith(("-wal", "-shm"))]


def remove_set_aside(files: Sequence[Path]) -> None:
    """Remove damaged files with what belongs to them; one that cannot be removed stays."""
    for path in files:
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            try:
                part.unlink(missing_ok=True)
            except OSError:
                continue

"""Open a file of the store; one that is damaged is set aside, never deleted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.errors import StoreDamagedError, StoreUnreadableError

log = logging.getLogger(__name__)

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Opened(Generic[S]):
    """An open store, and where the damaged file that stood in its place is now."""

    store: S
    set_aside: Path | None = None


def open_or_set_aside(path: Path, open_store: Callable[[Path], S], now: datetime) -> Opened[S]:
    """Open `path`; if it is damaged, move it (and SQLite's files beside it) away and begin anew.

    Raises the other `StoreError`s: a full disk or a newer version's file is not to be moved.
    """
    try:
        return Opened(open_store(path))
    except StoreDamagedError:
        aside = set_aside(path, now)
        return Opened(open_store(path), aside)


def set_aside(path: Path, now: datetime) -> Path:
    """Move a file and SQLite's files beside it; its new name. Raises `StoreUnreadableError`."""
    aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%dT%H%M%S}")
    log.warning("%s is damaged and was set aside as %s", path.name, aside.name)
    try:
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
    except OSError as error:
        raise StoreUnreadableError(str(error)) from error
    return aside

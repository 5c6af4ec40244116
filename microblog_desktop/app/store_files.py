"""Open a file of the store; one that is damaged is set aside, never deleted, and what can be read is carried over."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.errors import StoreDamagedError, StoreError, StoreFullError, StoreUnreadableError
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.sqlite.database import DAMAGE_MARK
from microblog_desktop.system.paths import Paths

log = logging.getLogger(__name__)

S = TypeVar("S")
_PARTS = ("", "-wal", "-shm")
_HALF_DONE = ".carrying-over"


@dataclass(frozen=True, slots=True)
class Opened(Generic[S]):
    """An open store, and where the damaged file that stood in its place is now."""

    store: S
    set_aside: Path | None = None


def open_or_set_aside(path: Path, open_store: Callable[[Path], S], now: datetime) -> Opened[S]:
    """Open `path`; if it is damaged, move it (and SQLite's files beside it) away and begin anew.

    Raises the other `StoreError`s: a full disk or a newer version's file is not to be moved.
    """
    _undo_half_done(path)
    try:
        return Opened(open_store(path))
    except StoreDamagedError:
        aside = set_aside(path, now)
        return Opened(open_store(path), aside)


def open_profile(paths: Paths, feed: ChangeFeed, now: datetime) -> tuple[ProfileStore, Problem | None]:
    """The profile's file, and what is to be told if it was damaged. Raises `StoreError`."""
    opened = open_or_set_aside(paths.profile_db, lambda path: ProfileStore(path, feed), now)
    if opened.set_aside is None:
        return opened.store, None
    # Hardly ever needed.
    from microblog_desktop.store.rescue.profile import RescuedProfile, rescue_profile

    found = RescuedProfile()
    with carrying_over(paths.profile_db, opened.set_aside, opened.store.close):
        found = rescue_profile(opened.set_aside, opened.store, paths.accounts)
    log.warning("carried over: %s", found)
    fields = (("accounts", str(found.accounts)), ("preferences", str(found.preferences)))
    return opened.store, Problem(ProblemKind.STORE_DAMAGED, message=str(opened.set_aside), fields=fields)


def set_aside(path: Path, now: datetime, *, why: str = "damaged") -> Path:
    """Move a file and SQLite's files beside it; its new name. Raises `StoreUnreadableError`."""
    aside = _free_name(path.with_name(f"{path.name}.{why}-{now:%Y%m%dT%H%M%S}"))
    log.warning("%s is %s and was set aside as %s", path.name, why, aside.name)
    _move(path, aside)
    # It was said of the file that is away now; what comes in its place is not damaged.
    path.with_name(f"{path.name}{DAMAGE_MARK}").unlink(missing_ok=True)
    return aside


@contextmanager
def carrying_over(path: Path, aside: Path, close: Callable[[], None]) -> Iterator[None]:
    """Whatever ends it before its end, nothing is lost: on a full disk, and at the next start after a power failure,
    the damaged file is back in its place, and all of it begins again. Raises `StoreFullError` then; `close` is that
    of the new file. Any other failure leaves what was carried over so far.
    """
    mark = path.with_name(f"{path.name}{_HALF_DONE}")
    try:
        mark.write_text(aside.name, encoding="utf-8")
        yield
    except (OSError, StoreError) as error:
        if isinstance(error, StoreFullError) or (isinstance(error, OSError) and is_full(error)):
            close()
            _put_back(path, aside)
            mark.unlink(missing_ok=True)
            raise StoreFullError(str(error)) from error
        log.warning("not all could be carried over: %s", error)
    mark.unlink(missing_ok=True)


def is_full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def _undo_half_done(path: Path) -> None:
    mark = path.with_name(f"{path.name}{_HALF_DONE}")
    if not mark.exists():
        return
    aside = path.with_name(mark.read_text(encoding="utf-8"))
    if aside.name.startswith(f"{path.name}.damaged-") and aside.exists():
        log.warning("%s was being carried over when the program ended: it begins again", aside.name)
        _put_back(path, aside)
    mark.unlink()


def _put_back(path: Path, aside: Path) -> None:
    for suffix in _PARTS:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    _move(aside, path)
    # Opening it may not meet the damage that set it aside.
    path.with_name(f"{path.name}{DAMAGE_MARK}").touch()


def _move(path: Path, to: Path) -> None:
    try:
        for suffix in _PARTS:
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(to.with_name(to.name + suffix))
    except OSError as error:
        raise (StoreFullError if is_full(error) else StoreUnreadableError)(str(error)) from error


def _free_name(path: Path) -> Path:
    """Two in one second have two names."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free

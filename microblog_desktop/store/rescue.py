"""Save from a damaged file what exists nowhere else: drafts, and what was not delivered.

Everything else comes again from the server. Rows are read one by one, from both
ends, as far as the damage lets us; a row that makes no sense is left out.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import apsw

from microblog_desktop.domain.ids import HOME, JobId, PersonId, PostKey
from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.sqlite.columns import Value

_HEADER_BYTES = 4096
_PAGE_COUNT = slice(28, 32)
_FREE_PAGES = slice(32, 40)
_UNREADABLE = (apsw.Error, UnicodeDecodeError)

RowByName = dict[str, Value]


def rescue_unsent(damaged: Path, store: AccountStore) -> int:
    """Copy drafts and undelivered jobs of `damaged` into the new, empty `store`; how many there were."""
    head = store.db.connection.serialize("main")[:_HEADER_BYTES]
    with _opened(damaged, head) as old, store.durable_transaction():
        drafts = [row for row in _all(old, "draft", "name") if _put(store, "draft", row, lambda _: None)]
        jobs = [row for row in _all(old, "job", "id") if _rescue_job(old, store, row)]
        return len(drafts) + len(jobs)


def _rescue_job(old: apsw.Connection, store: AccountStore, job: RowByName) -> bool:
    """A job with the rows that it is about. What was being sent may have arrived or not."""
    if job["state"] == "sending":
        job["state"] = "unsure"
    for post in _by_key(old, "post", "key", job["post"]):
        _rescue_post(old, store, post)
    for message in _by_key(old, "message", "key", job["message"]):
        if _put(store, "message", message, lambda _: None):
            store.conversations.follow_messages(PersonId(str(message["scope"])))
    _rescue_person(old, store, job["person"])
    if not _put(store, "job", job, lambda row: store.outbox.get(JobId(_whole(row["id"])))):
        return False
    if job["kind"] == JobKind.CREATE_POST.value and isinstance(job["post"], int):
        store.timelines.add_local(HOME, PostKey(job["post"]))
    return True


def _rescue_post(old: apsw.Connection, store: AccountStore, post: RowByName) -> None:
    for parent in _by_key(old, "post", "key", post["reply_to_key"]):
        _rescue_person(old, store, parent["author"])
        _put(store, "post", parent, lambda _: None)
    _rescue_person(old, store, post["author"])
    _put(store, "post", post, lambda row: store.posts.get(PostKey(_whole(row["key"]))))


def _rescue_person(old: apsw.Connection, store: AccountStore, person: Value) -> None:
    """Somebody of whom only the id is left gets a name with the next page of the server."""
    if not isinstance(person, str) or store.people.get(PersonId(person)) is not None:
        return
    found = _by_key(old, "person", "id", person)
    if not any(_put(store, "person", row, lambda _: store.people.get(PersonId(person))) for row in found):
        _put(store, "person", {"id": person, "username": person, "name": ""}, lambda _: None)


def _put(store: AccountStore, table: str, row: RowByName, read_back: Callable[[RowByName], object]) -> bool:
    """Insert a row and read it as the client will; False, and it is gone again, if that does not work."""
    columns = ", ".join(row)
    store.db.connection.execute("SAVEPOINT rescued")
    try:
        places = ", ".join("?" * len(row))
        count = store.db.write(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})", tuple(row.values()))
        read_back(row)
    except (apsw.Error, AssertionError, ValueError, OverflowError):
        store.db.connection.execute("ROLLBACK TO rescued")
        return False
    finally:
        store.db.connection.execute("RELEASE rescued")
    return count > 0


def _all(old: apsw.Connection, table: str, key: str) -> list[RowByName]:
    """Rows from the first to the damage, and from the last back to it."""
    found: dict[Value, RowByName] = {}
    for direction in ("ASC", "DESC"):
        for row in _readable(old, f"SELECT * FROM {table} NOT INDEXED ORDER BY {key} {direction}", ()):
            found.setdefault(row[key], row)
    return [found[name] for name in sorted(found, key=lambda name: (str(type(name)), name))]


def _by_key(old: apsw.Connection, table: str, column: str, key: Value) -> list[RowByName]:
    if key is None:
        return []
    return list(_readable(old, f"SELECT * FROM {table} WHERE {column} = ?", (key,)))


def _readable(old: apsw.Connection, sql: str, bindings: Sequence[Value]) -> Iterator[RowByName]:
    with suppress(*_UNREADABLE):
        cursor = old.execute(sql, bindings)
        for row in cursor:
            yield dict(zip(_names(cursor), row, strict=True))


def _names(cursor: apsw.Cursor) -> Iterable[str]:
    return [str(column[0]) for column in cursor.get_description()]


def _whole(value: Value) -> int:
    if not isinstance(value, int):
        raise ValueError("not a key")
    return value


@contextmanager
def _opened(damaged: Path, head: bytes) -> Iterator[apsw.Connection]:
    """A copy of the file, opened; the file itself stays as it was found."""
    with tempfile.TemporaryDirectory(dir=damaged.parent) as folder:
        copy = Path(folder) / "copy.db"
        for suffix in ("", "-wal"):
            part = damaged.with_name(damaged.name + suffix)
            if part.exists():
                shutil.copyfile(part, copy.with_name(copy.name + suffix))
        if not _can_be_opened(copy):
            _mend_head(copy, head)
        with closing(apsw.Connection(str(copy))) as old:
            yield old


def _can_be_opened(path: Path) -> bool:
    try:
        with closing(apsw.Connection(str(path))) as connection:
            return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'job'").fetchone() is not None
    except _UNREADABLE:
        return False


def _mend_head(path: Path, head: bytes) -> None:
    """The first page says where each table begins; a new file of ours begins with the same page."""
    page_bytes = int.from_bytes(head[16:18], "big")
    mended = bytearray(head[:page_bytes])
    mended[_PAGE_COUNT] = (path.stat().st_size // page_bytes).to_bytes(4, "big")
    mended[_FREE_PAGES] = bytes(8)
    with path.open("r+b") as file:
        file.write(mended)

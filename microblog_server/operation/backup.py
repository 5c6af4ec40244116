"""Copy an SQLite database while it is in use, as one state of it. PostgreSQL has pg_dump."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from microblog_server.db.session import asynchronous


class BackupError(Exception):
    """No backup was made; the text says why."""


def backup(database: str, file: Path) -> None:
    """Write `file` anew, whole or not at all."""
    url = asynchronous(database)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BackupError(f"backup copies SQLite files; for {make_url(database).get_backend_name()} use pg_dump")
    if not Path(url.database).is_file():
        raise BackupError(f"there is no database at {url.database}")
    if file.exists():
        raise BackupError(f"{file} is there already")
    unfinished = file.with_name(file.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        unfinished.touch(mode=0o600)
        with closing(sqlite3.connect(url.database)) as source, closing(sqlite3.connect(unfinished)) as copy:
            # All in one step: between steps a busy server would write, and the copy begin anew, for ever.
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            (state,) = copy.execute("PRAGMA integrity_check").fetchone()
        if state != "ok":
            raise BackupError(f"the copy is damaged: {state}")
        unfinished.rename(file)
    except (sqlite3.Error, OSError) as error:
        unfinished.unlink(missing_ok=True)
        raise BackupError(f"cannot write {file}: {error}") from error

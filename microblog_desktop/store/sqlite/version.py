"""Which SQLite it is."""

from __future__ import annotations

import apsw


def sqlite_version() -> str:
    return apsw.sqlite_lib_version()

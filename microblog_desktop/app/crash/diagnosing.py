"""`--diagnostics`: prints what a maintainer needs, without a window and without a display."""

from __future__ import annotations

import sys
from pathlib import Path

from microblog_desktop.app.crash.diagnostics import diagnostics
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.crashes import crash_report
from microblog_desktop.system.logs import redact
from microblog_desktop.system.paths import default_root, paths_in


def print_diagnostics(root: Path | None) -> int:
    """Of the profile in this folder; one that is not there is told of like an empty one, and not made."""
    paths = paths_in(root or default_root())
    try:
        profile = ProfileStore(paths.profile_db if paths.profile_db.exists() else ":memory:", ChangeFeed(_now))
    except StoreError as error:
        sys.stderr.write(f"the settings cannot be read: {error.problem.kind.value}\n")
        profile = ProfileStore(":memory:", ChangeFeed(_now))
    try:
        text = diagnostics(paths, profile)
    finally:
        profile.close()
    stacks = crash_report(paths.logs).strip()
    sys.stdout.write(redact(f"{text}\nLast crash\n{stacks or '  none'}\n"))
    return 0


def _now(tell: object) -> None:
    """Nobody listens."""

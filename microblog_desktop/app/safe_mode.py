"""`--safe-mode`: as little as possible, for when the usual start fails. Nothing is deleted by it.

What is cached of each account is put aside whole; drafts and what is not sent yet come along into the new file, which
stays in use: were they in two files, they could be sent twice.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from microblog_desktop.app.store_files import carrying_over, set_aside
from microblog_desktop.store import preferences
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.rescue.rescue import rescue_only_unsent

if TYPE_CHECKING:
    from microblog_desktop.app.shared import Shared

log = logging.getLogger(__name__)

_STILL_CHOSEN = frozenset(
    one.name
    for one in (
        preferences.LANGUAGE,
        preferences.WORK_OFFLINE,
        preferences.PROXY,
        preferences.PROXY_URL,
        preferences.VAULT_CHOICE,
        preferences.LAST_SERVER,
        preferences.LAST_USERNAME,
    )
)


def draw_without_graphics_card() -> None:
    """Before Qt begins."""
    os.environ |= {"QT_OPENGL": "software", "LIBGL_ALWAYS_SOFTWARE": "1", "QT_XCB_GL_INTEGRATION": "none"}


def use_first_settings(shared: Shared) -> None:
    """All but what one needs to reach the accounts; what was chosen stays in the file."""
    log.warning("safe mode: started with as little as possible")
    shared.profile.preferences.use_defaults_except(_STILL_CHOSEN)


def put_cache_aside(path: Path, open_store: Callable[[Path], AccountStore], now: datetime) -> None:
    """Begin anew with what exists nowhere else. Raises `StoreError`."""
    if not path.exists():
        return
    aside = set_aside(path, now, why="damaged-safe-mode")
    store = open_store(path)
    try:
        with carrying_over(path, aside, store.close):
            log.warning("safe mode: %s drafts and unsent things came along", rescue_only_unsent(aside, store))
    finally:
        store.close()

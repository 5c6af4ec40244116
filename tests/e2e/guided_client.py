"""A client in a process of its own with a guest: `python -m tests.e2e.guided_client DEED ARGUMENTS...`.

`wait` says which page is open once it is another one than at first, and quits; `crash` tears the process down; `look`
says what a start has to tell, and quits. What is said is one line of JSON.
"""

from __future__ import annotations

import asyncio
import faulthandler
import json
import sys
import time

from microblog_desktop.app.options import parse
from microblog_desktop.app.running import Guest, Running
from microblog_desktop.app.startup import start
from microblog_desktop.ui.crash.crash_note import CrashNote
from tests.e2e.windowed import bodies

_PATIENCE_S = 60.0


def _say(**what: object) -> None:
    print(json.dumps(what), flush=True)


async def _wait(running: Running) -> None:
    account = running.client.account
    assert account is not None
    first, began = account.window.page.key, time.monotonic()
    _say(ready=True)
    while account.window.page.key == first and time.monotonic() < began + _PATIENCE_S:
        await asyncio.sleep(0.02)
    _say(page=account.window.page.key, title=account.window.page.title())
    running.quit()


async def _crash(_running: Running) -> None:
    faulthandler._sigsegv()  # type: ignore[attr-defined]  # made for tests


async def _look(running: Running) -> None:
    account = running.client.account
    notes = running.client.window.findChildren(CrashNote)
    _say(
        notes=[note.snack.accessibleName() for note in notes],
        posts=[] if account is None else bodies(account),
        draft="" if account is None else account.home_composer.text,
        has_tray=running.attention.tray.is_shown,
    )
    running.quit()


_DEEDS: dict[str, Guest] = {"wait": _wait, "crash": _crash, "look": _look}

if __name__ == "__main__":
    arguments = sys.argv[2:]
    raise SystemExit(start(parse(arguments), arguments, _DEEDS[sys.argv[1]]))

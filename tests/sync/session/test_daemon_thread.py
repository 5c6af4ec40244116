from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import pytest

from microblog_desktop.sync.session.daemon_thread import in_daemon_thread


async def test_results_and_errors_come_back() -> None:
    assert await in_daemon_thread(threading.current_thread) is not threading.current_thread()
    with pytest.raises(ZeroDivisionError):
        await in_daemon_thread(lambda: 1 // 0)


async def test_a_call_nobody_waits_for_any_more_does_no_harm() -> None:
    go_on = threading.Event()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await in_daemon_thread(go_on.wait)
    go_on.set()
    await asyncio.sleep(0.02)


def test_a_call_that_never_returns_does_not_keep_the_program() -> None:
    code = (
        "import asyncio, threading\n"
        "from microblog_desktop.sync.session.daemon_thread import in_daemon_thread\n"
        "async def main():\n"
        "    try:\n"
        "        async with asyncio.timeout(0.01): await in_daemon_thread(threading.Event().wait)\n"
        "    except TimeoutError: pass\n"
        "asyncio.run(main())\n"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=20, check=False).returncode == 0

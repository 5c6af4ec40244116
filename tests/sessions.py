"""A screen, a window manager and a session bus of a test's own; each ends with its `with`, and all that it started."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_END_S = 30.0


@contextmanager
def bare_screen() -> Iterator[str]:
    """The name of an X server. Keys do not repeat: that goes on when a key has gone up, and hits what comes next."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-r"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        _end(server)


@contextmanager
def managed_screen() -> Iterator[str]:
    """The name of an X server with a window manager, which gives windows the keyboard."""
    with bare_screen() as display:
        manager = subprocess.Popen(["openbox"], env=os.environ | {"DISPLAY": display}, stderr=subprocess.DEVNULL)
        try:
            yield display
        finally:
            _end(manager)


@contextmanager
def session_bus(environment: Mapping[str, str] | None = None, prepare: str = "") -> Iterator[str]:
    """The address of a bus that nobody else knows. What `prepare` says to a shell is done on it first."""
    script = f'{prepare}\necho "$DBUS_SESSION_BUS_ADDRESS"\nexec cat\n'
    bus = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", script],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdin is not None
    assert bus.stdout is not None
    try:
        yield bus.stdout.readline().strip()
    finally:
        # It lives until its input ends. What it started has its output open for as long as it likes.
        bus.stdin.close()
        bus.wait(_END_S)
        bus.stdout.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(_END_S)

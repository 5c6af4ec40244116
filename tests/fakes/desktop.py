"""A desktop on a session bus (tests/fakes/desktop_daemon.py), and a system that is asked to do things for us."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

Event = dict[str, Any]
_ROOT = Path(__file__).parents[2]
_PATIENCE_S = 20.0


class Desktop:
    """`events` are what it told so far; it is read without anybody waiting."""

    def __init__(self, bus: str, *parts: str) -> None:
        self.events: list[Event] = []
        self._done: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.desktop_daemon", *parts],
            cwd=_ROOT,
            env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": bus},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._done.get(timeout=_PATIENCE_S)

    def all(self, what: str) -> list[Event]:
        return [event for event in self.events if event["what"] == what]

    def standing(self) -> list[Event]:
        """The notifications that are on the screen."""
        gone = {event["id"] for event in self.all("closed")}
        return [event for event in self.all("shown") if event["id"] not in gone]

    def do(self, order: str, **more: Any) -> None:
        """Return when it is done."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": order, **more}) + "\n")
        self._process.stdin.flush()
        self._done.get(timeout=_PATIENCE_S)

    def die(self) -> None:
        """At once, and only once."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            event = json.loads(line)
            if event["what"] in ("ready", "done"):
                self._done.put(None)
            else:
                self.events.append(event)


class FakeSwitch:
    """A system that remembers what we turned; `refuses` makes it one that does not let us change that."""

    def __init__(self) -> None:
        self._is_on = False
        self.refuses = False
        self._has_failed = False

    def is_on(self) -> bool:
        return self._is_on

    def turn(self) -> None:
        self._has_failed = self.refuses
        if not self.refuses:
            self._is_on = not self._is_on

    def has_failed(self) -> bool:
        return self._has_failed

"""A screen of its own with a window manager and an accessibility bus, the client on it, and a screen reader."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.sessions import managed_screen, session_bus

_PATIENCE_S = 30.0
_END_S = 10.0
_READER = Path(__file__).with_name("at_spi_reader.py")
_SYSTEM_PYTHON = "/usr/bin/python3"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something on screen as a screen reader knows it; `thing` is its number until one looks again."""

    role: str
    name: str
    description: str
    states: tuple[str, ...]
    thing: int = -1
    depth: int = 0
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """An event, what it is about, and the words that it carries."""

    event: str
    detail: int
    words: str
    source: Thing


class ScreenReader:
    """Looks, acts and listens by AT-SPI alone."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._lines: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._heard: list[Heard] = []
        threading.Thread(target=self._read, daemon=True).start()
        assert self._next(time.monotonic() + _PATIENCE_S) == {"ready": True}

    def look(self) -> list[Thing]:
        """All that is on screen now, in reading order."""
        return [_thing(seen) for seen in self._order(verb="look")]

    def find(self, what: str, is_it: Callable[[Thing], bool]) -> Thing:
        """Look until it is there."""
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            things = self.look()
            found = next((thing for thing in things if is_it(thing)), None)
            if found is not None:
                return found
            self._take_in(time.monotonic() + 0.1)
        raise AssertionError(f"There is no {what}, but:\n" + "\n".join(map(_line, self.look())))

    def inside(self, outer: Thing) -> list[Thing]:
        """What `outer` holds, as it was when one looked last."""
        things = [thing for thing in self._last if thing.thing > outer.thing]
        ends = next((index for index, thing in enumerate(things) if thing.depth <= outer.depth), len(things))
        return things[:ends]

    def act(self, thing: Thing, action: str = "press") -> None:
        assert self._order(verb="act", thing=thing.thing, action=action) is True, (thing, action)

    def write(self, thing: Thing, text: str) -> None:
        assert self._order(verb="write", thing=thing.thing, text=text) is True, thing

    def forget(self) -> None:
        """What is heard is heard from now on."""
        self._heard.clear()

    def hear(self, what: str, is_it: Callable[[Heard], bool]) -> Heard:
        """Listen until it is said; it may have been said since `forget`."""
        deadline = time.monotonic() + _PATIENCE_S
        known = 0
        while True:
            for heard in self._heard[known:]:
                if is_it(heard):
                    return heard
            known = len(self._heard)
            said = "\n".join(map(repr, self._heard))
            assert time.monotonic() < deadline, f"{what} was not heard, but:\n{said}"
            self._take_in(time.monotonic() + 0.5)

    def heard(self, is_it: Callable[[Heard], bool]) -> list[Heard]:
        """All of the kind that was said since `forget`."""
        return [heard for heard in self._heard if is_it(heard)]

    _last: tuple[Thing, ...] = ()

    def _order(self, **order: object) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            line = self._next(deadline)
            assert line is not None, f"no answer to {order}"
            if "answer" in line:
                answer = line["answer"]
                break
        if order["verb"] == "look":
            if not isinstance(answer, list):
                return []
            self._last = tuple(map(_thing, answer))
        return answer

    def _take_in(self, deadline: float) -> None:
        """Take in what is said until something was or the time is over."""
        self._next(deadline)

    def _next(self, deadline: float) -> dict[str, Any] | None:
        try:
            line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            return None
        assert line is not None, "the screen reader ended"
        if "heard" in line:
            heard = line["heard"]
            self._heard.append(Heard(heard["event"], heard["detail"], heard["words"], _thing(heard)))
        return line

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(json.loads(line))
        self._lines.put(None)


class Screen:
    """What one sees it on and types at; ends all that it started."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._stack = stack
        self._folder = folder
        self._environment = dict(os.environ)
        self._environment["DISPLAY"] = stack.enter_context(managed_screen())
        self._environment["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(session_bus(self._environment))

    def open_client(self, *arguments: str) -> subprocess.Popen[str]:
        """The client as a person starts it, with what a screen reader needs turned on, and no keyring."""
        extra = {
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONPATH": str(Path.cwd()),
        }
        command = [sys.executable, "-m", "microblog_desktop", "--profile", str(self._folder / "profile"), *arguments]
        return self._run(command, extra)

    def open_reader(self) -> ScreenReader:
        return ScreenReader(self._run([_SYSTEM_PYTHON, str(_READER)], {"PYTHONPATH": ""}))

    def type(self, *keys: str) -> None:
        """Press keys by their X names, such as `j` or `alt+Left`, in whatever window has the focus."""
        subprocess.run(["xdotool", "key", *keys], env=self._environment, check=True, timeout=_END_S)

    def _run(self, command: Sequence[str], extra: Mapping[str, str]) -> subprocess.Popen[str]:
        with (self._folder / "screen.log").open("a") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**self._environment, **extra},
            )
        self._stack.callback(_end, process)
        return process


@contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    with ExitStack() as stack:
        yield Screen(stack, folder)


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    # Not for the end of its output too: what it started has that open for as long as it likes.
    try:
        process.wait(timeout=_END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _thing(told: Mapping[str, Any]) -> Thing:
    lists = {"states": tuple(told["states"]), "actions": tuple(told.get("actions", ()))}
    others = {name: told[name] for name in ("role", "name", "description", "thing", "depth") if name in told}
    return Thing(**{"description": "", **others, **lists})


def _line(thing: Thing) -> str:
    return f"{'  ' * thing.depth}{thing.role} {thing.name!r} {' '.join(thing.states)}"

"""A screen reader for tests, run by the system's own Python, which alone has the bindings to AT-SPI.

Each line of its input is an order and is answered by one line of JSON; what it hears meanwhile are lines of their own.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator

import pyatspi  # type: ignore[import-not-found] # Debian's python3-pyatspi
from gi.repository import GLib  # type: ignore[import-not-found] # comes with it

_APPLICATION = "Microblog"
_EVENTS = (
    "object:announcement",
    "object:state-changed:focused",
    "object:state-changed:checked",
    "object:property-change:accessible-name",
)
_TOLD_STATES = ("checked", "focused", "focusable", "checkable", "showing", "enabled")
_DEEPEST = 40


class Reader:
    """Numbers the things that it saw last, so that one can be acted on."""

    def __init__(self) -> None:
        self._things: list[pyatspi.Accessible] = []
        self._rest = b""

    def run(self) -> None:
        pyatspi.Registry.registerEventListener(self._hear, *_EVENTS)
        GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, self._read)
        _say({"ready": True})
        pyatspi.Registry.start()

    def _read(self, source: int, _condition: int) -> bool:
        got = os.read(source, 65536)
        if not got:
            pyatspi.Registry.stop()
            return False
        *lines, self._rest = (self._rest + got).split(b"\n")
        for line in lines:
            try:
                answer = self._obey(json.loads(line))
            except (GLib.Error, LookupError, NotImplementedError) as error:
                # What was there a moment ago may be gone: who ordered looks again.
                answer = {"failed": f"{type(error).__name__}: {error}"}
            _say({"answer": answer})
        return True

    def _obey(self, order: dict[str, object]) -> object:
        verb, number = order["verb"], order.get("thing")
        if verb == "look":
            return self._look()
        assert isinstance(number, int)
        thing = self._things[number]
        if verb == "act":
            action = thing.queryAction()
            names = [action.getName(index).lower() for index in range(action.nActions)]
            return bool(action.doAction(names.index(str(order["action"]))))
        if verb == "write":
            return bool(thing.queryEditableText().setTextContents(str(order["text"])))
        raise LookupError(verb)

    def _look(self) -> list[dict[str, object]]:
        self._things = []
        desktop = pyatspi.Registry.getDesktop(0)
        desktop.clearCache()
        seen = []
        for application in desktop:
            if application is not None and application.name == _APPLICATION:
                seen += [self._told(thing, depth) for thing, depth in _walk(application, 0)]
        return seen

    def _told(self, thing: pyatspi.Accessible, depth: int) -> dict[str, object]:
        self._things.append(thing)
        return {"thing": len(self._things) - 1, "depth": depth, **_told_of(thing), "actions": _actions(thing)}

    def _hear(self, event: pyatspi.event.Event) -> None:
        told: dict[str, object] = {"event": str(event.type), "detail": event.detail1, "words": str(event.any_data)}
        try:
            told |= _told_of(event.source)
        except (GLib.Error, LookupError):
            told |= {"role": "gone", "name": "", "states": []}
        _say({"heard": told})


def _walk(thing: pyatspi.Accessible, depth: int) -> Iterator[tuple[pyatspi.Accessible, int]]:
    """What is on screen, in the order in which it is read."""
    thing.clearCache()
    if depth > 0 and not thing.getState().contains(pyatspi.STATE_VISIBLE):
        return
    yield thing, depth
    if depth < _DEEPEST:
        for index in range(thing.childCount):
            child = thing.getChildAtIndex(index)
            if child is not None:
                yield from _walk(child, depth + 1)


def _told_of(thing: pyatspi.Accessible) -> dict[str, object]:
    has = thing.getState().contains
    states = [state for state in _TOLD_STATES if has(getattr(pyatspi, f"STATE_{state.upper()}"))]
    return {"role": thing.getRoleName(), "name": thing.name, "description": thing.description, "states": states}


def _actions(thing: pyatspi.Accessible) -> list[str]:
    try:
        action = thing.queryAction()
    except NotImplementedError:
        return []
    return [action.getName(index).lower() for index in range(action.nActions)]


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(line)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    Reader().run()

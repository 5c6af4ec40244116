"""Exports as the server in memory makes them: one at a time, at the speed a test wants."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

Json = dict[str, Any]
Route = tuple[str, str, Callable[..., httpx.Response]]


def an_archive(**lists: list[Json]) -> bytes:
    """A ZIP with a profile and these lists, one row on each line."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("profile.json", json.dumps({"username": "susan"}))
        for name, rows in lists.items():
            archive.writestr(f"{name}.json", "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
    return packed.getvalue()


@dataclass
class FakeExports:
    """`states` are told one after another, the last one for ever; `file` is what is fetched."""

    states: list[tuple[str, int]] = field(default_factory=lambda: [("waiting", 0), ("running", 50), ("done", 100)])
    file: bytes = field(default_factory=lambda: an_archive(posts=[{"id": 1, "body": "from the server"}]))

    def routes(self) -> list[Route]:
        return [
            ("POST", r"/api/exports", lambda me, body, query: self._told()),
            ("GET", r"/api/exports/(\d+)", lambda me, body, query, id: self._told()),
            ("GET", r"/api/exports/(\d+)/file", lambda me, body, query, id: self._file()),
        ]

    def _told(self) -> httpx.Response:
        state, progress = self.states[0] if len(self.states) == 1 else self.states.pop(0)
        return httpx.Response(202, json={"id": 7, "state": state, "progress": progress})

    def _file(self) -> httpx.Response:
        return httpx.Response(200, stream=httpx.ByteStream(self.file))

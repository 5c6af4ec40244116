"""How far an export is, told while it is made: to the process that serves people, or to nobody."""

from __future__ import annotations

import asyncio
import sys
from typing import Protocol

from microblog_server.live.events import Announcement, job_changed
from microblog_server.live.publishing import Publisher


class Progress(Protocol):
    async def tell(self, change: Announcement) -> None: ...


class Untold:
    """For a worker that nobody listens to: people see the progress when they ask."""

    async def tell(self, change: Announcement) -> None:
        return


class ToReaders:
    """To the person's open streams."""

    def __init__(self, events: Publisher) -> None:
        self._events = events

    async def tell(self, change: Announcement) -> None:
        self._events.publish([change])


class ToParent:
    """One line of JSON on standard output for each change; the process that started us reads them."""

    async def tell(self, change: Announcement) -> None:
        await asyncio.to_thread(_print, change.to_json())


def export_changed(person_id: int, export_id: int) -> Announcement:
    return Announcement(job_changed(f"/api/exports/{export_id}"), people=(person_id,))


def parse(line: bytes) -> Announcement | None:
    """What a line of `ToParent` says; None for anything else."""
    try:
        return Announcement.from_json(line.decode("utf-8"))
    except (ValueError, TypeError):
        return None


def _print(line: str) -> None:
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except (BrokenPipeError, ValueError):
        # The reader is gone, and with it whoever would have been told.
        return

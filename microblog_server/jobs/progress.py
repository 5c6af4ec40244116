"""How far an export is, told while it is made: to the process that serves people, or to nobody."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ExportChanged:
    """What a `job` event says; the person reads the export itself at its address."""

    person_id: int
    export_id: int
    state: str
    progress: int


class Progress(Protocol):
    async def tell(self, change: ExportChanged) -> None: ...


class Untold:
    """For a worker that nobody listens to: people see the progress when they ask."""

    async def tell(self, change: ExportChanged) -> None:
        return


class ToParent:
    """One line of JSON on standard output for each change; the process that started us reads them."""

    async def tell(self, change: ExportChanged) -> None:
        await asyncio.to_thread(_print, json.dumps(asdict(change)))


def parse(line: bytes) -> ExportChanged | None:
    """What a line of `ToParent` says; None for anything else."""
    try:
        return ExportChanged(**json.loads(line))
    except (ValueError, TypeError):
        return None


def _print(line: str) -> None:
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except (BrokenPipeError, ValueError):
        # The reader is gone, and with it whoever would have been told.
        return

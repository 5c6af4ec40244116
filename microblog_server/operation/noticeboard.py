"""Where workers put their figures for each other: whichever of them is asked for metrics, it tells those of all."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from microblog_server.operation.metrics import Family, Metrics, of_worker

_EACH_S = 2.0
_decode = msgspec.json.Decoder(list[Family]).decode


@dataclass(frozen=True, slots=True)
class Noticeboard:
    """One file for each worker in a folder that the supervisor made."""

    folder: Path
    number: str

    def others(self) -> Iterator[Family]:
        for file in sorted(self.folder.glob("*.json")):
            if file.stem != self.number:
                yield from _decode(file.read_bytes())

    def put_up(self, metrics: Metrics) -> None:
        families = [of_worker(family, self.number) for family in metrics.families()]
        file = self.folder / f"{self.number}.json"
        written = file.with_suffix(".new")
        written.write_bytes(msgspec.json.encode(families))
        written.replace(file)

    @contextlib.asynccontextmanager
    async def kept(self, metrics: Metrics) -> AsyncIterator[None]:
        """Put up what is new every two seconds."""
        keeper = asyncio.get_running_loop().create_task(self._keep(metrics))
        try:
            yield
        finally:
            keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await keeper

    async def _keep(self, metrics: Metrics) -> None:
        while True:
            self.put_up(metrics)
            await asyncio.sleep(_EACH_S)

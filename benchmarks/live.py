"""From another person's send to the count of who gets it: by the stream, and by looking where a server has none.

A server and all clients share this computer, and the clients one event loop, that of the program, without windows.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.figures import Figure
from microblog_desktop.domain.server import Capability
from microblog_desktop.sync.live.pace import ACTIVE_EVERY_S
from microblog_desktop.sync.supervisor import Supervisor
from microblog_desktop.system.event_loop import ClientEventLoop
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.sync.person import Person

_BY_STREAM = 150
_LOOKERS = 12
_ROUNDS = 2
_MOST_BY_STREAM_MS = 300.0
_MOST_BY_LOOKING_MS = 10_000.0


@dataclass(frozen=True, slots=True)
class _Reached:
    """Somebody at a computer, and how the server knows them."""

    client: Person
    known_as: ApiPerson

    async def time_until_counted(self, sender: ApiPerson) -> float:
        """Milliseconds from before the send to the count."""
        unread = self.client.store.unread
        wanted = unread.messages() + 1
        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.to_thread(sender.write_to, self.known_as, "Are you there?"))
            await self.until(lambda: unread.messages() >= wanted)
            took = time.perf_counter() - began
        return 1000 * took

    async def until(self, is_so: Callable[[], object]) -> None:
        """Ask whenever the store tells that something changed."""
        is_done = asyncio.Event()
        forget = self.client.feed.subscribe(lambda _changes: is_done.set() if is_so() else None)
        if not is_so():
            await is_done.wait()
        forget()


def measure() -> list[Figure]:
    app = QApplication(["live", "-platform", "offscreen"])
    with (
        tempfile.TemporaryDirectory() as folder,
        ServerProcess(Path(folder)) as server,
        asyncio.Runner(loop_factory=lambda: ClientEventLoop(app)) as runner,
    ):
        told, looked = runner.run(_measure(Path(folder), server))
    return [
        *_figures("by the stream", told, _MOST_BY_STREAM_MS),
        *_figures("by looking", looked, _MOST_BY_LOOKING_MS),
    ]


def _figures(how: str, times: list[float], most: float) -> list[Figure]:
    slowest_twentieth = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return [
        Figure(f"{how}: middle", statistics.median(times), "ms"),
        Figure(f"{how}: 95 of 100 within", slowest_twentieth, "ms", target=most),
    ]


async def _measure(folder: Path, server: ServerProcess) -> tuple[list[float], list[float]]:
    dice = random.Random(6)
    bugs: list[Exception] = []
    async with Supervisor(bugs.append) as supervisor:
        listener = await _come(folder, server, supervisor, "listener", frozenset())
        no_stream = frozenset({Capability.STREAM})
        lookers = [await _come(folder, server, supervisor, f"looker{n}", no_stream) for n in range(_LOOKERS)]
        try:
            told = await _by_stream(listener, server.sign_up("john"), dice)
            looked = await asyncio.gather(
                *(_by_looking(one, server.sign_up(f"john{n}"), dice) for n, one in enumerate(lookers))
            )
        finally:
            for one in (listener, *lookers):
                await one.client.close()
    if bugs:
        raise bugs[0]
    return told, [took for times in looked for took in times]


async def _come(
    folder: Path, server: ServerProcess, supervisor: Supervisor, name: str, without: frozenset[Capability]
) -> _Reached:
    known_as = server.sign_up(name)
    client = Person(folder / name, server.url, supervisor, without)
    await client.sign_in(name)
    reached = _Reached(client, known_as)
    await reached.until(lambda: client.store.status.activity("conversations").since)
    return reached


async def _by_stream(listener: _Reached, sender: ApiPerson, dice: random.Random) -> list[float]:
    await listener.until(lambda: listener.client.store.status.activity("stream").is_busy)
    times = []
    for _ in range(_BY_STREAM):
        times.append(await listener.time_until_counted(sender))
        await asyncio.sleep(dice.uniform(0.05, 0.3))
    return times


async def _by_looking(looker: _Reached, sender: ApiPerson, dice: random.Random) -> list[float]:
    """At any moment between two looks."""
    times = []
    for _ in range(_ROUNDS):
        await asyncio.sleep(dice.uniform(0, ACTIVE_EVERY_S))
        times.append(await looker.time_until_counted(sender))
    return times

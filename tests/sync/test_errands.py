"""What is asked for is done once, in order, and the board tells how it went (sync/errands.py)."""

from __future__ import annotations

from microblog_desktop.api.server import Server
from microblog_desktop.sync.errands import Errand, Errands
from microblog_desktop.sync.link import Link
from tests.sync.conftest import Bench


async def test_what_is_asked_for_twice_while_it_waits_is_done_once_and_as_asked_last(bench: Bench) -> None:
    done: list[str] = []

    def errand(word: str) -> Errand:
        async def run(_server: Server) -> None:
            done.append(word)

        return run

    link: Link = bench.sync._link
    errands = Errands(link, bench.store.status)
    for name, word in (("a", "first"), ("b", "second"), ("a", "third")):
        errands.ask(name, errand(word))
    assert bench.store.status.activity("a").is_busy
    await bench.start()
    bench.supervisor.keep_running("errands", errands.run)
    await bench.quiet()
    assert done == ["third", "second"]
    assert not bench.store.status.activity("a").is_busy

"""Bubbles on a real D-Bus, at a real daemon (sync/attention/desktop_bubbles.py)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from microblog_desktop.domain.attention import Bubble, Opens, Target
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.sync.attention.desktop_bubbles import BubbleError, DesktopBubbles
from tests.fakes.desktop import Desktop
from tests.sessions import session_bus

pytestmark = pytest.mark.needs("dbus")

ICON = Path(__file__).parents[3] / "resources" / "app-icon.svg"
JOHN = PersonId("2")
HELLO = Bubble(
    "1:1", "John", "안녕하세요 <b>you</b> & me", Target(Opens.CONVERSATION, person=JOHN), JOHN, "Reply", "Send"
)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with session_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def desktop(bus: str) -> Iterator[Desktop]:
    desktop = Desktop(bus, "notifications")
    yield desktop
    desktop.die()


class Heard:
    def __init__(self) -> None:
        self.clicks: list[Bubble] = []
        self.replies: list[tuple[Bubble, str]] = []


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def bubbles(heard: Heard) -> AsyncIterator[DesktopBubbles]:
    bubbles = DesktopBubbles(
        "Microblog", ICON, heard.clicks.append, lambda bubble, text: heard.replies.append((bubble, text)), 1.0
    )
    yield bubbles
    await bubbles.close()


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not is_so():
            await asyncio.sleep(0.01)


async def test_the_text_arrives_and_can_be_answered(desktop: Desktop, bubbles: DesktopBubbles) -> None:
    await bubbles.show(HELLO)
    await until(lambda: desktop.all("shown"))
    shown = desktop.all("shown")[0]
    assert (shown["app"], shown["title"], shown["body"]) == ("Microblog", "John", "안녕하세요 <b>you</b> & me")
    assert shown["actions"][0] == "default"
    assert "inline-reply" in shown["actions"]
    assert shown["hints"]["urgency"] == 1, "urgent ones would break through do-not-disturb"


async def test_a_daemon_that_reads_markup_shows_the_text_as_it_was_written(bus: str, bubbles: DesktopBubbles) -> None:
    desktop = Desktop(bus, "notifications", "markup")
    await bubbles.show(HELLO)
    await until(lambda: desktop.all("shown"))
    assert desktop.all("shown")[0]["body"] == "안녕하세요 &lt;b&gt;you&lt;/b&gt; &amp; me"
    desktop.die()


async def test_a_click_comes_back_once(desktop: Desktop, bubbles: DesktopBubbles, heard: Heard) -> None:
    await bubbles.show(HELLO)
    await asyncio.to_thread(desktop.do, "click", id=1)
    await asyncio.to_thread(desktop.do, "click", id=1)
    await until(lambda: heard.clicks)
    await bubbles.show(replace(HELLO, key="1:2"))  # the daemon keeps the order, so a second click would be here by now
    assert heard.clicks == [HELLO]


async def test_a_reply_comes_back_once(desktop: Desktop, bubbles: DesktopBubbles, heard: Heard) -> None:
    await bubbles.show(HELLO)
    await asyncio.to_thread(desktop.do, "reply", id=1, text="네, 곧 가요")
    await asyncio.to_thread(desktop.do, "reply", id=1, text="네, 곧 가요")
    await until(lambda: heard.replies)
    await bubbles.show(replace(HELLO, key="1:2"))
    assert heard.replies == [(HELLO, "네, 곧 가요")]


async def test_one_takes_the_place_of_the_one_before(desktop: Desktop, bubbles: DesktopBubbles) -> None:
    await bubbles.show(HELLO)
    await bubbles.show(replace(HELLO, body="and now?"))
    await until(lambda: len(desktop.all("shown")) == 2)
    assert [event["body"] for event in desktop.standing()] == ["and now?"]


async def test_what_was_read_is_withdrawn(desktop: Desktop, bubbles: DesktopBubbles) -> None:
    await bubbles.show(HELLO)
    await bubbles.withdraw(HELLO.key)
    await bubbles.withdraw(HELLO.key)
    await until(lambda: desktop.all("closed"))
    assert desktop.standing() == []


async def test_at_the_end_nothing_stands_there_that_nobody_would_answer(
    desktop: Desktop, bubbles: DesktopBubbles
) -> None:
    await bubbles.show(HELLO)
    await bubbles.show(replace(HELLO, key="1:2"))
    await bubbles.close()
    await until(lambda: len(desktop.all("closed")) == 2)


@pytest.mark.usefixtures("bus")
async def test_a_desktop_without_a_daemon_is_a_problem_in_words(bubbles: DesktopBubbles) -> None:
    with pytest.raises(BubbleError) as caught:
        await bubbles.show(HELLO)
    assert caught.value.problem.kind is ProblemKind.NO_BUBBLES


async def test_a_computer_without_a_bus_is_one_too(bubbles: DesktopBubbles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    for _again in range(2):
        with pytest.raises(BubbleError):
            await bubbles.show(HELLO)


async def test_a_daemon_that_died_and_came_back_shows_the_next(bus: str, bubbles: DesktopBubbles) -> None:
    first = Desktop(bus, "notifications")
    await bubbles.show(HELLO)
    first.die()
    with pytest.raises(BubbleError):
        await bubbles.show(replace(HELLO, key="1:2"))
    second = Desktop(bus, "notifications")
    await bubbles.show(replace(HELLO, key="1:3", body="again"))
    await until(lambda: [event["body"] for event in second.all("shown")] == ["again"])
    second.die()


async def test_a_bus_that_broke_and_came_back_is_found_again(
    bubbles: DesktopBubbles, monkeypatch: pytest.MonkeyPatch
) -> None:
    for body in ("one", "two"):
        with session_bus() as address:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
            desktop = Desktop(address, "notifications")
            await bubbles.show(replace(HELLO, body=body))
            await until(partial(desktop.all, "shown"))
            assert [event["body"] for event in desktop.all("shown")] == [body]
            desktop.die()
        await asyncio.sleep(0.01)  # the loop sees that the bus has gone


async def test_a_slow_daemon_is_not_waited_for_longer_than_patience(desktop: Desktop, bubbles: DesktopBubbles) -> None:
    await asyncio.to_thread(desktop.do, "be_slow", s=60)
    with pytest.raises(BubbleError):
        await bubbles.show(HELLO)

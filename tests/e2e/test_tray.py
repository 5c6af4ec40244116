"""The program beside a real tray: Xvfb with a window manager, and a desktop on a session bus of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from microblog_desktop.commands import settings
from microblog_desktop.domain.attention import OnClose
from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.e2e.windowed import running_client, sign_in, until
from tests.fakes.desktop import Desktop
from tests.sessions import managed_screen, session_bus
from tests.waiting import wait_until

pytestmark = [pytest.mark.needs(part) for part in ("dbus", "xvfb", "xcb", "xdotool", "openbox")]

NewPerson = Callable[[str], ApiPerson]
_PATIENCE_S = 30.0


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with managed_screen() as name:
        monkeypatch.setenv("DISPLAY", name)
        yield name


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with session_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
async def profile(tmp_path: Path, server: ServerProcess, new_person: NewPerson) -> Path:
    """Of somebody with two unread messages, who closes into the tray."""
    ann, ben = new_person("ann"), new_person("ben")
    ben.write_to(ann, "one")
    ben.write_to(ann, "two")
    async with running_client(tmp_path) as running:
        account = await sign_in(running, server.url, ann)
        settings.choose_on_close(running.client.shared.profile, OnClose.TRAY)
        await until("the messages", lambda: account.me.unread_messages == 2)
    return tmp_path


@contextmanager
def desktop_on(bus: str, *parts: str) -> Iterator[Desktop]:
    desktop = Desktop(bus, *parts)
    try:
        yield desktop
    finally:
        desktop.die()


@contextmanager
def program(profile: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "microblog_desktop", "--profile", str(profile), *arguments]
    process = subprocess.Popen(command, env=os.environ | {"QT_QPA_PLATFORM": "xcb"}, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        code = process.wait(_PATIENCE_S)
    assert code == 0


def windows() -> list[str]:
    """The titles of our windows that can be seen."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "Microblog", "getwindowname", "%@"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    return [title for title in found.stdout.splitlines() if title.endswith("Microblog")]


def close_window() -> None:
    """As its button and the window manager do; a panel over it, which asks to sign in again, is closed first."""
    find = ["xdotool", "search", "--onlyvisible", "--name", "Microblog"]
    deadline = time.monotonic() + _PATIENCE_S
    while windows():
        assert time.monotonic() < deadline, "the window stays open"
        subprocess.run([*find, "windowactivate", "key", "alt+F4"], check=False, capture_output=True)
        time.sleep(0.3)


@pytest.mark.usefixtures("display")
async def test_a_program_without_a_window_has_an_icon_or_gets_a_window(bus: str, profile: Path) -> None:
    with desktop_on(bus, "tray") as desktop, program(profile, "--hidden"):
        wait_until("the icon", lambda: desktop.all("icon"))
        wait_until("the count at the task bar", lambda: [one["count"] for one in desktop.all("badge")][-1:] == [2])
        assert windows() == []
        icon = desktop.all("icon")[0]["service"]
        desktop.do("click_icon", service=icon)
        wait_until("the window", lambda: windows() == ["(2) Microblog"])
        close_window()
        again = subprocess.run([sys.executable, "-m", "microblog_desktop", "--profile", str(profile)], check=False)
        assert again.returncode == 0
        wait_until("a second start to bring it forward", lambda: windows() == ["(2) Microblog"])
        close_window()
        desktop.do("no_tray")
        wait_until("the window to come back without its icon", lambda: windows() == ["(2) Microblog"])
        desktop.do("tray")
        wait_until("the icon in the next tray", lambda: len(desktop.all("icon")) > 1)


@pytest.mark.usefixtures("display")
async def test_without_a_tray_hidden_is_not_hidden_and_closing_closes(bus: str, profile: Path) -> None:
    with desktop_on(bus, "notifications"), program(profile, "--hidden") as process:
        wait_until("the window", lambda: windows() == ["(2) Microblog"])
        close_window()
        assert process.wait(_PATIENCE_S) == 0

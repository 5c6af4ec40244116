"""The program under Wayland: a compositor inside an X server, whose keyboard and mouse are its seat."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from microblog_desktop.app.startup import APP_ID
from tests.architecture.tree import ROOT
from tests.e2e.server_process import PASSWORD, ApiPerson, ServerProcess
from tests.e2e.typing_desk import Client, TypingDesk
from tests.sessions import bare_screen, session_bus

NewPerson = Callable[[str], ApiPerson]
pytestmark = [pytest.mark.needs(part) for part in ("dbus", "xvfb", "xdotool", "sway")]
_NOBODY = 65534
_WINDOW = """default_border none
focus_on_window_activation focus
output X11-1 mode --custom 1400x900
"""


class WaylandDesk(TypingDesk):
    """Its one screen is a window of the X server; `said` is what the client and the compositor said to each other."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        # No window manager: the compositor's window fills the screen, and the client's fills that.
        self._stack, self._folder = stack, folder
        self._environment = os.environ | {"DISPLAY": stack.enter_context(bare_screen())}
        self._environment["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(session_bus(self._environment))
        # Short, since a socket's name must be, and open to the user that the compositor runs as.
        self._shared = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sway-")))
        (self._shared / "config").write_text(_WINDOW)
        self._start_compositor()
        self._wayland = {
            "WAYLAND_DISPLAY": str(next(self._shared.glob("wayland-?"))),
            "QT_QPA_PLATFORM": "wayland",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONPATH": str(ROOT),
        }

    @property
    def said(self) -> str:
        return (self._folder / "screen.log").read_text(errors="replace")

    @property
    def in_front(self) -> tuple[str, str] | None:
        """The app id and the title of the window that has the keyboard."""
        return _focused(json.loads(self._sway("-t", "get_tree")))

    def open_client_of_wayland(self, server: str) -> Client:
        command = [sys.executable, "-m", "tests.e2e.typing_client", str(self._folder / "profile"), server]
        return Client(self._run(command, {**self._wayland, "WAYLAND_DEBUG": "1"}))

    def start_again(self, token: str = "") -> None:
        command = [sys.executable, "-m", "microblog_desktop", "--profile", str(self._folder / "profile")]
        extra = {"XDG_ACTIVATION_TOKEN": token} if token else {}
        subprocess.run(command, env={**self._environment, **self._wayland, **extra}, check=True, timeout=30)

    def _start_compositor(self) -> None:
        command = ["sway", "--config", str(self._shared / "config")]
        if os.geteuid() == 0:
            # It refuses to run as root.
            os.chown(self._shared, _NOBODY, _NOBODY)
            user = [f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
            command = ["setpriv", *user, *command]
        self._run(command, {"XDG_RUNTIME_DIR": str(self._shared), "WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman"})
        _wait("the compositor", lambda: [*self._shared.glob("sway-ipc*"), *self._shared.glob("wayland-?")][1:])
        _wait("its screen", lambda: json.loads(self._sway("-t", "get_outputs")))

    def _sway(self, *order: str) -> str:
        socket = next(self._shared.glob("sway-ipc*"))
        asked = subprocess.run(["swaymsg", "-r", "-s", str(socket), *order], check=True, capture_output=True, text=True)
        return asked.stdout


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[WaylandDesk]:
    with ExitStack() as stack:
        yield WaylandDesk(stack, tmp_path)


def test_keys_menus_and_second_starts_work_under_wayland(
    desk: WaylandDesk, server: ServerProcess, new_person: NewPerson
) -> None:
    ann = new_person("ann")
    client = desk.open_client_of_wayland(server.url)
    client.ask("sign_in", url=server.url, username=ann.username, password=PASSWORD)
    client.until_words("Nothing here yet")
    client.ask("send_at_once")
    _wait("the window", lambda: desk.in_front == (APP_ID, "Microblog"))
    assert (ROOT / "resources" / "desktop" / "linux" / f"{APP_ID}.desktop").exists()

    desk.click(client, "New post")
    client.until("the box to write in", lambda seen: seen.kind == "WritingBox")
    desk.keys("typed for real")
    client.until("the words", lambda seen: seen.text == "typed for real")
    desk.type("ctrl+Return")
    client.wait("the post", lambda: "typed for real" in ann.posts_of(ann))

    desk.click(client, next(label for label in client.ask("labels") if label.startswith("Account menu")))
    client.wait("the menu", lambda: "get_popup" in desk.said)
    time.sleep(0.3)
    assert "popup_done" not in desk.said
    desk.type("Escape")
    client.wait("the menu to go", lambda: re.search(r"xdg_popup@\d+.destroy", desk.said))

    client.ask("other_window")
    _wait("the other window", lambda: desk.in_front == (APP_ID, "Other"))
    desk.start_again("from the launcher")
    client.wait("the token", lambda: 'activate("from the launcher"' in desk.said)
    assert desk.in_front == (APP_ID, "Other"), "the compositor gave no such token"
    desk.start_again()
    _wait("the window to come forward", lambda: desk.in_front == (APP_ID, "Microblog"))


def _focused(node: dict[str, Any]) -> tuple[str, str] | None:
    if node["focused"] and "app_id" in node:
        return node["app_id"], node["name"]
    return next(filter(None, map(_focused, node["nodes"] + node["floating_nodes"])), None)


def _wait(what: str, is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline, f"waited for {what}"
        time.sleep(0.05)

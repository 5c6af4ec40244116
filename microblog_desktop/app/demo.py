"""The demonstration: a server of our own with a community in it, ended with the client.

The server runs as its own process; it ends when its standard input closes, so
it ends with us however we end.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from microblog_desktop.app.options import Options
from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.secret import Secret

if TYPE_CHECKING:
    from microblog_desktop.app.running import Running

USERNAME = "susan"
PASSWORD = "demo"
_LISTENING = "listening on "


class DemoFailedError(Exception):
    """The demonstration server did not start; the text says what it printed last."""


def run_demo(options: Options, arguments: list[str]) -> int:
    """Start the server, open the client signed in, and end both; with a profile, everything is kept there."""
    from microblog_desktop.app.startup import start

    with tempfile.TemporaryDirectory(prefix="microblog-demo-profile-") as throw_away:
        profile = options.profile or Path(throw_away)
        print("Starting the demonstration server …", flush=True)
        try:
            with DemoServer(options.profile / "demo-server" if options.profile else None) as demo:
                print(
                    f"The server is at {demo.url}; sign in there as {USERNAME} with the password {PASSWORD}.",
                    flush=True,
                )
                here = replace(options, profile=profile, server=demo.url, username=USERNAME)
                return start(here, arguments, partial(_sign_in, demo.url))
        except DemoFailedError as error:
            print(f"The demonstration server did not start:\n{error}", file=sys.stderr)
            return 1


async def _sign_in(url: str, running: Running) -> None:
    """As a person would on the card, but the token is kept in memory only: a demonstration leaves no traces."""
    client, password = running.client, Secret(PASSWORD)
    if client.account is not None:
        client.account.sync.sign_in_again(password)
    elif client.sign_in is not None:
        client.sign_in.sync.sign_in(url, USERNAME, password, VaultChoice(VaultKind.SESSION))


class DemoServer:
    """A running server with demonstration data, in `folder` or in a folder thrown away at the end."""

    def __init__(self, folder: Path | None = None) -> None:
        self._throw_away = tempfile.TemporaryDirectory(prefix="microblog-demo-") if folder is None else None
        self._folder = folder or Path(self._throw_away.name if self._throw_away else "")
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        database = self._folder / "demo.db"
        if not database.exists():
            self._run_to_the_end("demo-data", "--database", f"sqlite:///{database}")
        self._process = self._spawn(
            "run", "--port", str(self._port()), "--live", "--exit-with-stdin", "--database", f"sqlite:///{database}"
        )
        self.url = self._wait_until_it_listens()
        self._port_file.write_text(self.url.rpartition(":")[2], encoding="utf-8")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        if self._throw_away is not None:
            self._throw_away.cleanup()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.communicate()

    def _run_to_the_end(self, *arguments: str) -> None:
        process = self._spawn(*arguments)
        process.communicate()
        if process.returncode != 0:
            raise DemoFailedError(self._last_words())

    def _spawn(self, *arguments: str) -> subprocess.Popen[str]:
        # The log goes to a file: a pipe that nobody reads would fill up and stop the server.
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "microblog_server", *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def _wait_until_it_listens(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(_LISTENING):
                return line.removeprefix(_LISTENING).strip()
        self._end()
        raise DemoFailedError(self._last_words())

    def _port(self) -> int:
        """The port of last time if it is free, so that a kept profile finds its server again; else any."""
        try:
            port = int(self._port_file.read_text(encoding="utf-8"))
            with socket.create_server(("127.0.0.1", port)):
                return port
        except (OSError, ValueError, OverflowError):
            return 0

    @property
    def _port_file(self) -> Path:
        return self._folder / "port"

    @property
    def _log(self) -> Path:
        return self._folder / "server.log"

    def _last_words(self) -> str:
        return "\n".join(self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])

"""The demonstration: a server of our own with a community in it, ended with the client.

The server runs as its own process; it ends when its standard input closes, so
it ends with us however we end.
"""

from __future__ import annotations

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
from microblog_desktop.system.local_server import NO_CONSOLE, LocalServer, LocalServerError, server_program
from microblog_desktop.system.paths import private_folder

if TYPE_CHECKING:
    from microblog_desktop.app.account.live import LiveAccount
    from microblog_desktop.app.client import Client
    from microblog_desktop.app.running import Running

USERNAME = "susan"
SECOND_USERNAME = "john"
PASSWORD = "demo"


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
    sign_in_here(url, running.client)


def sign_in_here(url: str, client: Client) -> None:
    """Whoever of a kept demonstration was signed in is so again, also those that nobody looks at: each once."""
    password = Secret(PASSWORD)
    waiting = {account.id for account in client.shared.profile.accounts.all() if account.server.url == url}

    def go_on(live: LiveAccount) -> None:
        if live.id in waiting:
            waiting.discard(live.id)
            live.sync.sign_in_again(password)

    # The files of those that are not on screen are opened later.
    client.account_live.connect(go_on)
    for live in client.accounts:
        go_on(live)
    if client.sign_in is not None:
        client.sign_in.sync.sign_in(url, USERNAME, password, VaultChoice(VaultKind.SESSION))


class DemoServer:
    """A running server with demonstration data, in `folder` or in a folder thrown away at the end."""

    def __init__(self, folder: Path | None = None) -> None:
        self._throw_away = tempfile.TemporaryDirectory(prefix="microblog-demo-") if folder is None else None
        self._folder = folder or Path(self._throw_away.name if self._throw_away else "")
        self._server = LocalServer(self._folder, self._command)
        self.url = ""

    def __enter__(self) -> Self:
        """Raises `DemoFailedError`."""
        private_folder(self._folder)
        if not self._database.exists():
            self._load()
        try:
            self.url = self._server.start()
        except LocalServerError as error:
            raise DemoFailedError(str(error)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()
        if self._throw_away is not None:
            self._throw_away.cleanup()

    def _load(self) -> None:
        command = [*server_program(), "demo-data", *self._database_option]
        loaded = subprocess.run(command, check=False, capture_output=True, text=True, creationflags=NO_CONSOLE)
        if loaded.returncode != 0:
            raise DemoFailedError(loaded.stderr.strip())

    def _command(self, port: int) -> tuple[str, ...]:
        listening = ("--host", "127.0.0.1", "--port", str(port), "--exit-with-stdin")
        return (*server_program(), "run", "--live", *listening, *self._database_option)

    @property
    def _database(self) -> Path:
        return self._folder / "demo.db"

    @property
    def _database_option(self) -> tuple[str, str]:
        return "--database", f"sqlite:///{self._database.as_posix()}"

"""The demonstration: a server of our own with a community in it, ended with the client.

The server runs as its own process; it ends when its standard input closes, so
it ends with us however we end.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

USERNAME = "susan"
PASSWORD = "demo"
_LISTENING = "listening on "


class DemoFailedError(Exception):
    """The demonstration server did not start; the text says what it printed last."""


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
            "run", "--port", "0", "--live", "--exit-with-stdin", "--database", f"sqlite:///{database}"
        )
        self.url = self._wait_until_it_listens()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.communicate()
        if self._throw_away is not None:
            self._throw_away.cleanup()

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
        raise DemoFailedError(self._last_words())

    @property
    def _log(self) -> Path:
        return self._folder / "server.log"

    def _last_words(self) -> str:
        return "\n".join(self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])

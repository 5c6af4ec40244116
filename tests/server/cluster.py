"""A throw-away PostgreSQL cluster: made in a folder, reached through a Unix socket there, gone with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

# PostgreSQL refuses to run as root; Debian's package makes this account.
_ACCOUNT = "postgres"
_OWNER = "postgres"
# Nothing in it has to outlast a power cut.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_FIXED = {
    "listen_addresses": "",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "max_connections": "60",
}


class Cluster:
    """Use it as a context; `url` of a database, `psql` for everything else."""

    def __init__(self, settings: Mapping[str, str] | None = None) -> None:
        self._settings = _FIXED | dict(CARELESS if settings is None else settings)
        self._programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
        # A short path: the socket's may have 107 bytes.
        self._folder = Path(tempfile.mkdtemp(prefix="microblog-pg-"))

    def __enter__(self) -> Self:
        if os.geteuid() == 0:
            shutil.chown(self._folder, _ACCOUNT)
        options = " ".join(f"-c {name}='{value}'" for name, value in self._settings.items())
        data, log = str(self._folder / "data"), str(self._folder / "log")
        self._run("initdb", "-D", data, "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self._run("pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", f"{options} -k {self._folder}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self._folder / "data"))
        shutil.rmtree(self._folder)

    def url(self, database: str) -> str:
        return f"postgresql://{_OWNER}@/{database}?host={self._folder}"

    def psql(self, *statements: str, database: str = "postgres") -> str:
        """Run the statements one by one; return what they print, unaligned."""
        commands = [part for statement in statements for part in ("-c", statement)]
        quiet = ("-X", "-q", "-v", "ON_ERROR_STOP=1", "-A", "-t")
        return self._run("psql", *quiet, *self._who(database), *commands)

    def psql_script(self, script: str, *, database: str) -> None:
        self._run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *self._who(database), given=script)

    def run(self, program: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs (pg_dump, pg_restore) on this cluster."""
        return self._run(program, "-h", str(self._folder), "-U", _OWNER, *arguments)

    def _who(self, database: str) -> tuple[str, ...]:
        return ("-h", str(self._folder), "-U", _OWNER, "-d", database)

    def _run(self, program: str, *arguments: str, given: str = "") -> str:
        done = subprocess.run(
            [str(self._programs / program), *arguments],
            check=False,
            input=given,
            stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
            # pg_ctl's child would hold a pipe open for as long as it runs.
            stderr=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
            text=True,
            cwd="/",
            user=_ACCOUNT if os.geteuid() == 0 else None,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed with {done.returncode}: {done.stderr}")
        return done.stdout or ""

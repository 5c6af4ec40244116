"""Put everything the person wrote into a file: the server's part where it makes one, else what this computer has.

What waits here and was not sent is always ours to add.
"""

from __future__ import annotations

import functools
import logging
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable
from contextlib import ExitStack, aclosing, suppress
from datetime import datetime
from errno import EDQUOT, ENOSPC
from pathlib import Path

from microblog_desktop.api.errors import ApiError, BadAnswer
from microblog_desktop.api.server import Server
from microblog_desktop.domain.export import ExportProgress, ExportStage, RemoteExport, RemoteExportState
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.server import Capability
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account.export_reading import ExportReader
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.export_board import EXPORT
from microblog_desktop.sync.exports.archive import Contents, ExportRow, server_lists, server_profile, write_archive
from microblog_desktop.sync.link import Link
from microblog_desktop.sync.session.daemon_thread import in_daemon_thread

log = logging.getLogger(__name__)

_LOOK_EVERY_S = 1.0
_NOT_AN_EXPORT = (zipfile.BadZipFile, zlib.error, ValueError, LookupError, EOFError, RuntimeError)
_MADE, _FETCHED = 60, 80
"""Of a hundred: when the server has made its part, and when that is here."""


class ExportSync:
    """One export at a time."""

    def __init__(self, link: Link, store: AccountStore) -> None:
        self._link = link
        self._store = store
        self._bell = link.bell()
        self._pause = link.bell()
        self._folder: Path | None = None

    def start(self, folder: Path) -> None:
        """Write the file into this folder; `store.exports` tells how far it is. While one is written, it is that."""
        if self._folder is None and not self._store.status.activity(EXPORT).is_busy:
            self._folder = folder
            self._store.status.begin(EXPORT)
            self._store.exports.show(ExportProgress(ExportStage.ASKING))
            self._bell.ring()

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        while True:
            folder, self._folder = self._folder, None
            if folder is None:
                await self._bell.wait()
            else:
                await self._make(folder)

    async def _make(self, folder: Path) -> None:
        fetched = folder / f".microblog-export-{os.getpid()}.part"
        try:
            is_fetched = await self._fetch(fetched)
            self._show(ExportStage.WRITING, _FETCHED)
            target = _free_name(folder, self._link.account.username, self._link.now())
            write = functools.partial(self._write, target, fetched if is_fetched else None)
            is_whole = await in_daemon_thread(write)
        except StoreError as error:
            self._fail(error.problem)
        except OSError as error:
            log.warning("the export could not be written: %s", type(error).__name__)
            self._fail(_problem_of(error))
        else:
            self._store.exports.show(ExportProgress(ExportStage.DONE, 100, str(target), is_whole))
            self._store.status.succeed(EXPORT)
        finally:
            with suppress(OSError):
                fetched.unlink(missing_ok=True)

    async def _fetch(self, file: Path) -> bool:
        """Have the server make its part and fetch it; tells whether it did. Raises `OSError`."""
        server = self._link.server
        if server is None or not server.description.can(Capability.EXPORTS):
            return False
        try:
            made = await self._have_made(server)
            self._show(ExportStage.FETCHING, _MADE)
            with file.open("wb") as part:
                async with aclosing(server.export_file(made.id)) as chunks:
                    async for chunk in chunks:
                        part.write(chunk)
            return zipfile.is_zipfile(file)
        except ApiError as error:
            # What is here is better than nothing, and the file says that it is not all.
            log.info("the server's part of the export: %s", self._link.note(error).kind.value)
            return False

    async def _have_made(self, server: Server) -> RemoteExport:
        made = await server.start_export(idempotency_key=os.urandom(16).hex())
        while made.state in (RemoteExportState.WAITING, RemoteExportState.RUNNING):
            self._show(ExportStage.ASKING, made.percent * _MADE // 100)
            await self._pause.wait(_LOOK_EVERY_S)
            made = await server.export(made.id)
        if made.state is RemoteExportState.FAILED:
            raise BadAnswer("the server could not make the export")
        return made

    def _show(self, stage: ExportStage, percent: int) -> None:
        self._store.exports.show(ExportProgress(stage, percent))

    def _fail(self, problem: Problem) -> None:
        self._store.exports.show(ExportProgress(ExportStage.FAILED))
        self._store.status.fail(EXPORT, problem)

    def _write(self, target: Path, fetched: Path | None) -> bool:
        """In a thread: nothing of the store but its file is touched. Tells whether the server's part is in."""
        if fetched is not None:
            try:
                self._pack(target, fetched)
            except _NOT_AN_EXPORT as error:
                log.warning("the server's part of the export cannot be read: %s", type(error).__name__)
            else:
                return True
        self._pack(target, None)
        return False

    def _pack(self, target: Path, fetched: Path | None) -> None:
        with ExitStack() as open_files:
            reader = ExportReader(self._store.path, self._store.me)
            open_files.callback(reader.close)
            if fetched is None:
                profile, lists = reader.profile(), _own_lists(reader)
            else:
                archive = open_files.enter_context(zipfile.ZipFile(fetched))
                profile, lists = server_profile(archive), server_lists(archive)
            lists |= {"drafts.json": reader.drafts, "unsent.json": reader.unsent}
            note = "" if fetched is not None else _not_whole()
            write_archive(target, Contents(profile, lists, _words(), note), lambda _rows: None)


def _own_lists(reader: ExportReader) -> dict[str, Callable[[], Iterable[ExportRow]]]:
    return {"posts.json": reader.posts, "bookmarks.json": reader.bookmarks, "messages.json": reader.messages}


def _words() -> dict[str, str]:
    return {
        "title": _("My microblog"),
        "posts.json": _("Posts"),
        "bookmarks.json": _("Bookmarks"),
        "messages.json": _("Messages"),
    }


def _not_whole() -> str:
    return _("Only what was saved on one computer is in this file: the server could not add the rest.")


def _free_name(folder: Path, username: str, now: datetime) -> Path:
    """A name that no file has, made of letters and numbers."""
    who = "".join(letter for letter in username if letter.isalnum() or letter in "-_")[:40] or "me"
    base = f"microblog-{who}-{now:%Y-%m-%d}"
    names = (f"{base}.zip", *(f"{base}-{number}.zip" for number in range(2, 1000)))
    return next((folder / name for name in names if not (folder / name).exists()), folder / f"{base}-{now:%H%M%S}.zip")


def _problem_of(error: OSError) -> Problem:
    is_full = error.errno in (ENOSPC, EDQUOT)
    return Problem(ProblemKind.DISK_FULL if is_full else ProblemKind.FILE_NOT_WRITTEN, may_retry=True)

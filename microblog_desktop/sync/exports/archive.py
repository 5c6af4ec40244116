"""The file of an export: JSON for programs, one page of HTML for people, in a ZIP.

Lists are passed through row by row: a life's posts do not have to fit into memory.
"""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import IO

ExportRow = dict[str, object]
Told = Callable[[int], None]

_LISTS = ("posts.json", "bookmarks.json", "messages.json")
_TOLD_EVERY = 200
_LIST_NAME = re.compile(r"[a-z][a-z_-]{0,40}\.json")
_LONGEST_LINE = 4 << 20
_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#16191f}"
    "article{border-bottom:1px solid #e3e6ec;padding:.7em 0;white-space:pre-wrap;overflow-wrap:anywhere}"
    "small{display:block;color:#667085}h2{margin-top:2em}"
    "@media(prefers-color-scheme:dark){body{background:#14161b;color:#e9ebf0}article{border-color:#2c313b}"
    "small{color:#9aa3b2}}"
)


class Contents:
    """What goes in: lists by their names in the archive, and the words of the page for people."""

    def __init__(
        self,
        profile: ExportRow,
        lists: Mapping[str, Callable[[], Iterable[ExportRow]]],
        words: Mapping[str, str],
        note: str,
    ) -> None:
        """`words` has the title and the heading of each list, for a person; `note` says what is missing."""
        self.profile = profile
        self.lists = lists
        self.words = words
        self.note = note


def server_lists(archive: zipfile.ZipFile) -> dict[str, Callable[[], Iterable[ExportRow]]]:
    """The lists of an archive that a server made: one row on each line.

    Reading one raises `ValueError` or an error of `zipfile` where it is no such thing.
    """
    names = [name for name in archive.namelist() if _LIST_NAME.fullmatch(name) and name != "profile.json"]
    return {name: lambda name=name: _rows_of(archive, name) for name in names}  # type: ignore[misc]  # one name each


def server_profile(archive: zipfile.ZipFile) -> ExportRow:
    found = json.loads(archive.read("profile.json"))
    return found if isinstance(found, dict) else {}


def write_archive(target: Path, contents: Contents, told: Told) -> None:
    """Write the file; until it is whole it has another name. `told` hears now and then how many rows are in.

    Raises `OSError`.
    """
    part = target.with_name(target.name + ".part")
    is_whole = False
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("profile.json", json.dumps(contents.profile, ensure_ascii=False, indent=2))
            for name, rows in contents.lists.items():
                with archive.open(name, "w", force_zip64=True) as entry:
                    _write_list(entry, rows(), told)
            with archive.open("index.html", "w", force_zip64=True) as entry:
                _write_page(entry, contents)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
        is_whole = True
    finally:
        if not is_whole:
            with suppress(OSError):
                part.unlink()


def _rows_of(archive: zipfile.ZipFile, name: str) -> Iterator[ExportRow]:
    with archive.open(name) as entry:
        lines = io.TextIOWrapper(entry, encoding="utf-8")
        while line := lines.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise ValueError("a row without an end")
            row = line.strip().rstrip(",")
            if row.startswith("{"):
                yield json.loads(row)


def _write_list(entry: IO[bytes], rows: Iterable[ExportRow], told: Told) -> None:
    before, count = "[\n", 0
    for count, row in enumerate(rows, start=1):
        entry.write((before + json.dumps(row, ensure_ascii=False)).encode("utf-8", "replace"))
        before = ",\n"
        if count % _TOLD_EVERY == 0:
            told(_TOLD_EVERY)
    entry.write(b"[]\n" if not count else b"\n]\n")
    told(count % _TOLD_EVERY)


def _write_page(entry: IO[bytes], contents: Contents) -> None:
    def write(words: str) -> None:
        entry.write(words.encode("utf-8", "replace"))

    title = escape(contents.words["title"])
    write(f'<!doctype html><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style><h1>{title}</h1>')
    if contents.note:
        write(f"<p>{escape(contents.note)}</p>")
    for name in _LISTS:
        if name not in contents.lists:
            continue
        write(f"<h2>{escape(contents.words[name])}</h2>")
        for row in contents.lists[name]():
            write(_article(row))


def _article(row: ExportRow) -> str:
    """Texts find their own direction; nothing in them is markup."""
    who = row.get("author") or row.get("with")
    arrow = "" if "sent" not in row else "→ " if row["sent"] else "← "
    head = " · ".join(part for part in (f"{arrow}@{who}" if who else "", str(row.get("created_at") or "")) if part)
    return f'<article dir="auto"><small dir="ltr">{escape(head)}</small>{escape(str(row.get("body") or ""))}</article>'

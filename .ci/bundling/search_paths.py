"""Where a library of Linux looks for others: what was true on the machine that built Python is not on a person's."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

# ELF for 64 bits, the low byte first; then places in its header and in the table of its segments.
_KIND = b"\x7fELF\x02\x01"
_SEGMENTS_AT, _SEGMENT_SIZE_AT = 32, 54
_SEGMENT, _ENTRY = "<IIQQQQ", "<qQ"
_LOADED, _DYNAMIC = 1, 2
_END, _STRINGS, _OLD_PATH, _PATH = 0, 5, 15, 29
_BESIDE_ITSELF = b"$ORIGIN"


def keep_only_own(folder: Path) -> None:
    """Let no library below `folder` look in folders that are not named from where it lies."""
    for file in sorted(folder.rglob("*")):
        if file.is_symlink() or not file.is_file():
            continue
        content = file.read_bytes()
        changed = without_foreign(content)
        if changed != content:
            file.write_bytes(changed)


def without_foreign(content: bytes) -> bytes:
    """Return the library without search paths that are only right on the machine that made it."""
    segments = list(_segments(content))
    tables = [segment for segment in segments if segment[0] == _DYNAMIC]
    if not tables:
        return content
    _, _, begin, _, _, size = tables[0]
    entries = list(struct.iter_unpack(_ENTRY, content[begin : begin + size]))
    strings = next(_in_file(segments, value) for tag, value in entries if tag == _STRINGS)
    kept = [
        entry
        for entry in entries
        if entry[0] not in (_OLD_PATH, _PATH) or _is_own(_text(content, strings + int(entry[1])))
    ]
    kept += [(_END, 0)] * (len(entries) - len(kept))
    return content[:begin] + b"".join(struct.pack(_ENTRY, *entry) for entry in kept) + content[begin + size :]


def _segments(content: bytes) -> Iterator[tuple[int, ...]]:
    """Yield kind, flags, place in the file, in memory twice, and size in the file; nothing for other files."""
    if not content.startswith(_KIND):
        return
    (begin,) = struct.unpack_from("<Q", content, _SEGMENTS_AT)
    size, count = struct.unpack_from("<HH", content, _SEGMENT_SIZE_AT)
    for number in range(count):
        yield struct.unpack_from(_SEGMENT, content, begin + number * size)


def _in_file(segments: list[tuple[int, ...]], address: int) -> int:
    for kind, _, place, memory, _, size in segments:
        if kind == _LOADED and memory <= address < memory + size:
            return place + address - memory
    raise ValueError("an address outside of the file")


def _text(content: bytes, begin: int) -> bytes:
    return content[begin : content.index(b"\0", begin)]


def _is_own(path: bytes) -> bool:
    return all(folder.startswith(_BESIDE_ITSELF) for folder in path.split(b":"))

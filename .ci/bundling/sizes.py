"""What takes the room in the bundle, and whether it is within what was promised."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

MOST_ON_DISK_MB = 170
MOST_PACKED_MB = 55
_SHOWN = 20
_MB = 1_000_000


def on_disk(folder: Path) -> int:
    """Return the bytes of all files; links take none."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def shares(folder: Path) -> Counter[str]:
    """Return the bytes of each part: what lies in a folder of its own in _internal, Qt by library, the rest by file."""
    found: Counter[str] = Counter()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            found[_part(file.relative_to(folder))] += file.stat().st_size
    return found


def table(folder: Path, packed: list[Path]) -> str:
    """Return both as text for people."""
    parts = shares(folder)
    shown = parts.most_common(_SHOWN)
    rest = sum(parts.values()) - sum(size for _, size in shown)
    lines = [f"{size / _MB:8.1f} MB  {name}" for name, size in [*shown, ("all else", rest)]]
    lines.append(f"{on_disk(folder) / _MB:8.1f} MB  together (target: {MOST_ON_DISK_MB})")
    lines += [f"{file.stat().st_size / _MB:8.1f} MB  {file.name} (target: {MOST_PACKED_MB})" for file in packed]
    return "\n".join(lines)


def _part(file: Path) -> str:
    parts = file.parts
    if parts[0] != "_internal" or len(parts) == 1:
        return file.name
    if parts[1] == "PySide6" and "plugins" not in parts and "translations" not in parts:
        return file.name
    return "Qt plug-ins and words" if parts[1] == "PySide6" else parts[1]

"""What others wrote that is in the bundle, with the licence of each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

_SHIPPED = Path("resources/licences")
_OURS = "microblog-desktop"
_NAMES = ("licen", "copying", "notice")
# Required by something, and left out of the bundle (contents.py).
_LEFT_OUT = frozenset({"asyncpg", "numpy", "uvloop"})
_RULE = "\n" + "=" * 100 + "\n"
_HEAD = """Microblog Desktop is under the MIT licence (LICENSE). It contains what others wrote, under the licences
below.

Qt and PySide6 are used under the GNU Lesser General Public License, version 3, as shared libraries of their own in
_internal/PySide6: you may replace them by others of the same version. Their source is offered by the Qt Project and
wherever the package pyside6 {qt} is published.

The libraries beside them are those of the system that this was built on: OpenSSL (Apache 2.0), SQLite (public domain),
libffi, xz, bzip2, zstd, brotli, xkbcommon and the utilities of XCB (MIT, BSD and the like), ICU (Unicode licence).
"""


def write(made: Path) -> Path:
    """Write one text with all of them."""
    parts = [_HEAD.format(qt=metadata.version("PySide6-Essentials")), f"Python {sys.version.split()[0]}\n\n{_python()}"]
    for distribution in _distributions():
        about = distribution.metadata.json
        licence = str(about.get("license_expression") or about.get("license") or "see below")
        texts = "\n\n".join(_texts(distribution)) or "The package has no text of its licence."
        parts.append(f"{distribution.name} {distribution.version}: {licence.splitlines()[0]}\n\n{texts}")
    parts += [(_SHIPPED / name).read_text(encoding="utf-8") for name in ("LGPL-3.txt", "GPL-3.txt")]
    made.write_text(_RULE.join(parts), encoding="utf-8")
    return made


def _python() -> str:
    for name in ("LICENSE.txt", "LICENSE"):
        for folder in (Path(sys.base_prefix), Path(metadata.__file__).parents[1]):
            if (folder / name).is_file():
                return (folder / name).read_text(encoding="utf-8")
    return "The Python Software Foundation License, version 2; see `import this, license` in any Python."


def _distributions() -> list[metadata.Distribution]:
    """Return what is required, directly or not, here and by the local server."""
    found: dict[str, metadata.Distribution] = {}
    ahead = [*_required(_OURS, ("server",))]
    while ahead:
        requirement = ahead.pop()
        name = requirement.name.lower().replace("_", "-")
        if name in found or name in _LEFT_OUT:
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        ahead += _required(name, requirement.extras)
    return [found[name] for name in sorted(found)]


def _required(name: str, extras: Iterable[str]) -> Iterator[Requirement]:
    for line in metadata.requires(name) or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement


def _texts(distribution: metadata.Distribution) -> Iterator[str]:
    for file in distribution.files or ():
        if file.suffix != ".py" and any(word in file.name.lower() for word in _NAMES):
            yield Path(str(distribution.locate_file(file))).read_text(encoding="utf-8", errors="replace").strip()

"""Shared libraries on Linux: which of those that were found are needed, and what the system has to bring."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from bundling.contents import Entry, is_plugin

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.M)
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")
_LIBRARY = re.compile(r"lib[\w.+-]+\.so[\w.]*")
_ELF = b"\x7fELF"

# Who brings what is not in the bundle, by the names that Debian 12, 13 and Ubuntu 24.04 have in common.
# `None` comes with the C library.
_PACKAGES: Mapping[str, str | None] = {
    "ld-linux-x86-64.so.2": None,
    "libc.so.6": None,
    "libcrypt.so.1": "libcrypt1",
    "libdl.so.2": None,
    "libm.so.6": None,
    "libpthread.so.0": None,
    "libresolv.so.2": None,
    "librt.so.1": None,
    "libutil.so.1": None,
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libgio-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
}


class UnknownLibraryError(Exception):
    """The bundle needs a library of which nobody has said where it comes from."""


def linked(entries: Iterable[Entry]) -> list[Entry]:
    """Drop the libraries that nothing left in the bundle is linked to: those that came with what was left out."""
    left = list(entries)
    libraries: dict[str, list[Entry]] = {}
    for entry in left:
        name = PurePosixPath(entry[0]).name
        # Nothing is linked to Python's own: the programs load it by its name.
        if _LIBRARY.fullmatch(name) and not name.startswith("libpython") and not is_plugin(entry[0]):
            libraries.setdefault(name, []).append(entry)
    kept = [entry for entry in left if entry not in libraries.get(PurePosixPath(entry[0]).name, ())]
    ahead = [name for entry in kept for name in needed(Path(entry[1]))]
    while ahead:
        # A library comes as a file, and often as a link to it.
        for entry in libraries.pop(ahead.pop(), ()):
            kept.append(entry)
            ahead += needed(Path(entry[1]))
    return sorted(kept)


def system_libraries(folder: Path) -> set[str]:
    """Return the names of all libraries that files below `folder` need and that are not there."""
    files = [file for file in folder.rglob("*") if is_elf(file)]
    return {name for file in files for name in needed(file)} - {file.name for file in folder.rglob("*.so*")}


def debian_packages(folder: Path) -> list[str]:
    """Return what a Debian package of `folder` depends on. Raises `UnknownLibraryError`."""
    missing = system_libraries(folder)
    unknown = sorted(missing - _PACKAGES.keys())
    if unknown:
        raise UnknownLibraryError(", ".join(unknown))
    major, minor = oldest_glibc(folder)
    named = {package for name in missing if (package := _PACKAGES[name])}
    return [f"libc6 (>= {major}.{minor})", *sorted(named)]


def oldest_glibc(folder: Path) -> tuple[int, int]:
    """Return the newest version of the C library that anything below `folder` asks for."""
    found = {
        (int(major), int(minor))
        for file in folder.rglob("*")
        if is_elf(file)
        for major, minor in _GLIBC.findall(_headers(file))
    }
    return max(found)


def is_elf(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(len(_ELF)) == _ELF


def needed(file: Path) -> set[str]:
    """Return the names of the libraries that this one is linked to; none if it is no program."""
    return set(_NEEDED.findall(_headers(file))) if is_elf(file) else set()


def _headers(file: Path) -> str:
    return subprocess.run(["objdump", "-p", str(file)], check=True, capture_output=True, text=True).stdout

"""The libraries that this program ships with, each with its licence, as their own metadata tells."""

from __future__ import annotations

import platform
import re
import sysconfig
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path, PurePosixPath

from microblog_desktop.domain.values import dataclass
from microblog_desktop.system.paths import resources

OURS = "microblog-desktop"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LICENCE_FILE = re.compile(r"(?i)(licen[cs]e|copying|notice)")
_NO_NAME = "OSI Approved"
# Wheels of Qt come without the text of their licence; the LGPL is an addition to the GPL.
_SHIPPED = {"LGPL-3": ("LGPL-3.txt", "GPL-3.txt")}


@dataclass(frozen=True, slots=True)
class Library:
    """`licence` is its short name, as "MIT"; `text` is empty where the library brings none."""

    name: str
    version: str
    licence: str
    text: str


def libraries() -> tuple[Library, ...]:
    """Ours first, then what it needs and what that needs, by name. Reads some fifty small files."""
    found = {name: _library(one) for name, one in _needed(OURS)}
    ours = [one for name, one in found.items() if name == OURS]
    others = [one for name, one in found.items() if name != OURS]
    return (*ours, *sorted([_python(), *others], key=lambda one: one.name.lower()))


def links() -> tuple[tuple[str, str], ...]:
    """What our own metadata leads to: label and address."""
    try:
        told = metadata.distribution(OURS).metadata.get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return ()
    pairs = (line.partition(",") for line in told)
    return tuple((label.strip(), address.strip()) for label, _comma, address in pairs)


def _needed(first: str) -> Iterator[tuple[str, metadata.Distribution]]:
    """What is not installed is for another system, or for an option that is not used here."""
    seen, waiting = set(), [first]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            one = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        yield name, one
        for need in one.requires or []:
            told = _NAME.match(need)
            if told is not None and "extra ==" not in need:
                waiting.append(told.group().lower().replace("_", "-"))


def _python() -> Library:
    text = _read(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt")
    return Library("Python", platform.python_version(), "PSF-2.0", text)


def _library(one: metadata.Distribution) -> Library:
    licence = _short_name(one)
    return Library(one.metadata["Name"], one.version, licence, _text(one) or _shipped_text(licence))


def _short_name(one: metadata.Distribution) -> str:
    told = str(one.metadata.json.get("license_expression") or one.metadata.json.get("license") or "")
    if told and len(told.splitlines()) == 1 and told != _NO_NAME:
        return told
    classes = one.metadata.get_all("Classifier") or []
    names = [line.rpartition("::")[2].strip() for line in classes if line.startswith("License ::")]
    return ", ".join(name for name in names if name != _NO_NAME)


def _text(one: metadata.Distribution) -> str:
    texts = []
    for file in one.files or []:
        path = PurePosixPath(str(file))
        if ".dist-info" in path.parts[0] and _LICENCE_FILE.match(path.name):
            texts.append(_read(Path(str(file.locate()))))
    return "\n\n".join(text for text in texts if text)


def _shipped_text(licence: str) -> str:
    folder = resources() / "licences"
    files = next((files for name, files in _SHIPPED.items() if licence.startswith(name)), ())
    return "\n\n".join(_read(folder / file) for file in files)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""

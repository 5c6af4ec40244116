"""The same folder packed twice gives the same bytes: names in order, one date, root as owner."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import os
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

_PROGRAM, _FILE = 0o755, 0o644
# A .zip knows no earlier day.
_FIRST_DAY_OF_ZIP = datetime(1980, 1, 1, tzinfo=UTC)
# Of programs for Linux, scripts, and programs for Windows.
_BEGINNINGS = (b"\x7fE", b"#!", b"MZ")
# How hard xz tries: what most people fetch is made small, the other quickly, so that both are done at the same time.
SMALL, QUICK = 9, 2
_DICTIONARY = 64 << 20


def build_time() -> int:
    """Return when this is said to be made: SOURCE_DATE_EPOCH, which `make build` takes from the last commit."""
    return int(os.environ["SOURCE_DATE_EPOCH"])


def tar(folder: Path, inside: str) -> bytes:
    """Return an uncompressed tar of what is in `folder`, in a folder called `inside`."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for path, name in _in_order(folder, inside):
            info = archive.gettarinfo(str(path), name)
            info.uid = info.gid = 0
            info.uname = info.gname = "root"
            info.mtime = build_time()
            # Two names of one file would depend on what the disk had room for.
            if info.islnk():
                info.type, info.size = tarfile.REGTYPE, path.stat().st_size
            info.mode = 0o777 if info.issym() else _PROGRAM if info.isdir() or _is_program(path) else _FILE
            if info.isreg():
                with path.open("rb") as content:
                    archive.addfile(info, content)
            else:
                archive.addfile(info)
    return packed.getvalue()


def tar_gz(folder: Path, inside: str, made: Path) -> Path:
    with made.open("wb") as file, gzip.GzipFile("", "wb", 9, file, build_time()) as packed:
        packed.write(tar(folder, inside))
    return made


def tar_xz(folder: Path, inside: str, made: Path) -> Path:
    made.write_bytes(xz(tar(folder, inside), QUICK))
    return made


def xz(content: bytes, preset: int) -> bytes:
    """Pack with one thread, since the bytes depend on how many there are; calls in machine code by where they go."""
    packing = {"id": lzma.FILTER_LZMA2, "preset": preset, "dict_size": _DICTIONARY}
    return lzma.compress(content, filters=[{"id": lzma.FILTER_X86}, packing])


def zip_of(folder: Path, inside: str, made: Path) -> Path:
    day = max(datetime.fromtimestamp(build_time(), UTC), _FIRST_DAY_OF_ZIP).timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, name in _in_order(folder, inside):
            if path.is_file():
                info = zipfile.ZipInfo(name, day)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = (_PROGRAM if _is_program(path) else _FILE) << 16
                archive.writestr(info, path.read_bytes())
    return made


def write_checksums(folder: Path) -> Path:
    """Write SHA256SUMS beside the files of `folder`, as sha256sum does."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    sums = folder / "SHA256SUMS"
    sums.write_text("".join(lines), encoding="utf-8")
    return sums


def _in_order(folder: Path, inside: str) -> Iterator[tuple[Path, str]]:
    if inside != ".":
        yield folder, inside
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        yield path, (PurePosixPath(inside) / path.relative_to(folder).as_posix()).as_posix()


def _is_program(path: Path) -> bool:
    # Libraries are read by those who use them, not run; and some wheels say of texts that they can be run.
    return ".so" not in path.suffixes and os.access(path, os.X_OK) and path.read_bytes()[:2] in _BEGINNINGS

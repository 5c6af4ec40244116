"""Qt's copy of ICU knows 800 languages and 200 encodings: 32 MB. A smaller one, for the languages of the windows.

Qt asks ICU for sorting and for old encodings; dates, numbers and names of languages come from Babel and from Qt's own
tables. The data is one package (a table of names and places, then the parts), in a library with one symbol.
"""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from bundling.contents import LANGUAGES

_SYMBOL = re.compile(r"\bicudt\d+_dat\b")
_MAGIC = b"\xda\x27"
_FORMAT = b"CmnD"
_FORMAT_AT = 12
_ALIGNMENT = 16
_ENCODINGS = (
    r"cnvalias\.icu|(ibm-(1250|1251|1252|1254|1256|5348|943|949|1386)_.*|euc-(jp|kr)-.*|gb18030|windows-949-2000)\.cnv"
)
_KEPT = re.compile(
    # What all languages share, then each language with its countries.
    rf"icudt\d+[bl]/({_ENCODINGS}"
    r"|[\w-]+\.(nrm|icu|cfu)"
    r"|(coll/)?(root|pool|res_index|ucadata|ucadata-unihan|ucadata-implicithan)\.(res|icu)"
    r"|(supplementalData|likelySubtags|numberingSystems|plurals|pluralRanges|keyTypeData|metadata|timezoneTypes|zoneinfo64"
    r"|icuver|icustd|currencyNumericCodes|dayPeriods|genderList|grammaticalFeatures|metaZones|windowsZones|units)\.res"
    rf"|(coll/)?({'|'.join(LANGUAGES)})(_\w+)?\.res)"
)


class UnknownFormError(Exception):
    """Another form of data than the one that this module knows."""


def smaller(library: Path, made: Path) -> Path:
    """Write the library anew with the parts that are kept. Raises `UnknownFormError`."""
    symbol = _symbol(library)
    package = _package(library.read_bytes())
    parts = {name: part for name, part in parts_of(package) if _KEPT.fullmatch(name)}
    header = package[: struct.unpack_from("<H", package)[0]]
    made.parent.mkdir(parents=True, exist_ok=True)
    data = made.with_suffix(".dat")
    data.write_bytes(header + _packed(parts))
    _link(data, symbol, made)
    return made


def _symbol(library: Path) -> str:
    shown = subprocess.run(["objdump", "-T", str(library)], check=True, capture_output=True, text=True).stdout
    found = _SYMBOL.search(shown)
    if found is None:
        raise UnknownFormError(f"{library.name} has no data")
    return found[0]


def _package(content: bytes) -> bytes:
    start = content.find(_FORMAT) - _FORMAT_AT
    return content[max(start, 0) :]


def parts_of(package: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each part. Raises `UnknownFormError`."""
    if package[2:4] != _MAGIC:
        raise UnknownFormError("no package of data")
    base = package[struct.unpack_from("<H", package)[0] :]
    (count,) = struct.unpack_from("<I", base)
    places = [struct.unpack_from("<II", base, 4 + 8 * i) for i in range(count)]
    ends = [begin for _, begin in places[1:]] + [None]
    for (name_at, begin), end in zip(places, ends, strict=True):
        name = base[name_at : base.index(b"\0", name_at)].decode("ascii")
        # Nothing says where the last part ends.
        yield name, base[begin:end] if end is not None else base[begin : begin + _length(base[begin:])]


def _length(part: bytes) -> int:
    """Of a resource bundle, by its own index; other kinds never are the last part."""
    (size,) = struct.unpack_from("<H", part)
    if part[_FORMAT_AT : _FORMAT_AT + 4] != b"ResB":
        raise UnknownFormError("the last part is no resource bundle")
    # The fourth word of the index is where the bundle ends, in words.
    (end,) = struct.unpack_from("<I", part, size + 4 * 4)
    return int(size) + 4 * int(end)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    names = sorted(parts, key=lambda name: name.encode("ascii"))
    name_at = 4 + 8 * len(names)
    texts = b"".join(name.encode("ascii") + b"\0" for name in names)
    begin = _aligned(name_at + len(texts))
    table, contents = [struct.pack("<I", len(names))], []
    for name in names:
        table.append(struct.pack("<II", name_at, begin))
        name_at += len(name) + 1
        part = parts[name]
        contents.append(part.ljust(_aligned(len(part)), b"\0"))
        begin += _aligned(len(part))
    head = b"".join(table) + texts
    return head.ljust(_aligned(len(head)), b"\0") + b"".join(contents)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT


def _link(data: Path, symbol: str, made: Path) -> None:
    source, object_file = made.with_suffix(".s"), made.with_suffix(".o")
    source.write_text(
        f".section .rodata\n.balign {_ALIGNMENT}\n.globl {symbol}\n.type {symbol}, @object\n"
        f'{symbol}:\n.incbin "{data}"\n'
        f'.size {symbol}, . - {symbol}\n.section .note.GNU-stack,"",@progbits\n'
    )
    subprocess.run(["as", "-o", str(object_file), str(source)], check=True)
    subprocess.run(["ld", "-shared", "-soname", made.name, "-o", str(made), str(object_file)], check=True)
    for leftover in (data, source, object_file):
        leftover.unlink()

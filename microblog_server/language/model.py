"""The statistics of py3langid, read and asked without numpy: half the memory, and none of numpy's 73 MB on disk.

A text's bytes walk through an automaton, which knows the runs of bytes that tell languages apart. Each run found speaks
for each language by so much, and the sums are made into chances (naive Bayes). It says what py3langid says.
"""

from __future__ import annotations

import ast
import importlib.util
import lzma
import math
import shutil
import struct
import sys
import tempfile
import unicodedata
import zipfile
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from operator import mul
from pathlib import Path

_PACKAGE = "py3langid"
_FILE = Path("data", "model.npz.xz")
_TYPES = {"<u2": "H", "<u4": "I", "<i4": "i", "<f4": "f", "<f2": "H"}
_AUTOMATON = ("nextmove", "nextmove_row", "out_feat")
_BYTES = 256
_NONE = -1


class ModelUnreadableError(Exception):
    """The file is not there, or not of the form that this module knows."""


@dataclass(frozen=True, slots=True)
class _Automaton:
    """`next_state[row_of[state] * 256 + byte]`, and which run of bytes, if any, ends in a state."""

    next_state: array[int]
    row_of: array[int]
    run_of: array[int]

    def runs(self, text: bytes) -> Counter[int]:
        state = 0
        found = []
        for byte in text:
            state = self.next_state[self.row_of[state] * _BYTES + byte]
            run = self.run_of[state]
            if run != _NONE:
                found.append(run)
        return Counter(found)


@dataclass(frozen=True, slots=True)
class _Column:
    """What each run says for one language, as 16-bit floats, and how frequent the language is."""

    language: str
    says: array[int]
    frequency: float


class Model:
    """Tells some languages apart."""

    def __init__(self, automaton: _Automaton, columns: Iterable[_Column], halves: array[float]) -> None:
        self._automaton = automaton
        self._columns = tuple(columns)
        self._halves = halves

    def classify(self, text: str) -> tuple[str, float]:
        """Return the likeliest language and its chance among those that this model knows."""
        written = unicodedata.normalize("NFC", text.lower() if text.isupper() else text).encode(errors="surrogatepass")
        runs = self._automaton.runs(written)
        weights = [math.log1p(count) for count in runs.values()]
        # Long texts would be far too sure of themselves without this.
        sharpness = 1 / math.sqrt(len(written) or 1)
        scores = [self._score(column, runs, weights) * sharpness for column in self._columns] if runs else []
        highest = max(scores, default=0.0)
        chances: dict[str, float] = {}
        for column, score in zip(self._columns, scores or [0.0] * len(self._columns), strict=True):
            # A language in two scripts has two columns.
            chances[column.language] = chances.get(column.language, 0.0) + math.exp(score - highest)
        likeliest = max(chances, key=chances.__getitem__)
        return likeliest, chances[likeliest] / sum(chances.values())

    def _score(self, column: _Column, runs: Collection[int], weights: list[float]) -> float:
        said = [self._halves[column.says[run]] for run in runs]
        total: float = sum(map(mul, weights, said))
        return total + column.frequency


def load(languages: Mapping[str, Collection[str]]) -> dict[str, Model]:
    """Return a model for each group of languages; all share one automaton. Raises `ModelUnreadableError`."""
    try:
        # All of it at once would be in memory twice.
        with lzma.open(_model_file()) as packed, tempfile.TemporaryFile() as unpacked:
            shutil.copyfileobj(packed, unpacked)
            parts = zipfile.ZipFile(unpacked)
            classes = _texts(parts.read("classes.npy"))
            frequencies = _numbers(parts.read("pc.npy"))
            automaton = _Automaton(*(_numbers(parts.read(f"{name}.npy")) for name in _AUTOMATON))
            says = _columns(parts.read("ptc.npy"), classes, frozenset().union(*languages.values()))
    except (OSError, KeyError, ValueError, lzma.LZMAError, zipfile.BadZipFile) as error:
        raise ModelUnreadableError(str(error)) from error
    halves = array("f", struct.unpack("<65536e", struct.pack("<65536H", *range(65536))))
    return {
        group: Model(
            automaton,
            (_Column(classes[i], column, frequencies[i]) for i, column in says.items() if classes[i] in chosen),
            halves,
        )
        for group, chosen in languages.items()
    }


def _model_file() -> Path:
    # Looked for, not imported: the package itself loads numpy.
    found = importlib.util.find_spec(_PACKAGE)
    places = found.submodule_search_locations if found is not None else None
    if not places:
        raise ModelUnreadableError(f"{_PACKAGE} is not installed")
    return Path(next(iter(places))) / _FILE


def _parted(content: bytes) -> tuple[str, tuple[int, ...], memoryview]:
    """Part an .npy file into its type, its shape, and its numbers."""
    size = int.from_bytes(content[8:10], "little")
    header = ast.literal_eval(content[10 : 10 + size].decode("latin-1"))
    if content[:7] != b"\x93NUMPY\x01" or header["fortran_order"]:
        raise ModelUnreadableError("unknown form of the model")
    return header["descr"], header["shape"], memoryview(content)[10 + size :]


def _numbers(content: bytes) -> array[int]:
    kind, _, numbers = _parted(content)
    return _array(kind, numbers)


def _array(kind: str, numbers: bytes | memoryview) -> array[int]:
    read = array(_TYPES[kind])
    read.frombytes(numbers)
    if sys.byteorder == "big":
        read.byteswap()
    return read


def _texts(content: bytes) -> list[str]:
    kind, (count,), letters = _parted(content)
    width = int(kind.removeprefix("<U"))
    whole = letters.tobytes().decode("utf-32-le")
    return [whole[i * width : (i + 1) * width].rstrip("\0") for i in range(count)]


def _columns(content: bytes, classes: list[str], wanted: frozenset[str]) -> dict[int, array[int]]:
    kind, (_, width), numbers = _parted(content)
    table = numbers.cast("H")
    return {i: _array(kind, table[i::width].tobytes()) for i, language in enumerate(classes) if language in wanted}

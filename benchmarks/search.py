"""Search among a million posts in six languages: from each key to what it brought on the screen, beside bare FTS5.

Somebody types words of all lengths, kinds and frequencies, a key every 80 ms, while a heart beats on the window's
thread. The file is made once (two minutes) and kept in benchmarks/results.
"""

from __future__ import annotations

import gc
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.searching.babel import bodies
from benchmarks.searching.well_read import well_read
from benchmarks.searching.writing import measure_writing

if TYPE_CHECKING:
    from benchmarks.searching.typist import Typist

_POSTS = 1_000_000
_FOLDER = Path(__file__).parent / "results"
_TYPED = (
    "the garden", "becau", "heron", "stra", "한강에서 자전거", "이", "오늘", "사진 커피", "東京", "ました", "です。",
    "que el", "und nicht", "المدينة", "from:person", "#기차", '"in the morning"', "zzyzx", "ö",
)  # fmt: skip
_BETWEEN_KEYS_MS = 80
_ROUNDS = 2
_FROM_KEY_TO_PAINT_MS = 50.0
_STALL_MS = 16.0


def measure() -> list[Figure]:
    """Return milliseconds, and the size of the index."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    file = well_read(_FOLDER, _POSTS)
    yardstick = _rare_word_ms(file)
    cold, _ = _type_all(file, _TYPED[:6], forget_file=True)
    warm, beats = _type_all(file, _TYPED * _ROUNDS, forget_file=False)
    still = _idle()
    idle, longest_idle = _part(still.late_ms, 0.999), max(still.late_ms)
    figures = [
        Figure("bare FTS5, one rare word", yardstick, "ms"),
        Figure("key to painted results, median", statistics.median(warm), "ms", yardstick),
        Figure("key to painted results, p95", _part(warm, 0.95), "ms", yardstick, _FROM_KEY_TO_PAINT_MS),
        Figure("key to painted results, slowest", max(warm), "ms", yardstick),
        Figure("key to painted results, p95, file not in memory", _part(cold, 0.95), "ms", yardstick),
        Figure("longest work of the window's thread in one go", max(beats.worked_ms), "ms", None, _STALL_MS),
        Figure("stall of the window while typing, p99.9", _part(beats.late_ms, 0.999), "ms", idle, _STALL_MS),
        Figure("stall of the window while typing, longest", max(beats.late_ms), "ms", longest_idle),
        Figure("index, bytes for each post", _index_bytes(file) / _POSTS, "B", _body_bytes()),
    ]
    with tempfile.TemporaryDirectory(prefix="microblog-bench-") as folder:
        return figures + measure_writing(Path(folder)) + _measure_jumping(Path(folder))


def _measure_jumping(folder: Path) -> list[Figure]:
    from benchmarks.searching.jumping import measure_jumping

    return measure_jumping(folder)


def _type_all(file: Path, typed: Sequence[str], *, forget_file: bool) -> tuple[list[float], _Beats]:
    """Times from each key until its results were painted, and how the heart beat meanwhile."""
    from benchmarks.searching.typist import Typist

    if forget_file:
        _forget(file)
    typist = Typist(file)
    waits: list[float] = []
    for words in ("the", "한강", "東京", "المدينة"):
        # What the first search loads is loaded before it in the client, and so are the fonts of what one reads.
        _type(typist, words)
    with _heart() as beats:
        for words in typed:
            waits += _type(typist, words)
    typist.close()
    return waits, beats


def _type(typist: Typist, words: str) -> list[float]:
    """Type, with a pause after each key, and take it all back."""
    from benchmarks.searching.typist import run

    waits = []
    for letter in words:
        waits.append(typist.press(letter))
        run(max(1, _BETWEEN_KEYS_MS - int(waits[-1])))
    typist.wipe()
    return waits


@dataclass
class _Beats:
    """Of each pause between two beats: by how much it was too long, and how much the window's thread worked in it."""

    late_ms: list[float] = field(default_factory=list)
    worked_ms: list[float] = field(default_factory=list)


@contextmanager
def _heart() -> Iterator[_Beats]:
    """A beat each millisecond."""
    from PySide6.QtCore import Qt, QTimer

    gc.collect()
    gc.freeze()
    beats = _Beats()
    last, worked = time.perf_counter(), time.thread_time()

    def beat() -> None:
        nonlocal last, worked
        now, worked_by_now = time.perf_counter(), time.thread_time()
        beats.late_ms.append((now - last) * 1000 - 1)
        beats.worked_ms.append((worked_by_now - worked) * 1000)
        last, worked = now, worked_by_now

    timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start()
    yield beats
    timer.stop()
    gc.unfreeze()


def _idle() -> _Beats:
    """What the machine does to a window that does nothing, for five seconds."""
    from benchmarks.searching.typist import run

    with _heart() as beats:
        run(5_000)
    return beats


def _rare_word_ms(file: Path) -> float:
    """SQLite alone: the newest 200 rows of a word that few posts have."""
    import apsw

    connection = apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READONLY)
    words = [body.split()[0] for body in bodies(400, seed=21)]
    times = []
    for word in words:
        began = time.perf_counter()
        sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 200"
        found = connection.execute(sql, ('"' + word.replace('"', "") + '"',)).fetchall()
        if len(found) < 200:
            times.append((time.perf_counter() - began) * 1000)
    connection.close()
    return statistics.median(times)


def _forget(file: Path) -> None:
    """Have the system drop what it holds of the file."""
    descriptor = os.open(file, os.O_RDONLY)
    os.fsync(descriptor)
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(descriptor)


def _index_bytes(file: Path) -> int:
    import apsw

    connection = apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READONLY)
    names = "'search_data', 'search_idx', 'search_docsize', 'search_named'"
    sql = f"SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN ({names})"
    total = next(iter(connection.execute(sql)))[0]
    connection.close()
    return int(total)


def _body_bytes() -> float:
    texts = [len(body.encode()) for body in bodies(10_000)]
    return sum(texts) / len(texts)


def _part(times: Sequence[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)]

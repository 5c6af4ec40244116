"""Figures about this server in the text format of Prometheus."""

from __future__ import annotations

import bisect
import itertools
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One value; `suffix` is what a histogram puts behind the family's name."""

    value: float
    labels: Labels = ()
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Samples with one name and meaning; `kind` is counter, gauge or histogram."""

    name: str
    kind: str
    meaning: str
    samples: Sequence[Sample]


class _Histogram:
    def __init__(self) -> None:
        self._counts = [0] * (len(_BUCKETS_S) + 1)
        self._sum_s = 0.0

    def add(self, seconds: float) -> None:
        self._counts[bisect.bisect_left(_BUCKETS_S, seconds)] += 1
        self._sum_s += seconds

    def samples(self, labels: Labels) -> Iterable[Sample]:
        edges = [*(f"{edge:g}" for edge in _BUCKETS_S), "+Inf"]
        for edge, count in zip(edges, itertools.accumulate(self._counts), strict=True):
            yield Sample(count, (*labels, ("le", edge)), "_bucket")
        yield Sample(self._sum_s, labels, "_sum")
        yield Sample(sum(self._counts), labels, "_count")


class Metrics:
    """Counts requests, and asks what else it was told to watch."""

    def __init__(self) -> None:
        self._requests: dict[tuple[str, str, int], int] = {}
        self._seconds: dict[str, _Histogram] = {}
        self._watched: list[tuple[str, str, Callable[[], float]]] = []

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        key = (method, route, status)
        self._requests[key] = self._requests.get(key, 0) + 1
        if route not in self._seconds:
            self._seconds[route] = _Histogram()
        self._seconds[route].add(seconds)

    def watch(self, name: str, meaning: str, value: Callable[[], float]) -> None:
        """A gauge that is asked for its value whenever somebody looks."""
        self._watched.append((name, meaning, value))

    def families(self) -> list[Family]:
        requests = [
            Sample(count, (("method", method), ("route", route), ("status", str(status))))
            for (method, route, status), count in sorted(self._requests.items())
        ]
        seconds = [
            sample
            for route, histogram in sorted(self._seconds.items())
            for sample in histogram.samples((("route", route),))
        ]
        return [
            Family("microblog_requests_total", "counter", "Requests answered.", requests),
            Family("microblog_request_seconds", "histogram", "From the request's head to the answer's end.", seconds),
            *(Family(name, "gauge", meaning, [Sample(value())]) for name, meaning, value in self._watched),
        ]


def text(families: Iterable[Family]) -> str:
    """Families of several workers with one name become one."""
    merged: dict[str, Family] = {}
    for family in families:
        earlier = merged.get(family.name)
        samples = [*(earlier.samples if earlier else ()), *family.samples]
        merged[family.name] = Family(family.name, family.kind, family.meaning, samples)
    return "".join(_lines(family) for family in merged.values())


def of_worker(family: Family, worker: str) -> Family:
    samples = [Sample(one.value, (("worker", worker), *one.labels), one.suffix) for one in family.samples]
    return Family(family.name, family.kind, family.meaning, samples)


def resident_bytes() -> float:
    """0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if statm.exists() else 0.0


def _lines(family: Family) -> str:
    lines = [f"# HELP {family.name} {family.meaning}", f"# TYPE {family.name} {family.kind}"]
    for sample in family.samples:
        labels = ",".join(f'{name}="{_escaped(value)}"' for name, value in sample.labels)
        lines.append(f"{family.name}{sample.suffix}{'{' + labels + '}' if labels else ''} {sample.value:.17g}")
    return "\n".join(lines) + "\n"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")

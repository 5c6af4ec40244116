"""What a benchmark says: figures, each beside its yardstick and the target that it must keep."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value; `target` is the highest, `floor` the lowest value allowed; neither: a figure to know."""

    name: str
    value: float
    unit: str
    yardstick: float | None = None
    target: float | None = None
    floor: float | None = None

    @property
    def holds(self) -> bool | None:
        if self.floor is not None:
            return self.value >= self.floor
        return None if self.target is None else self.value <= self.target


def within(name: str, value: float, unit: str, *, yardstick: float, factor: float) -> Figure:
    """Make a figure that may be at most `factor` times its yardstick."""
    return Figure(name, value, unit, yardstick, factor * yardstick)


def write_results(file: Path, figures: Sequence[Figure]) -> None:
    """Write them as JSON; a folder that is missing is made."""
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = [asdict(figure) | {"holds": figure.holds} for figure in figures]
    file.write_text(json.dumps({"figures": rows}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def print_table(title: str, figures: Sequence[Figure]) -> None:
    """Print one line for each figure."""
    width = max(len(figure.name) for figure in figures)
    print(f"\n{title:<{width}} {'value':>10} {'yardstick':>10} {'ratio':>7} {'target':>10}")
    for figure in figures:
        yardstick = "" if figure.yardstick is None else f"{figure.yardstick:.1f}"
        ratio = "" if not figure.yardstick else f"{figure.value / figure.yardstick:.2f}x"
        target = "" if figure.target is None else f"<= {figure.target:.1f}"
        target = target if figure.floor is None else f">= {figure.floor:.1f}"
        verdict = {None: "", True: "holds", False: "MISSED"}[figure.holds]
        value = f"{figure.value:.1f} {figure.unit}"
        print(f"{figure.name:<{width}} {value:>10} {yardstick:>10} {ratio:>7} {target:>10} {verdict}")

"""Tests of benchmarks/figures.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.figures import Figure, print_table, within, write_results


@pytest.mark.parametrize(("value", "holds"), [(199.0, True), (200.0, True), (200.1, False)])
def test_a_target_holds_up_to_its_limit(value: float, holds: object) -> None:
    assert within("start", value, "ms", yardstick=100.0, factor=2.0).holds is holds


def test_a_figure_without_a_target_neither_holds_nor_misses() -> None:
    assert Figure("bare window", 107.0, "ms").holds is None


def test_results_are_written_for_programs_and_printed_for_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = [Figure("bare", 100.0, "ms"), within("home", 250.0, "ms", yardstick=100.0, factor=2.0)]
    write_results(tmp_path / "results" / "startup.json", figures)
    print_table("startup", figures)
    assert json.loads((tmp_path / "results" / "startup.json").read_text(encoding="utf-8"))["figures"][1] == {
        "name": "home",
        "value": 250.0,
        "unit": "ms",
        "yardstick": 100.0,
        "target": 200.0,
        "floor": None,
        "holds": False,
    }
    assert "2.50x" in capsys.readouterr().out

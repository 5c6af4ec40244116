"""Figures are written when asked for, and are those of this process."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from microblog_desktop.app import figures


def test_nothing_is_written_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MICROBLOG_DESKTOP_FIGURES", raising=False)
    monkeypatch.chdir(tmp_path)
    figures.note_event("first_paint")
    assert list(tmp_path.iterdir()) == []


def test_each_event_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "figures.jsonl"
    monkeypatch.setenv("MICROBLOG_DESKTOP_FIGURES", str(target))
    before = time.monotonic()
    figures.note_event("first_paint")
    figures.note_event("loaded")
    first, second = (json.loads(line) for line in target.read_text().splitlines())
    assert (first["event"], second["event"]) == ("first_paint", "loaded")
    assert before <= first["at_s"] <= second["at_s"] <= time.monotonic()
    assert 0 < first["ms"] <= second["ms"]
    assert 0 < first["cpu_ms"] <= second["cpu_ms"] <= time.process_time() * 1000


def test_memory_is_this_process_s() -> None:
    before = figures.resident_mb()
    block = bytearray(64_000_000)
    assert figures.resident_mb() - before > 50
    assert figures.peak_resident_mb() >= figures.resident_mb() * 0.9
    del block

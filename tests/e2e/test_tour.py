"""The tour plays to its end on a machine without a display, in the real windows, on a real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_PROGRAM = (sys.executable, "-m", "microblog_desktop", "--demo")


def _play(folder: Path, *command: str) -> str:
    """Play the tour into `folder`/tour; what it printed."""
    environment = {name: value for name, value in os.environ.items() if name not in _DISPLAYS}
    played = subprocess.run(
        command,
        cwd=folder,
        env={**environment, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert played.returncode == 0, played.stdout + played.stderr
    return played.stdout


@pytest.mark.timeout(240)
@pytest.mark.needs("xvfb")
@pytest.mark.needs("xcb")
def test_the_tour_plays_in_a_window_on_a_screen(tmp_path: Path) -> None:
    said = _play(tmp_path, "xvfb-run", "-a", "-s", "-screen 0 1400x900x24", *_PROGRAM, "--tour", "tour")
    assert "There is no display" not in said
    tour = json.loads((tmp_path / "tour" / "tour.json").read_text(encoding="utf-8"))
    assert {step["status"] for step in tour["steps"]} <= {"ok", "skipped"}


@pytest.mark.timeout(240)
def test_the_demo_without_a_display_plays_the_tour(tmp_path: Path) -> None:
    assert _play(tmp_path, *_PROGRAM).startswith("There is no display here")
    tour = json.loads((tmp_path / "tour" / "tour.json").read_text(encoding="utf-8"))
    assert [step["status"] for step in tour["steps"] if step["name"] != "unlock"] == ["ok"] * (len(tour["steps"]) - 1)
    played = {step["name"] for step in tour["steps"]}
    assert {"like-and-undo", "open-thread", "search-offline", "switch-accounts", "arrives-once", "sign-out"} <= played
    assert tour["figures"]["first_paint_ms_after"] > 0
    assert tour["figures"]["peak_rss_mb_after"] > 0
    for step in tour["steps"]:
        picture = QImage(str(tmp_path / "tour" / step["picture"]))
        assert picture.width() >= 420, step["name"]
        assert len({picture.pixel(x, y) for x in range(0, picture.width(), 9) for y in range(0, 200, 9)}) > 10

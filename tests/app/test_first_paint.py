"""The first window paints before anything slow is loaded, and answers while it is."""

from __future__ import annotations

import gc
import sys
import threading
import time
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from microblog_desktop.app.first_paint import load_in_background, wait_for_first_paint


class _Window(QWidget):
    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted += 1


def test_waiting_ends_after_the_window_has_painted(qapp: QApplication) -> None:
    window = _Window()
    window.show()
    wait_for_first_paint(window)
    assert window.painted >= 1
    window.close()


def test_a_window_that_its_children_cover_counts_as_painted(qapp: QApplication) -> None:
    window = QWidget()
    cover = _Window(window)
    cover.setAutoFillBackground(True)
    window.resize(200, 200)
    cover.resize(200, 200)
    window.show()
    began_s = time.monotonic()
    wait_for_first_paint(window)
    assert cover.painted >= 1
    assert time.monotonic() - began_s < 2
    window.close()


def test_the_loop_turns_while_modules_load(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow_to_load.py").write_text("import time\ntime.sleep(0.2)\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(10)
    load_in_background(["slow_to_load"])
    timer.stop()
    assert "slow_to_load" in sys.modules
    assert len(ticks) >= 5


def test_what_must_be_read_is_read_after_the_modules_and_beside_the_window(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "read_from_here.py").write_text("words = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    seen: list[tuple[bool, bool]] = []
    load_in_background(
        ["read_from_here"],
        lambda: seen.append(("read_from_here" in sys.modules, threading.current_thread() is threading.main_thread())),
    )
    assert seen == [(True, False)]


def test_garbage_goes_while_modules_load_in_the_thread_of_the_widgets(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "leaves_garbage.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    died_in: list[threading.Thread] = []

    class Ring:
        def __init__(self) -> None:
            self.ring = self

    was_enabled = gc.isenabled()
    gc.disable()
    try:
        weakref.finalize(Ring(), lambda: died_in.append(threading.current_thread()))
        load_in_background(["leaves_garbage"])
    finally:
        if was_enabled:
            gc.enable()
    assert died_in == [threading.main_thread()]

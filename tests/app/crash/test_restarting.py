"""From a running program into safe mode."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.app.crash.restarting import ask_to_restart, start_in_safe_mode
from microblog_desktop.app.shared import Shared


def test_one_is_asked_and_the_program_ends_in_order(shared: Shared, qtbot: QtBot) -> None:
    ended: list[bool] = []
    shared.quit = lambda: ended.append(shared.restarts_safely)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    first = ask_to_restart(shared, window)
    assert ask_to_restart(shared, window) is first, "one question at a time"
    first.leave.click()
    assert (ended, shared.restarts_safely) == ([], False)
    ask_to_restart(shared, window).go.click()
    assert ended == [True]


def test_in_safe_mode_one_is_told_so(shared: Shared, qtbot: QtBot) -> None:
    shared.is_safe = True
    window = QWidget()
    qtbot.addWidget(window)
    question = ask_to_restart(shared, window)
    assert question.windowTitle() == "Microblog is in safe mode already"
    assert question.go.isHidden()


def test_the_next_program_has_the_same_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_how: started.append(command))
    start_in_safe_mode(tmp_path)
    assert started[0][-3:] == ("--safe-mode", "--profile", str(tmp_path))

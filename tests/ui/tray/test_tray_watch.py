"""Whether there is a tray (ui/tray/tray_watch.py); a real one is in tests/e2e/test_tray.py."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.tray.tray_watch import TrayWatch


def test_a_tray_that_comes_and_goes_is_told_once_each(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = TrayWatch()
    heard: list[bool] = []
    watch.changed.connect(lambda: heard.append(watch.is_here))
    assert not watch.is_here
    for is_here in (False, True, True, False):
        monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda is_here=is_here: is_here)
        watch.look()
    assert heard == [True, False]
    watch.deleteLater()

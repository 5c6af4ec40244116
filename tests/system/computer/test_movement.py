from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from microblog_desktop.system.computer.movement import lets_move, system_moves


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    system_moves.cache_clear()
    yield
    system_moves.cache_clear()


@pytest.mark.parametrize(
    ("settings", "moves"),
    [
        ("", True),
        ("[Settings]\ngtk-enable-animations=1\n", True),
        ("[Settings]\ngtk-enable-animations = false\n", False),
        ("[KDE]\nAnimationDurationFactor=0\n", False),
        ("[KDE]\nAnimationDurationFactor=0.5\n", True),
    ],
)
def test_animations_are_off_where_a_desktop_says_so(settings: str, moves: bool) -> None:
    assert lets_move(settings) is moves


@pytest.mark.skipif(sys.platform != "linux", reason="files of Linux' desktops")
def test_the_files_of_the_desktop_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert system_moves()
    (tmp_path / "kdeglobals").write_text("[KDE]\nAnimationDurationFactor=0\n", encoding="utf-8")
    system_moves.cache_clear()
    assert not system_moves()

"""Whether the system lets things move by themselves, or a person has turned animations off for all programs."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from microblog_desktop.system.paths import config_home

_OFF = {
    # GTK's name for it, which GNOME, KDE and others keep up to date for programs that are not their own.
    "gtk-enable-animations": ("0", "false"),
    # KDE's own: how much longer than usual.
    "AnimationDurationFactor": ("0", "0.0"),
}


@lru_cache(maxsize=1)
def system_moves() -> bool:
    """Asked once, of files: a desktop that runs says it better (`ui/theme/movement_watch.py`)."""
    if sys.platform == "win32":
        return _windows_moves()
    if sys.platform == "darwin":
        return True
    files = ("gtk-4.0/settings.ini", "gtk-3.0/settings.ini", "kdeglobals")
    return all(lets_move(_text_of(config_home() / file)) for file in files)


def lets_move(settings: str) -> bool:
    """Read the lines of such a file."""
    for line in settings.splitlines():
        name, _sign, value = line.partition("=")
        if value.strip().lower() in _OFF.get(name.strip(), ()):
            return False
    return True


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


if sys.platform == "win32":
    import ctypes

    _GET_CLIENT_AREA_ANIMATION = 0x1042

    def _windows_moves() -> bool:
        moves = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(_GET_CLIENT_AREA_ANIMATION, 0, ctypes.byref(moves), 0)
        return bool(moves.value)

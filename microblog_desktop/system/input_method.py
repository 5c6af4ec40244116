"""Let Korean and Japanese input methods reach Qt.

WORKAROUND(PySide6 wheels have no fcitx plug-in): with QT_IM_MODULE=fcitx, which
users of fcitx5 set, nothing composes at all. fcitx5 also speaks ibus's
protocol, whose plug-in the wheels do have.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path


def choose_input_method(plugins: Path, environment: MutableMapping[str, str] = os.environ) -> None:
    """Ask for ibus where fcitx is asked for and Qt's `plugins` folder has no fcitx. Call before QApplication."""
    wanted = environment.get("QT_IM_MODULE", "")
    if wanted.startswith("fcitx") and not any((plugins / "platforminputcontexts").glob("*fcitx*")):
        environment["QT_IM_MODULE"] = "ibus"

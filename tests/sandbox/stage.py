"""What the sandboxes share: options, a theme, a language, and a window that is shown or photographed."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from microblog_desktop.i18n.translate import is_right_to_left, set_language
from microblog_desktop.ui.theme.theme import STYLE_ARGUMENTS, Theme, ThemeChoice

ROOT = Path(__file__).parents[2]
ICONS = ROOT / "resources" / "icons"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a scene is played; `scene` is the name of one variant of it."""

    app: QApplication
    theme: Theme
    scene: str


def play(build: Callable[[Stage], QWidget], scenes: tuple[str, ...], *, width: int, height: int) -> int:
    """Show what `build` makes; with --shot, save a picture of it and end."""
    options = argparse.ArgumentParser()
    options.add_argument("--dark", action="store_true")
    options.add_argument("--language", default="en")
    options.add_argument("--rtl", action="store_true")
    options.add_argument("--scale", type=float, default=1.0)
    options.add_argument("--width", type=int, default=width)
    options.add_argument("--height", type=int, default=height)
    options.add_argument("--scene", choices=scenes, default=scenes[0])
    options.add_argument("--shot", type=Path)
    chosen = options.parse_args()
    if chosen.shot:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0], *STYLE_ARGUMENTS])
    set_language(chosen.language, ROOT / "translations")
    if chosen.rtl or is_right_to_left():
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme = Theme(app, ICONS, ThemeChoice.DARK if chosen.dark else ThemeChoice.LIGHT, chosen.scale)
    window = build(Stage(app, theme, chosen.scene))
    window.resize(chosen.width, chosen.height)
    window.show()
    if not chosen.shot:
        return app.exec()
    for _turn in range(5):
        app.processEvents()
    window.grab().save(str(chosen.shot))
    window.close()
    return 0

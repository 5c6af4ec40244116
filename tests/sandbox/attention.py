"""The question of the first closing, and the icons of the tray: `python -m tests.sandbox.attention --scene icons`."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from microblog_desktop.ui.tray.stay_dialog import StayDialog
from microblog_desktop.ui.tray.tray_picture import tray_picture
from tests.sandbox.stage import Stage, play

SCENES = ("stay", "icons")
_COUNTS = (0, 1, 9, 42, 100)
_SIZES = (16, 22, 32, 48)
_ENLARGED = 3


def build(stage: Stage) -> QWidget:
    return StayDialog(stage.theme) if stage.scene == "stay" else _icons(stage)


def _icons(stage: Stage) -> QWidget:
    """Each as it is and enlarged, on the panel of a light or dark desktop."""
    panel = QWidget()
    panel.setAutoFillBackground(True)
    palette = panel.palette()
    palette.setColor(panel.backgroundRole(), QColor("#1b1e25" if stage.theme.is_dark else "#f2f2f2"))
    panel.setPalette(palette)
    grid = QGridLayout(panel)
    for row, size in enumerate(_SIZES):
        for column, count in enumerate(_COUNTS):
            picture = tray_picture(count, size)
            grid.addWidget(_label(picture), row, 2 * column)
            side = size * _ENLARGED
            grid.addWidget(_label(picture.scaled(side, side)), row, 2 * column + 1)
    return panel


def _label(picture: QPixmap) -> QLabel:
    label = QLabel()
    label.setPixmap(picture)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=420, height=230))

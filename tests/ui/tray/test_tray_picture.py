"""The painted number of the tray's icon (ui/tray/tray_picture.py)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from microblog_desktop.ui.theme.tokens import LIGHT
from microblog_desktop.ui.tray.tray_picture import SIZES_PX, tray_icon, tray_picture

pytestmark = pytest.mark.usefixtures("qapp")


def image(count: int, size: int) -> QImage:
    return tray_picture(count, size).toImage().convertToFormat(QImage.Format.Format_ARGB32)


def share_of(picture: QImage, color: str, tolerance: int = 40) -> float:
    wanted = QColor(color)
    side = picture.width()
    pixels = [picture.pixelColor(x, y) for x in range(side) for y in range(side)]
    near = [
        pixel
        for pixel in pixels
        if pixel.alpha() > 128
        and abs(pixel.red() - wanted.red()) + abs(pixel.green() - wanted.green()) + abs(pixel.blue() - wanted.blue())
        < tolerance
    ]
    return len(near) / len(pixels)


@pytest.mark.parametrize("size", SIZES_PX)
def test_what_waits_is_seen_at_once(size: int) -> None:
    assert share_of(image(0, size), LIGHT.danger) == 0
    for count in (1, 9, 42, 100):
        assert share_of(image(count, size), LIGHT.danger) > 0.1
        assert share_of(image(count, size), "#ffffff", 120) > 0.02, "the number itself"


@pytest.mark.parametrize("size", SIZES_PX)
def test_each_number_looks_another_way(size: int) -> None:
    pictures = [image(count, size) for count in (0, 1, 2, 9, 10, 42, 99, 100)]
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])
    assert image(100, size) == image(5000, size)


def test_the_icon_has_every_size(qapp: QApplication) -> None:
    icon = tray_icon(3)
    assert {size.width() for size in icon.availableSizes()} == set(SIZES_PX)

"""The program's icon in all sizes and forms, drawn from resources/app-icon.svg with the Qt that the client uses."""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path("resources/app-icon.svg")
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_ICO_SIZES = (16, 24, 32, 48, 64, 256)
# What macOS calls its sizes; the even ones of each pair are for screens with twice the points.
_ICNS_SIZES: Mapping[str, int] = {
    "icp4": 16,
    "icp5": 32,
    "ic07": 128,
    "ic08": 256,
    "ic09": 512,
    "ic10": 1024,
    "ic11": 32,
    "ic12": 64,
    "ic13": 256,
    "ic14": 512,
}


def draw(size: int, drawing: Path = DRAWING) -> bytes:
    """Return a PNG of this many pixels."""
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise ValueError(f"{drawing} cannot be drawn")
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    pen = QPainter(image)
    renderer.render(pen)
    pen.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # PySide6 takes the kind as text
    return bytes(content.data())


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Return the icon of a Windows program: a table of sizes, then a PNG each."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    begin = len(head) + 16 * len(pictures)
    table = b""
    for size, picture in sorted(pictures.items()):
        # 256 is written as 0.
        table += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), begin)
        begin += len(picture)
    return head + table + b"".join(picture for _, picture in sorted(pictures.items()))


def icns(pictures: Mapping[str, bytes]) -> bytes:
    """Return the icon of a macOS program: PNGs by the name of their size."""
    parts = b"".join(
        name.encode("ascii") + struct.pack(">I", 8 + len(picture)) + picture for name, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def make(folder: Path) -> None:
    """Write all of them into `folder`: hicolor/…, app-icon.ico and app-icon.icns."""
    application = QGuiApplication.instance() or QGuiApplication([])
    for size in SIZES:
        file = folder / "hicolor" / f"{size}x{size}" / "apps" / "microblog-desktop.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(draw(size))
    (folder / "app-icon.ico").write_bytes(ico({size: draw(size) for size in _ICO_SIZES}))
    (folder / "app-icon.icns").write_bytes(icns({name: draw(size) for name, size in _ICNS_SIZES.items()}))
    del application

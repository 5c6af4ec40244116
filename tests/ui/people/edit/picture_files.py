"""Picture files for these tests, some of which lie about themselves, and a hand that drops them."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

RED, BLUE = (200, 30, 30), (30, 30, 200)


def saved(folder: Path, name: str, image: Image.Image, **options: object) -> Path:
    path = folder / name
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def two_halves(width: int = 300, height: int = 200) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def lying_on_its_side(folder: Path) -> Path:
    """Stored turned; its EXIF says to turn it a quarter: then red is above blue."""
    image = two_halves()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "a secret description"
    return saved(folder, "turned.jpg", image, exif=exif, quality=95)


def bomb(folder: Path, width: int, height: int) -> Path:
    """A small PNG that says it is huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100_000)) + chunk(b"IEND", b"")
    path = folder / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def drop_file(path: Path, onto: QWidget) -> None:
    """As a hand does: over the widget first."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, button, nothing = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(onto, QDragEnterEvent(QPoint(1, 1), copy, data, button, nothing))
    QApplication.sendEvent(onto, QDropEvent(QPoint(1, 1), copy, data, button, nothing))

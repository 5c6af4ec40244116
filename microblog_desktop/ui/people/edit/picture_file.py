"""A picture that a person chose, from its file to pixels: in a thread, and never more than this computer can hold."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import N_

_MOST_BYTES = 64 * 1024 * 1024
_MOST_PIXELS = 24_000_000
# Of a JPEG only as much is decoded as will be seen.
_MOST_JPEG_PIXELS = 120_000_000
_LONGEST_SIDE = 30_000
_LEAST_SIDE = 16
WORKING_SIDE = 2048
_BEGINNINGS = ((b"\x89PNG\r\n\x1a\n", b"png"), (b"\xff\xd8\xff", b"jpeg"), (b"GIF8", b"gif"))

TOO_LARGE = N_("This picture is too large. Choose one with fewer pixels.")
TOO_SMALL = N_("This picture is too small. Choose one of at least 16 × 16 pixels.")
NO_PICTURE = N_("This is not a picture that can be read. Choose a PNG, JPEG, WebP or GIF file.")
DAMAGED = N_("This picture is damaged and cannot be read. Choose another one.")
NOT_READ = N_("The file cannot be read. Check that it is still there and that you may open it.")


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture, or the words why there is none (to be translated)."""

    image: QImage
    complaint: str = ""


class PictureOpener(QObject):
    """`opened` follows each `open_file`; only the last one counts."""

    opened = Signal(object)  # Opened
    _done = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._number = 0
        self._done.connect(self._tell)

    def open_file(self, path: Path) -> None:
        self._number += 1
        self._pool.start(partial(self._open, self._number, path))

    def close(self) -> None:
        """Wait for the last one."""
        self._number += 1
        self._pool.clear()
        self._pool.waitForDone()

    def _open(self, number: int, path: Path) -> None:
        """Runs in the pool's thread; hands the picture back by a queued signal."""
        self._done.emit(number, open_picture(path))

    def _tell(self, number: int, opened: Opened) -> None:
        if number == self._number:
            self.opened.emit(opened)


def open_picture(path: Path) -> Opened:
    """What the file claims is looked at before anything is decoded."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return _complain(TOO_LARGE)
        data = path.read_bytes()
    except OSError:
        return _complain(NOT_READ)
    return decode(data)


def decode(data: bytes) -> Opened:
    """Upright, and no larger than needed here."""
    format = _format_of(data)
    if format is None:
        return _complain(NO_PICTURE)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(format))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        return _complain(DAMAGED)
    complaint = _complaint_of(size, format)
    if complaint:
        return _complain(complaint)
    if max(size.width(), size.height()) > WORKING_SIDE:
        reader.setScaledSize(size.scaled(WORKING_SIDE, WORKING_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return _complain(DAMAGED) if image.isNull() else Opened(image)


def from_clipboard(image: QImage) -> Opened:
    """A picture that is in memory already."""
    complaint = _complaint_of(image.size(), b"png")
    if image.isNull() or complaint:
        return _complain(complaint or NO_PICTURE)
    if max(image.width(), image.height()) > WORKING_SIDE:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(WORKING_SIDE, WORKING_SIDE, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return Opened(image)


def _format_of(data: bytes) -> bytes | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return b"webp"
    return next((format for beginning, format in _BEGINNINGS if data.startswith(beginning)), None)


def _complaint_of(size: QSize, format: bytes) -> str:
    width, height = size.width(), size.height()
    most = _MOST_JPEG_PIXELS if format == b"jpeg" else _MOST_PIXELS
    if width * height > most or max(width, height) > _LONGEST_SIDE:
        return TOO_LARGE
    return TOO_SMALL if min(width, height) < _LEAST_SIDE else ""


def _complain(words: str) -> Opened:
    return Opened(QImage(), words)

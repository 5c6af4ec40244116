"""Pictures from bytes to the screen: decoded in a thread, scaled once, kept for a while.

Bytes come from strangers: their size is looked at before anything is decoded. What decodes is loaded with the first.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QPainter, QPixmap

from microblog_desktop.viewmodels.ports import PictureSource

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

_MAX_SIDE_PX = 4096
_ALLOCATION_LIMIT_MB = 96
_CACHE_LIMIT = 256
# Only these, known by how they begin. An SVG is a program: it may take for ever, or read this computer's files.
_BEGINNINGS = ((b"\x89PNG\r\n\x1a\n", b"png"), (b"\xff\xd8\xff", b"jpeg"), (b"GIF8", b"gif"), (b"RIFF", b"webp"))


class RoundPictures(QObject):
    """Round avatar pixmaps by address, size and pixel ratio; `arrived` names a new one's address."""

    arrived = Signal(str)
    _decoded = Signal(str, int, object)  # a QImage

    def __init__(self, source: PictureSource) -> None:
        super().__init__()
        self._source = source
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._kept: OrderedDict[tuple[str, int], QPixmap | None] = OrderedDict()
        self._underway: set[tuple[str, int]] = set()
        self._decoded.connect(self._keep)
        self._end_subscription = source.subscribe(self._forget_and_tell)

    def find(self, url: str, size: int, ratio: float) -> QPixmap | None:
        """The picture if it is ready; else it is asked for, and `arrived` follows."""
        key = (url, round(size * ratio))
        if key in self._kept:
            self._kept.move_to_end(key)
            pixmap = self._kept[key]
            if pixmap is not None:
                pixmap.setDevicePixelRatio(ratio)
            return pixmap
        if key not in self._underway:
            self._begin(key)
        return None

    def close(self) -> None:
        """End the subscription and wait for the last decoding."""
        self._end_subscription()
        self._pool.clear()
        self._pool.waitForDone()

    def _begin(self, key: tuple[str, int]) -> None:
        url, side = key
        data = self._source.get(url)
        if data is None:
            self._source.want(url)
            return
        self._underway.add(key)
        self._pool.start(partial(self._decode, url, side, data))

    def _decode(self, url: str, side: int, data: bytes) -> None:
        """Runs in the pool's thread; hands the image back by a queued signal."""
        self._decoded.emit(url, side, decode_round(data, side))

    def _keep(self, url: str, side: int, image: QImage) -> None:
        key = (url, side)
        self._underway.discard(key)
        # What cannot be decoded is kept as nothing, so that it is not tried at every paint.
        self._kept[key] = None if image.isNull() else QPixmap.fromImage(image)
        while len(self._kept) > _CACHE_LIMIT:
            self._kept.popitem(last=False)
        self.arrived.emit(url)

    def _forget_and_tell(self, url: str) -> None:
        for key in [key for key in self._kept if key[0] == url]:
            del self._kept[key]
        self.arrived.emit(url)


def decode_round(data: bytes, side: int) -> QImage:
    """The middle square of a picture, `side` pixels wide, cut round; a null image if it is no picture."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QImageReader

    format = next((format for beginning, format in _BEGINNINGS if data.startswith(beginning)), None)
    if format is None:
        return QImage()
    QImageReader.setAllocationLimit(_ALLOCATION_LIMIT_MB)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(format))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _MAX_SIDE_PX or size.isEmpty():
        return QImage()
    reader.setScaledSize(_covering(size, side))
    image = reader.read()
    if image.isNull():
        return image
    return _cut_round(image, side)


def _covering(size: QSize, side: int) -> QSize:
    scaled = size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    # A sliver of a picture would cover the square only at an enormous length.
    return scaled.boundedTo(QSize(side * 8, side * 8))


def _cut_round(image: QImage, side: int) -> QImage:
    from PySide6.QtGui import QImage, QPainterPath

    result = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    circle = QPainterPath()
    circle.addEllipse(QRectF(0, 0, side, side))
    painter.setClipPath(circle)
    middle = QRect(0, 0, min(side, image.width()), min(side, image.height()))
    middle.moveCenter(image.rect().center())
    painter.drawImage(QRect(0, 0, side, side), image, middle)
    painter.end()
    return result

"""Line icons from SVG files, drawn in any colour, sharp on any screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

_CACHE_LIMIT = 400


class IconDrawer:
    """Draw the icons of one folder; each picture is made once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn: dict[tuple[str, int, int, int, float], QPixmap] = {}

    def draw(self, name: str, color: QColor, size: QSize, ratio: float) -> QPixmap:
        key = (name, color.rgba(), size.width(), size.height(), ratio)
        found = self._drawn.get(key)
        if found is None:
            if len(self._drawn) >= _CACHE_LIMIT:
                self._drawn.clear()
            found = self._drawn[key] = self._render(name, color, size, ratio)
        return found

    def _render(self, name: str, color: QColor, size: QSize, ratio: float) -> QPixmap:
        # Imported when the first icon is drawn, so that importing the theme costs nothing.
        from PySide6.QtSvg import QSvgRenderer

        path = self._folder / f"{name}.svg"
        # Read by ourselves: a missing file is an error here and not a line in a log.
        drawing = QSvgRenderer(QByteArray(path.read_bytes()))
        pixmap = QPixmap((size.toSizeF() * ratio).toSize())
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.render(painter, QRectF(pixmap.rect()))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(pixmap.rect(), color)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

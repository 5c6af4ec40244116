"""A picture that is dropped or pasted: as a file, or as it is in memory."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

Incoming = Path | QImage | None


def incoming_picture(data: QMimeData) -> Incoming:
    """One file of this computer, or an image; None for anything else."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
    if len(files) == 1:
        return files[0]
    if data.hasImage():
        image = data.imageData()
        return image if isinstance(image, QImage) and not image.isNull() else None
    return None


def is_picture_alone(data: QMimeData) -> bool:
    """Whether pasting can only mean the picture: there is no text that could be meant."""
    return data.hasImage() and not data.hasText()

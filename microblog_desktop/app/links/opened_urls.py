"""macOS hands a link to the program that runs as an event, not as an argument."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class OpenedUrls(QObject):
    """Listens as long as the application lives."""

    def __init__(self, app: QApplication, on_link: Callable[[str], None]) -> None:
        super().__init__(app)
        self._on_link = on_link
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent) or not event.url().isValid():
            return False
        self._on_link(event.url().toString())
        return True

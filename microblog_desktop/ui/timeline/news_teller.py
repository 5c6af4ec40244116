"""Tells a screen reader that something came, seldom enough not to disturb."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from microblog_desktop.ui.timeline.pill import new_posts

PAUSE_MS = 30_000


class NewsTeller(QObject):
    """Says in `words` how many are new whenever there are more, with a pause after each time."""

    def __init__(self, say: Callable[[str], None], parent: QObject, words: Callable[[int], str] = new_posts) -> None:
        super().__init__(parent)
        self._say = say
        self._words = words
        self._count = 0
        self._is_due = False
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._tell_if_due)

    def note(self, count: int) -> None:
        self._is_due = count > 0 and (self._is_due or count > self._count)
        self._count = count
        if not self._pause.isActive():
            self._tell_if_due()

    def _tell_if_due(self) -> None:
        if self._is_due:
            self._is_due = False
            self._say(self._words(self._count))
            self._pause.start()

"""Has the posts in view translated that the person wants to read in their own language without asking for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.viewmodels.timeline.rows import PostRow

PAUSE_MS = 400
"""Of posts that only fly past none is asked for."""


class UnaskedTranslation(QObject):
    """Looks at a list when its rows have come to rest; at most those in view are asked for at a time."""

    def __init__(self, view: VirtualList, row_at: Callable[[int], object], ask: Callable[[PostRow], None]) -> None:
        super().__init__(view)
        self._view = view
        self._row_at = row_at
        self._ask = ask
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._look)
        view.verticalScrollBar().valueChanged.connect(self.look_soon)
        for changed in (view.model.rowsInserted, view.model.dataChanged, view.model.modelReset):
            changed.connect(self.look_soon)
        self.look_soon()

    def look_soon(self) -> None:
        self._pause.start()

    def _look(self) -> None:
        if not self._view.isVisible():
            return
        height = self._view.viewport().height()
        for placed in self._view.placed():
            row = self._row_at(placed.index) if placed.bottom > 0 and placed.top < height else None
            if isinstance(row, PostRow):
                self._ask(row)

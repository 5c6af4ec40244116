"""A list whose newest row comes to the top shows it, if the top is what is read; else nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QObject

from microblog_desktop.ui.list.virtual_list import VirtualList


class NewestInSight(QObject):
    """Hold `view` at its top while rows of `model` come and move there."""

    def __init__(self, view: VirtualList, model: QAbstractItemModel) -> None:
        super().__init__(view)
        self._view = view
        self._is_at_top = True
        for about in (model.rowsAboutToBeInserted, model.rowsAboutToBeMoved, model.rowsAboutToBeRemoved):
            about.connect(self._look)
        for done in (model.rowsInserted, model.rowsMoved, model.rowsRemoved):
            done.connect(self._hold)

    def _look(self) -> None:
        self._is_at_top = self._view.is_at_top()

    def _hold(self) -> None:
        if self._is_at_top:
            self._view.scroll_to_top()

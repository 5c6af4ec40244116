"""The yardstick: Qt's own list of as many one-line labels, each as high as the next, and nothing else.

Nothing in Qt can be quicker: it knows where every row is by one multiplication, paints one line of text for each,
and moves what is painted already by copying it.
"""

from __future__ import annotations

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QListView

_LABEL = "One line of text, number {number}"


class BareList:
    """A window with a bare list, moved by the same wishes as the client's."""

    def __init__(self, posts: int) -> None:
        self._model = QStringListModel([_LABEL.format(number=number) for number in range(posts)])
        self.window = QListView()
        self.window.setUniformItemSizes(True)
        self.window.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.window.setModel(self._model)

    def scroll_by(self, pixels: int) -> None:
        bar = self.window.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def prepend(self, rows: int) -> None:
        """Bring rows at the top and keep what is read where it is."""
        before = self.window.verticalScrollBar().value()
        self._model.insertRows(0, rows)
        for row in range(rows):
            self._model.setData(self._model.index(row), _LABEL.format(number=row))
        # Its rows are laid out in a later turn; until then the bar does not reach further.
        self.window.executeDelayedItemsLayout()
        self.window.verticalScrollBar().setValue(before + rows * self.window.sizeHintForRow(0))

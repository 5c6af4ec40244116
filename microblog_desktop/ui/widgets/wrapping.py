"""A row of buttons that goes on in the next line where the room ends: other words are longer, larger letters wider."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from microblog_desktop.ui.theme.tokens import Space

_BETWEEN = int(Space.XS) + 2


class WrappingRow(QLayout):
    """Each line ends where lines of text end; the items that do not fit beside the others stand below them."""

    def __init__(self, between: int = _BETWEEN, *, edge: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTrailing) -> None:
        """`edge` is where the lines stand: `AlignLeading` or `AlignTrailing`."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._between = between
        self._edge = edge
        self.setContentsMargins(0, 0, 0, 0)

    # What Qt asks of a layout.

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(self._height(line) for line in lines) + self._between * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._between * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        broadest = max((size.width() for size in sizes), default=0)
        return QSize(broadest, max((size.height() for size in sizes), default=0))

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        parent = self.parentWidget()
        is_mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        y = rect.y()
        for line in self._lines(rect.width()):
            sizes = [item.sizeHint() for item in line]
            taken = sum(size.width() for size in sizes) + self._between * (len(line) - 1)
            x = rect.width() - taken if self._edge is Qt.AlignmentFlag.AlignTrailing else 0
            for item, size in zip(line, sizes, strict=True):
                left = rect.width() - x - size.width() if is_mirrored else x
                down = (self._height(line) - size.height()) // 2
                item.setGeometry(QRect(QPoint(rect.x() + left, y + down), size))
                x += size.width() + self._between
            y += self._height(line) + self._between

    # How it is done.

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._shown():
            needed = item.sizeHint().width()
            if lines and taken + self._between + needed <= width:
                lines[-1].append(item)
                taken += self._between + needed
            else:
                lines.append([item])
                taken = needed
        return lines

    @staticmethod
    def _height(line: list[QLayoutItem]) -> int:
        return max(item.sizeHint().height() for item in line)

"""A row of buttons that goes on in the next line where the room ends: other words are longer, larger letters wider.

It places its children itself: a layout written in Python loses items that Qt deletes, and takes the program with it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.ui.theme.tokens import Space

_BETWEEN = int(Space.XS) + 2


def grow_to_words(dialog: QWidget) -> None:
    """Words in another language may need more lines than the dialog was made for."""
    layout = dialog.layout()
    if layout is not None and layout.hasHeightForWidth():
        layout.activate()
        needed = layout.totalHeightForWidth(dialog.width())
        dialog.resize(dialog.width(), max(dialog.height(), needed))


class WrappingRow(QWidget):
    """Each line ends where lines of text end; the widgets that do not fit beside the others stand below them."""

    def __init__(self, between: int = _BETWEEN, *, edge: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTrailing) -> None:
        """`edge` is where the lines stand: `AlignLeading` or `AlignTrailing`."""
        super().__init__()
        self._parts: list[QWidget] = []
        self._between = between
        self._edge = edge
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget) -> None:
        """Put it at the end; a part that is hidden takes no room."""
        part.setParent(self)
        self._parts.append(part)

    # What Qt asks.

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(_height(line) for line in lines) + self._between * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        sizes = [_size(part) for part in self._shown()]
        width = sum(size.width() for size in sizes) + self._between * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        sizes = [_size(part) for part in self._shown()]
        broadest = max((size.width() for size in sizes), default=0)
        return QSize(broadest, max((size.height() for size in sizes), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            # A part was shown, hidden, or has other words.
            self.updateGeometry()
            self._place()
        elif event.type() in {QEvent.Type.LayoutDirectionChange, QEvent.Type.Show}:
            self._place()
        return super().event(event)

    # How it is done.

    def _place(self) -> None:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        y = 0
        for line in self._lines(self.width()):
            sizes = [_size(part) for part in line]
            taken = sum(size.width() for size in sizes) + self._between * (len(line) - 1)
            x = self.width() - taken if self._edge is Qt.AlignmentFlag.AlignTrailing else 0
            for part, size in zip(line, sizes, strict=True):
                left = self.width() - x - size.width() if is_mirrored else x
                part.setGeometry(QRect(left, y + (_height(line) - size.height()) // 2, size.width(), size.height()))
                x += size.width() + self._between
            y += _height(line) + self._between

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        taken = 0
        for part in self._shown():
            needed = _size(part).width()
            if lines and taken + self._between + needed <= width:
                lines[-1].append(part)
                taken += self._between + needed
            else:
                lines.append([part])
                taken = needed
        return lines


def _size(part: QWidget) -> QSize:
    return part.sizeHint().expandedTo(part.minimumSize()).boundedTo(part.maximumSize())


def _height(line: list[QWidget]) -> int:
    return max(_size(part).height() for part in line)

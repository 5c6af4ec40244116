"""Places are given as if one reads from the left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from microblog_desktop.ui.widgets.painting import mirrored


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("rect", [QRect(0, 0, 10, 5), QRect(37, 8, 20, 20), QRect(90, 3, 30, 4)])
def test_places_are_mirrored_as_qt_mirrors_them(qapp: QApplication, direction: Qt.LayoutDirection, rect: QRect) -> None:
    widget = QWidget()
    widget.setLayoutDirection(direction)
    assert mirrored(rect, widget, 100) == QStyle.visualRect(direction, QRect(0, 0, 100, 1), rect)

"""The bar floats over the rows and takes no room from them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.list.overlay_bar import OverlayBar
from microblog_desktop.ui.theme.theme import Theme


def test_it_mirrors_the_hidden_bar_both_ways(qtbot: QtBot, theme: Theme) -> None:
    area = QAbstractScrollArea()
    qtbot.addWidget(area)
    bar = OverlayBar(theme, area)
    area.resize(300, 200)
    area.show()
    hidden = area.verticalScrollBar()
    hidden.setPageStep(200)
    hidden.setRange(0, 900)
    hidden.setValue(300)
    assert bar.isVisible()
    assert (bar.maximum(), bar.value(), bar.pageStep()) == (900, 300, 200)
    bar.setValue(500)
    assert hidden.value() == 500
    hidden.setRange(0, 0)
    assert not bar.isVisible()


def test_it_stands_where_reading_ends(qtbot: QtBot, theme: Theme) -> None:
    area = QAbstractScrollArea()
    qtbot.addWidget(area)
    bar = OverlayBar(theme, area)
    area.resize(300, 200)
    bar.stand_at_the_edge()
    assert bar.geometry().right() == 299
    area.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bar.stand_at_the_edge()
    assert bar.geometry().left() == 0

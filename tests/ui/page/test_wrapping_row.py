"""Tests of microblog_desktop/ui/page/wrapping_row.py."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.page.wrapping_row import WrappingRow


class _Block(QWidget):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.setFixedSize(width, 30)


def _row(qtbot: QtBot, width: int, edge: Qt.AlignmentFlag) -> tuple[WrappingRow, list[QWidget]]:
    row, blocks = WrappingRow(10, edge=edge), [_Block(100), _Block(80), _Block(60)]
    qtbot.addWidget(row)
    for block in blocks:
        row.add(block)
    row.resize(width, row.heightForWidth(width))
    row.show()
    return row, list(blocks)


def test_what_fits_stands_on_one_line_at_its_edge(qtbot: QtBot) -> None:
    row, blocks = _row(qtbot, 300, Qt.AlignmentFlag.AlignTrailing)
    assert row.height() == 30
    assert [block.x() for block in blocks] == [40, 150, 240]
    _window, blocks = _row(qtbot, 300, Qt.AlignmentFlag.AlignLeading)
    assert [block.x() for block in blocks] == [0, 110, 200]


def test_what_does_not_fit_goes_on_below(qtbot: QtBot) -> None:
    row, blocks = _row(qtbot, 200, Qt.AlignmentFlag.AlignTrailing)
    assert row.height() == 70
    assert [(block.x(), block.y()) for block in blocks] == [(10, 0), (120, 0), (140, 40)]


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    row, blocks = _row(qtbot, 200, Qt.AlignmentFlag.AlignLeading)
    blocks[0].hide()
    qtbot.waitUntil(lambda: [block.x() for block in blocks[1:]] == [0, 90])
    assert row.heightForWidth(200) == 30
    blocks[0].show()
    qtbot.waitUntil(lambda: [block.x() for block in blocks] == [0, 110, 0])


@pytest.mark.parametrize(("edge", "places"), [("AlignTrailing", [160, 70, 0]), ("AlignLeading", [200, 110, 40])])
def test_it_is_mirrored_where_one_reads_from_the_right(qtbot: QtBot, edge: str, places: list[int]) -> None:
    row, blocks = _row(qtbot, 300, Qt.AlignmentFlag[edge])
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert [block.x() for block in blocks] == places

"""Posts that break other clients come by like any other: the list stays whole, and each step fits into a frame."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import EntryKey, PostKey
from microblog_desktop.domain.rules.marked_text import mark
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.row_factory import TimelineRows
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.lists.row_list import RowList
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.store.world import NOON
from tests.ui.posts.rows import ALL

UNUSUAL = {
    "50,000 characters without a space": "wort" * 12_500,
    "a syllable repeated without a space": "한글" * 20_000,
    "10,000 combining marks": "a" + "\u0301" * 10_000,
    "families of joined emoji": "👩‍👩‍👧‍👦" * 2_000,
    "a thousand paragraphs": "\n".join("line" for _ in range(1_000)),
    "both directions in each line": "مرحبا hello 123 שלום world. " * 400,
    "isolates that never end": "\u2067abc" * 3_000,
    "nothing but spaces": " " * 20_000,
}
FRAME_S = 0.016


def timeline(qtbot: QtBot, theme: Theme, pictures: RoundPictures, body: str) -> VirtualList:
    rows: RowList[PostRow] = RowList()
    bodies = ["Good morning from the harbour."] * 30
    bodies[10] = bodies[20] = body
    rows.show([replace(ALL, key=EntryKey(n), post=PostKey(n), body=mark(text)) for n, text in enumerate(bodies)])
    view = VirtualList(theme, rows, TimelineRows(theme, pictures, lambda: NOON, PostWishes()))
    qtbot.addWidget(view)
    rows.setParent(view)
    view.resize(640, 700)
    view.show()
    QApplication.processEvents()
    return view


def step(view: VirtualList, pixels: int) -> float:
    """Scroll, paint, and tell how long this thread worked for it: others share the machine."""
    began_s = time.thread_time()
    view.scroll_by(pixels)
    view.viewport().repaint()
    return time.thread_time() - began_s


@pytest.mark.parametrize("name", UNUSUAL)
def test_it_scrolls_by_like_any_other(qtbot: QtBot, theme: Theme, pictures: RoundPictures, name: str) -> None:
    view = timeline(qtbot, theme, pictures, UNUSUAL[name])
    steps = []
    while not view.is_at_end():
        steps.append(step(view, 120))
        for above, below in pairwise(view.placed()):
            assert above.bottom == below.top
    for height in (row.height for row in view.placed()):
        assert 60 < height < 3000
    # There are two of them: one may meet an interruption, not both.
    assert sorted(steps)[-2] < FRAME_S


@pytest.mark.parametrize("name", UNUSUAL)
def test_another_width_keeps_it_in_its_place(qtbot: QtBot, theme: Theme, pictures: RoundPictures, name: str) -> None:
    view = timeline(qtbot, theme, pictures, UNUSUAL[name])
    view.current.go_to(10)
    view.scroll_by(90)
    place = view.place()
    for width in (380, 900, 640):
        view.resize(width, 700)
        QApplication.sendPostedEvents()
        assert view.place() == place

"""What is newest is seen by who is at the top, and moves nothing for who is not."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.messages.newest_in_sight import NewestInSight
from microblog_desktop.ui.theme.theme import Theme
from tests.ui.list.rows import Block, BlockModel, BlockRows


def test_a_row_that_comes_to_the_top_is_seen_only_from_the_top(qtbot: QtBot, theme: Theme) -> None:
    model = BlockModel([Block(key, 60) for key in range(20)])
    view = VirtualList(theme, model, BlockRows())
    NewestInSight(view, model)
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    qtbot.waitExposed(view)
    model.insert(0, [Block(100, 60)])
    assert view.is_at_top()
    assert view.first_visible() == 0
    view.scroll_by(150)
    place = view.place()
    model.insert(0, [Block(101, 60)])
    assert view.place() == place
    model.remove(0, 0)
    assert view.place() == place

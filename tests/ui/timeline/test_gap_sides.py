"""From which side a person comes to a hole."""

from __future__ import annotations

from PySide6.QtTest import QAbstractItemModelTester

from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.ui.timeline.gap_sides import GapSides
from tests.store.world import World, entries
from tests.ui.timeline.opened import Opened, settle


def test_the_side_is_told_by_where_one_is_and_which_way_one_went(world: World, opened: Opened) -> None:
    QAbstractItemModelTester(opened.model, opened.page)
    world.refresh(*entries(*range(430, 400, -1)))
    settle()
    gap, view = opened.home.gap(), opened.page.posts.list
    sides = opened.page.posts.findChild(GapSides)
    assert sides is not None
    assert sides.side(gap.key) is GapSide.BOTTOM
    assert sides.other_side(gap.key) is GapSide.TOP
    opened.page.posts.show_newest()
    settle()
    assert sides.side(gap.key) is GapSide.TOP
    index = opened.model.index_of(gap.key)
    assert index is not None
    view.ensure_visible(index)
    view.scroll_by(200)
    settle()
    assert sides.side(gap.key) is GapSide.TOP
    view.scroll_by(-10)
    settle()
    assert sides.side(gap.key) is GapSide.BOTTOM

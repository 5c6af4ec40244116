"""The reader's place through everything that can happen, the line, the pill, the way back, and holes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import posting
from microblog_desktop.domain.ids import HOME, EntryKey
from microblog_desktop.domain.posts.timeline import GapSide, TimelinePage
from microblog_desktop.store.rows import ReadUpTo
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline import timeline_view
from microblog_desktop.ui.timeline.mark_row import MarkRowWidget
from microblog_desktop.ui.timeline.pill import new_posts
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.timeline.reading.mark_row import MarkRow
from microblog_desktop.viewmodels.timeline.rows import GapRow
from tests.store.world import World, entries, entry, post
from tests.ui.timeline.opened import Opened, settle


def on_screen(opened: Opened) -> dict[str, int]:
    """Where each post in view stands, by its text."""
    view, found = opened.page.posts.list, {}
    for row in view.placed():
        widget = view.live.find(view.key_at(row.index))
        if widget is not None and row.bottom > 0 and row.top < view.viewport().height():
            found[widget.accessibleName()] = widget.y()
    return found


def scroll_to(opened: Opened, text: str, top: int) -> EntryKey:
    """Have a post stand `top` pixels below the upper edge, as by scrolling."""
    view = opened.page.posts.list
    index = opened.model.index_of(opened.home.post(text).key)
    assert index is not None
    view.ensure_visible(index)
    settle()
    here = next(row.top for row in view.placed() if row.index == index)
    view.scroll_by(here - top)
    settle()
    return opened.home.post(text).key


def come_back_after(world: World, opened: Opened, seconds: float) -> None:
    opened.model.look_away()
    world.later(seconds)
    opened.model.look()
    settle()


def marks(opened: Opened) -> list[int]:
    return [index for index, row in enumerate(opened.model.rows) if isinstance(row, MarkRow)]


# The place.


def test_the_place_is_the_same_after_a_restart_in_a_window_of_another_size(
    qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World, opened: Opened
) -> None:
    scroll_to(opened, "post 280", 120)
    before = opened.place()
    opened.page.posts.save()
    for size in ((620, 900), (420, 560), (1000, 600)):
        again = Opened(qtbot, theme, pictures, world)
        again.page.resize(*size)
        settle()
        assert again.place() == before
        again.model.close()


def test_the_place_stays_through_theme_width_and_text_size(theme: Theme, opened: Opened) -> None:
    scroll_to(opened, "post 280", 40)
    before = opened.place()
    changes: tuple[Callable[[], object], ...] = (
        lambda: theme.set_text_scale(1.5),
        lambda: opened.page.resize(440, 600),
        lambda: opened.page.resize(900, 640),
        lambda: theme.set_text_scale(1.0),
        lambda: opened.page.resize(620, 600),
        opened.page.posts.retranslate,
    )
    for change in changes:
        change()
        settle()
        assert opened.place() == before


def test_the_next_older_post_takes_the_place_of_a_deleted_one_after_a_restart(
    qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World, opened: Opened
) -> None:
    scroll_to(opened, "post 280", 30)
    opened.page.posts.save()
    opened.page.hide()
    found = world.store.posts.by_remote(post(280).id)
    assert found is not None
    opened.model.close()
    with world.store.transaction():
        world.store.posts.remove(found)
    again = Opened(qtbot, theme, pictures, world)
    assert again.place().key == again.home.post("post 279").key
    assert again.place().offset == 30
    again.model.close()


def test_streamed_posts_move_nothing_even_at_the_very_top(world: World, opened: Opened) -> None:
    for top in range(301, 306):
        before = on_screen(opened)
        world.refresh(*entries(*range(top, top - 40, -1)))
        settle()
        assert on_screen(opened) == before
    assert opened.model.new_above == 5


# The line.


def test_the_line_comes_above_what_is_read_and_moves_nothing(world: World, opened: Opened) -> None:
    scroll_to(opened, "post 280", 0)
    opened.page.posts.show_newest()
    settle()
    opened.model.look()
    before = on_screen(opened)
    opened.model.look_away()
    world.later(600)
    world.refresh(*entries(*range(303, 260, -1)))
    opened.model.look()
    settle()
    assert on_screen(opened) == before
    assert marks(opened) == [3]
    row = opened.model.rows[3]
    assert isinstance(row, MarkRow)
    assert row.text.startswith("New since you left at")


def test_the_line_goes_with_the_next_absence_after_it_was_read_past(world: World, opened: Opened) -> None:
    opened.model.look()
    opened.model.look_away()
    world.later(600)
    world.refresh(*entries(*range(303, 260, -1)))
    opened.model.look()
    settle()
    assert marks(opened) == [3]
    opened.page.posts.list.scroll_to_top()
    settle()
    assert opened.model.new_above == 0
    assert marks(opened) == [3]
    come_back_after(world, opened, 600)
    assert marks(opened) == []


def test_the_line_is_there_after_a_start_and_the_keyboard_passes_over_it(
    qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World, opened: Opened
) -> None:
    opened.model.close()
    with world.store.transaction():
        world.store.timelines.reading.save_read(HOME, ReadUpTo("00000298", world.now, None))
    world.later(20)
    again = Opened(qtbot, theme, pictures, world)
    assert again.model.new_above == 2
    qtbot.waitUntil(lambda: marks(again) == [2])
    settle()
    widget = again.page.findChild(MarkRowWidget)
    assert widget is not None
    assert widget.accessibleName().startswith("New since you left at")
    view = again.page.posts.list
    view.current.go_to(1)
    for step, expected in ((1, 3), (-1, 1)):
        again.page.posts.step(step)
        assert view.current.index() == expected
    again.model.close()


def test_a_place_on_the_line_is_kept_by_the_post_under_it(world: World, opened: Opened) -> None:
    opened.model.look()
    opened.model.look_away()
    world.later(600)
    world.refresh(*entries(*range(330, 260, -1)))
    opened.model.look()
    settle()
    view = opened.page.posts.list
    index = marks(opened)[0]
    view.ensure_visible(index)
    settle()
    here = next(row for row in view.placed() if row.index == index)
    view.scroll_by(here.top - 10)
    settle()
    assert view.place() is not None
    assert opened.place().key == opened.model.rows[index].key
    assert opened.model.place is not None
    assert opened.model.place.entry == opened.model.rows[index + 1].key
    assert opened.model.place.offset_px == -10 - here.height


# The pill and the way back.


def test_the_pill_counts_down_as_one_reads_up(world: World, opened: Opened) -> None:
    world.refresh(*entries(*range(312, 260, -1)))
    settle()
    counted = [opened.model.new_above]
    while not opened.page.posts.list.is_at_top():
        opened.page.posts.list.scroll_by(-60)
        settle()
        counted.append(opened.model.new_above)
        assert opened.pill.isVisible() == (counted[-1] > 0)
        assert opened.pill.text() == new_posts(counted[-1])
    assert counted[0] == 12
    assert counted[-1] == 0
    assert counted == sorted(counted, reverse=True)
    assert len(set(counted)) > 6


def test_many_new_posts_are_not_counted_to_the_last() -> None:
    assert new_posts(1) == "1 new post"
    assert new_posts(999) == "999 new posts"
    assert new_posts(1000) == "1000+ new posts"


def test_back_returns_to_the_pixel(world: World, opened: Opened) -> None:
    assert not opened.page.posts.back()
    for _ in range(8):
        opened.page.posts.list.scroll_by(1501)
        settle()
    world.refresh(*entries(*range(310, 260, -1)))
    settle()
    before = on_screen(opened)
    opened.page.posts.show_newest()
    settle()
    assert opened.page.posts.list.is_at_top()
    assert opened.way_back.isVisible()
    assert opened.page.posts.back()
    settle()
    assert on_screen(opened) == before
    assert not opened.way_back.isVisible()
    assert not opened.page.posts.back()


def test_back_finds_its_way_when_the_window_was_somewhere_else(
    qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World, opened: Opened
) -> None:
    opened.model.close()
    world.refresh(*entries(*range(1500, 290, -1)))
    again = Opened(qtbot, theme, pictures, world)
    for _ in range(20):
        again.page.posts.list.scroll_to_end()
        settle()
    again.page.posts.save()
    third = Opened(qtbot, theme, pictures, world)
    before = on_screen(third)
    third.page.posts.show_newest()
    settle()
    assert third.home.texts()[0] == "post 1500"
    assert third.page.posts.back()
    settle()
    assert on_screen(third) == before
    again.model.close()
    third.model.close()


def test_the_way_back_gives_its_place_to_the_pill_again(world: World, opened: Opened, qtbot: QtBot) -> None:
    opened.page.posts.list.scroll_by(900)
    settle()
    opened.page.posts.show_newest()
    settle()
    world.refresh(*entries(*range(303, 260, -1)))
    settle()
    assert opened.way_back.isVisible()
    assert not opened.pill.isVisible()
    waiting = opened.over_the_top.findChild(QTimer)
    assert waiting is not None
    waiting.setInterval(1)
    qtbot.waitUntil(opened.pill.isVisible)
    assert not opened.way_back.isVisible()
    assert opened.page.posts.back()


def test_the_way_back_is_pressed(opened: Opened) -> None:
    opened.page.posts.list.scroll_by(900)
    settle()
    before = opened.place()
    opened.page.posts.show_newest()
    settle()
    QTest.mouseClick(opened.way_back, Qt.MouseButton.LeftButton)
    settle()
    assert opened.place() == before


def test_who_reads_on_to_where_they_were_needs_no_way_back(opened: Opened) -> None:
    opened.page.posts.list.scroll_by(500)
    settle()
    opened.page.posts.show_newest()
    settle()
    opened.page.posts.list.scroll_by(900)
    settle()
    assert not opened.way_back.isVisible()
    assert not opened.page.posts.back()


def test_going_to_the_top_from_the_top_leaves_nothing_to_go_back_to(opened: Opened) -> None:
    opened.page.posts.show_newest()
    assert not opened.page.posts.back()


def test_a_step_of_a_few_posts_needs_no_way_back(world: World, opened: Opened) -> None:
    posting.publish(world.store, "mine", now=world.now, undo_s=5, draft="home")
    settle()
    opened.page.posts.show_newest()
    settle()
    assert opened.home.texts()[0] == "mine"
    assert opened.page.posts.list.is_at_top()
    assert not opened.way_back.isVisible()
    assert not opened.page.posts.back()


def test_a_hole_in_view_does_not_read_the_post_above_it(world: World, opened: Opened) -> None:
    gap = hole(world, opened)
    assert opened.model.new_above == 30
    view, index = opened.page.posts.list, opened.model.index_of(gap.key)
    assert index is not None
    view.ensure_visible(index)
    settle()
    assert opened.model.new_above == 30


# Whether somebody looks.


def test_leaving_the_page_is_looking_away(world: World, opened: Opened, qtbot: QtBot) -> None:
    qtbot.waitUntil(opened.model._look_on.isActive)
    world.later(60)
    opened.page.hide()
    read = world.store.timelines.reading.read_up_to(HOME)
    assert read is not None
    assert read.left_at == world.now
    world.later(3600)
    world.refresh(*entries(*range(303, 260, -1)))
    opened.page.show()
    qtbot.waitUntil(lambda: marks(opened) == [3])


def test_what_comes_into_view_while_nobody_looks_stays_new(
    world: World, opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(opened.model._look_on.isActive)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    monkeypatch.setattr(timeline_view, "_somebody_is_there", lambda: False)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert not opened.model._look_on.isActive()
    world.refresh(*entries(*range(303, 260, -1)))
    opened.page.posts.list.scroll_to_top()
    settle()
    assert opened.model.new_above == 3
    monkeypatch.setattr(timeline_view, "_somebody_is_there", lambda: True)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert opened.model.new_above == 0


# Holes.


def hole(world: World, opened: Opened) -> GapRow:
    world.refresh(*entries(*range(430, 400, -1)))
    settle()
    return opened.home.gap()


def fill(world: World, gap: GapRow, side: GapSide, *numbers: int, has_more: bool = True) -> None:
    edges = world.store.timelines.gap_edges(gap.key)
    assert edges is not None
    page = TimelinePage(entries(*numbers), has_more)
    with world.store.transaction():
        if side is GapSide.TOP:
            world.store.timelines.merge_before(HOME, page, edges.top)
        else:
            world.store.timelines.merge_after(HOME, page, edges.bottom)
    settle()


@pytest.mark.parametrize("side", [GapSide.TOP, GapSide.BOTTOM])
@pytest.mark.parametrize("closes", [False, True])
@pytest.mark.parametrize("gap_top", [0, 150, 320, 520])
def test_what_stands_on_the_side_one_comes_from_does_not_move(
    world: World,
    opened: Opened,
    side: GapSide,
    closes: bool,
    gap_top: int,
) -> None:
    gap = hole(world, opened)
    view = opened.page.posts.list
    index = opened.model.index_of(gap.key)
    assert index is not None
    view.ensure_visible(index)
    settle()
    comes_from_above = side is GapSide.TOP
    here = next(row.top for row in view.placed() if row.index == index)
    view.scroll_by(here - gap_top + (-1 if comes_from_above else 1))
    view.scroll_by(1 if comes_from_above else -1)
    settle()
    opened.page.posts.wishes.fill_gap.emit(gap)
    if gap_top in (150, 320):
        assert opened.home.sync.asked[-1] == ("fill_gap", gap.key, side)
    else:
        opened.page.posts._gaps.asked(gap.key, side)
    kept = set(range(401, 431)) if comes_from_above else set(range(101, 301))
    before = {text: y for text, y in on_screen(opened).items() if any(f"post {n}." in f"{text}." for n in kept)}
    numbers = range(400, 380, -1) if comes_from_above else range(320, 300, -1)
    if closes:
        numbers = range(400, 299, -1) if comes_from_above else range(401, 300, -1)
    fill(world, gap, side, *numbers)
    assert any(isinstance(row, GapRow) for row in opened.model.rows) != closes
    after = on_screen(opened)
    assert {text: after.get(text) for text in before} == before


def test_the_other_side_is_filled_by_shift_and_enter(world: World, opened: Opened) -> None:
    gap = hole(world, opened)
    opened.page.posts.show_newest()
    view = opened.page.posts.list
    index = opened.model.index_of(gap.key)
    assert index is not None
    view.current.go_to(index)
    widget = view.live.find(gap.key)
    assert widget is not None
    QTest.keyClick(widget, Qt.Key.Key_Return)
    QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert [ask[2] for ask in opened.home.sync.asked[-2:]] == [GapSide.TOP, GapSide.BOTTOM]


def test_a_hole_says_how_long_it_is(world: World, opened: Opened) -> None:
    world.refresh(*(entry(number, of=post(number)) for number in (7500, 7499)))
    settle()
    assert opened.home.gap().text == "Load posts in between · 2 hours"


def test_a_language_change_says_the_pill_anew(world: World, opened: Opened) -> None:
    world.refresh(*entries(*range(303, 260, -1)))
    settle()
    opened.pill.setText("in another language")
    QApplication.sendEvent(opened.page.posts, QEvent(QEvent.Type.LanguageChange))
    assert opened.pill.text() == "3 new posts"

"""The actions of a post: real buttons that say how they stand, at places that do not jump."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest

from tests.ui.posts.rows import ALL, Rows, buttons

DONE = replace(ALL, liked=True, reposted=True, bookmarked=True)


def test_each_says_how_it_stands(rows: Rows) -> None:
    row = replace(ALL, likes=9, reposts=0, replies=1)
    names = [button.accessibleName() for button in buttons(rows.post(row)).values()]
    assert names == ["Reply, 1 reply", "Repost", "Like, 9 likes", "Bookmark", "More"]
    done = buttons(rows.post(replace(DONE, likes=9, reposts=1)))
    names = [button.accessibleName() for button in done.values()]
    assert names == ["Reply, 1 reply", "Reposted, 1 repost", "Liked, 9 likes", "Bookmarked", "More"]
    assert [button.isChecked() for button in done.values()] == [False, True, True, True, False]


def test_a_screen_reader_finds_buttons_that_can_be_checked(rows: Rows) -> None:
    like = QAccessible.queryAccessibleInterface(buttons(rows.post(DONE))["Take back the like"])
    assert like is not None
    assert like.state().checked
    assert like.role() is QAccessible.Role.CheckBox
    assert like.text(QAccessible.Text.Name) == "Liked, 2 likes"


def test_a_press_is_a_wish_and_changes_nothing_by_itself(rows: Rows) -> None:
    found = buttons(rows.post(ALL))
    for name in ("Reply", "Repost", "Like", "Bookmark"):
        found[name].click()
    assert [name for name, _ in rows.heard] == ["reply", "repost", "like", "bookmark"]
    assert not found["Like"].isChecked()
    QTest.keyClick(found["Like"], Qt.Key.Key_Return)
    assert rows.heard[-1] == ("like", ALL)


def test_what_a_screen_reader_turns_is_a_wish_as_a_press_is(rows: Rows) -> None:
    for row, name in ((ALL, "Like"), (DONE, "Take back the like")):
        like = QAccessible.queryAccessibleInterface(buttons(rows.post(row))[name])
        like.actionInterface().doAction(QAccessibleActionInterface.toggleAction())
        assert rows.heard[-1] == ("like", row)
    assert len(rows.heard) == 2


def test_numbers_move_nothing(rows: Rows) -> None:
    few = [button.x() for button in buttons(rows.post(ALL)).values()]
    many = rows.post(replace(ALL, likes=9_999, reposts=123_456, replies=0))
    assert [button.x() for button in buttons(many).values()] == few
    assert [button.text() for button in buttons(many).values()] == ["", "123K", "9,999", "", ""]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_menu_stays_in_the_narrowest_row(rows: Rows, scale: float) -> None:
    rows.theme.set_text_scale(scale)
    widget = rows.post(replace(DONE, likes=9_999, reposts=123_456, replies=1_234), width=340)
    places = [button.geometry() for button in buttons(widget).values()]
    assert all(place.left() >= 0 and place.right() < 340 for place in places)
    assert [place.x() for place in places] == sorted(place.x() for place in places)


def test_what_is_done_looks_other_than_what_is_not(rows: Rows) -> None:
    before, after = (rows.post(row).grab().toImage() for row in (ALL, DONE))
    assert before != after
    colors = rows.theme.colors
    like = buttons(rows.post(DONE))["Take back the like"].geometry().center()
    assert after.pixelColor(like.x() - 7, like.y()).name() in {colors.like, rows.theme.color(colors.like).name()}


def test_the_row_that_is_spoken_of_has_the_buttons_in_it(rows: Rows) -> None:
    row = QAccessible.queryAccessibleInterface(rows.post(replace(ALL, likes=9)))
    assert row is not None
    children = [row.child(index) for index in range(row.childCount())]
    names = [child.text(QAccessible.Text.Name) for child in children]
    assert [name for name in names if name][-5:] == ["Reply, 1 reply", "Repost", "Like, 9 likes", "Bookmark", "More"]

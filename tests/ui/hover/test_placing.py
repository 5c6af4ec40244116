"""Where a card goes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt

from microblog_desktop.ui.hover.placing import EDGE, place_asked, place_card, room_for

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
WINDOW = QRect(0, 0, 1000, 700)
ROOM = room_for(WINDOW, WINDOW, QRect(100, 100, 40, 20))
CARD = QSize(300, 140)

lengths = st.integers(1, 500)
rects = st.builds(QRect, st.integers(-200, 1200), st.integers(-200, 900), lengths, lengths)
sizes = st.builds(QSize, st.integers(1, 400), st.integers(1, 300))
rooms = st.builds(QRect, st.integers(-50, 50), st.integers(-50, 50), st.integers(200, 1400), st.integers(200, 900))
directions = st.sampled_from([LTR, RTL])


@given(sizes, rects, rooms, directions)
def test_a_card_lies_inside_and_never_over_what_is_pointed_at(
    size: QSize, target: QRect, room: QRect, direction: Qt.LayoutDirection
) -> None:
    place = place_card(size, target, room, direction)
    if place is not None:
        assert place.size() == size
        assert room.contains(place)
        assert not place.intersects(target)
    elif room.intersects(target):
        gaps = (target.top() - room.top(), room.bottom() - target.bottom())
        is_wide = size.width() <= room.width()
        assert not (is_wide and max(gaps) > size.height() + EDGE), "there was room above or below"


@given(sizes, rects, rooms, directions)
def test_one_that_was_asked_for_always_has_a_place_inside(
    size: QSize, target: QRect, room: QRect, direction: Qt.LayoutDirection
) -> None:
    place = place_asked(size, target, room, direction)
    assert place.size() == size
    if size.width() <= room.width() and size.height() <= room.height():
        assert room.contains(place)


def test_it_stands_below_from_where_the_name_begins() -> None:
    target = QRect(290, 180, 90, 20)
    place = place_card(CARD, target, ROOM, LTR)
    assert place is not None
    assert place.left() == 290
    assert target.bottom() < place.top() < target.bottom() + 10
    mirrored = place_card(CARD, target, ROOM, RTL)
    assert mirrored is not None
    assert mirrored.right() == target.right()


def test_near_the_edges_it_goes_above_or_moves_in() -> None:
    low = place_card(CARD, QRect(290, 650, 90, 20), ROOM, LTR)
    assert low is not None
    assert low.bottom() < 650
    right = place_card(CARD, QRect(950, 100, 40, 20), ROOM, LTR)
    assert right is not None
    assert right.right() == ROOM.right()
    left = place_card(CARD, QRect(2, 100, 40, 20), ROOM, RTL)
    assert left is not None
    assert left.left() == ROOM.left()


def test_in_a_low_window_it_stands_beside() -> None:
    room = QRect(0, 0, 800, 200)
    target = QRect(100, 80, 44, 44)
    after = place_card(CARD, target, room, LTR)
    assert after is not None
    assert after.left() > target.right()
    target.moveLeft(600)
    before = place_card(CARD, target, room, LTR)
    assert before is not None
    assert before.right() < target.left()


def test_without_room_there_is_no_card() -> None:
    assert place_card(CARD, QRect(0, 50, 200, 60), QRect(0, 0, 310, 160), LTR) is None


def test_only_the_part_of_the_window_that_is_on_the_screen_counts() -> None:
    target = QRect(100, 100, 40, 20)
    cut = QRect(-200, -100, 800, 500)
    room = room_for(WINDOW, cut, target)
    assert room == QRect(QPoint(0, 0), QPoint(599, 399)).adjusted(EDGE, EDGE, -EDGE, -EDGE)
    elsewhere = QRect(5000, 0, 800, 600)
    assert room_for(WINDOW, elsewhere, target) == ROOM, "a system that does not tell where windows are"

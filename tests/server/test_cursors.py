"""Places in lists (microblog_server/cursors.py)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_server.cursors import BadCursorError, Position

_positions = st.builds(
    Position,
    st.datetimes(datetime(1970, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC)),
    st.integers(0, 2**63 - 1),
)


@given(_positions)
def test_a_cursor_comes_back_as_the_same_place(position: Position) -> None:
    assert Position.parse(position.cursor) == position


@given(_positions, _positions)
def test_orders_sort_as_places_do(one: Position, other: Position) -> None:
    assert (one.order < other.order) == (one < other)
    assert len(one.order) == len(other.order)


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    try:
        position = Position.parse(text)
    except BadCursorError:
        return
    assert position.cursor == text


@pytest.mark.parametrize("text", ["", "A", "AAZg2c6TzN8AAAAAAAAICA==", "AAZg2c6TzN8AAAAAAAAICB", "_" * 22, "é" * 22])
def test_nearly_cursors_are_refused(text: str) -> None:
    with pytest.raises(BadCursorError):
        Position.parse(text)

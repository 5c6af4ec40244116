"""Where a reader is in a list, so that it can be found again after anything has changed."""

from __future__ import annotations

from collections.abc import Hashable

from microblog_desktop.domain.values import dataclass
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.list.strip import Direction, Placed

WHOLE_ROW = -1
_NEAR_PX = 120
"""A line further than this from the edge is not what is read there."""


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """The row that is held, and how far below the edge where reading begins it stands.

    `FROM_TOP` lists measure from the viewport's upper edge to the row's, `FROM_BOTTOM` lists
    from the lower edge to the lower edge. A row that the edge cuts is held by a line of its
    text: the one with `character` begins `offset` below the edge.
    """

    key: Hashable
    offset: int
    character: int = WHOLE_ROW


def cut_line(key: Hashable, row: Placed, widget: RowWidget, viewport: int, direction: Direction) -> ReadingPlace | None:
    """The line of text at the edge where reading begins, if that edge cuts the row."""
    edge = 0 if direction is Direction.FROM_TOP else viewport
    is_cut = row.top < edge < row.bottom
    line = widget.line_at(edge - row.top) if is_cut else None
    if line is None or abs(row.top + line.top - edge) > _NEAR_PX:
        return None
    return ReadingPlace(key, row.top + line.top - edge, line.character)


def row_top(line: ReadingPlace, widget: RowWidget, viewport: int, direction: Direction) -> int | None:
    """Where the row's upper edge must be so that the line stands in its place."""
    edge = 0 if direction is Direction.FROM_TOP else viewport
    inside = widget.line_top(line.character)
    return None if inside is None else edge + line.offset - inside

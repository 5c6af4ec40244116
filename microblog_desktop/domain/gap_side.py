"""From which end a gap of a timeline is filled."""

from __future__ import annotations

from enum import Enum


class GapSide(Enum):
    """`TOP`: what is next to the newer posts, read downwards; `BOTTOM`: next to the older ones, read upwards."""

    TOP = "top"
    BOTTOM = "bottom"

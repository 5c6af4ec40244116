"""The square that is cut from a picture: moved, made larger and smaller, never beyond the edges."""

from __future__ import annotations

from dataclasses import replace

from microblog_desktop.domain.values import dataclass

MOST_ZOOM = 8.0
_LEAST_SIDE = 48.0


@dataclass(frozen=True, slots=True)
class Crop:
    """`x`, `y` is the corner of the square in a picture of `width` x `height`; all in the picture's pixels."""

    width: float
    height: float
    x: float
    y: float
    side: float

    @property
    def largest(self) -> float:
        return min(self.width, self.height)

    @property
    def most_zoom(self) -> float:
        """As near as there is something to see: a small picture can hardly be zoomed."""
        return max(1.0, min(MOST_ZOOM, self.largest / _LEAST_SIDE))

    @property
    def zoom(self) -> float:
        """1 shows as much as there is."""
        return self.largest / self.side

    def moved(self, right: float, down: float) -> Crop:
        return self._within(self.x + right, self.y + down, self.side)

    def zoomed(self, zoom: float) -> Crop:
        """Around its middle."""
        side = self.largest / min(self.most_zoom, max(1.0, zoom))
        shift = (self.side - side) / 2
        return self._within(self.x + shift, self.y + shift, side)

    def _within(self, x: float, y: float, side: float) -> Crop:
        return replace(
            self,
            x=min(max(0.0, x), self.width - side),
            y=min(max(0.0, y), self.height - side),
            side=side,
        )


def middle_of(width: float, height: float) -> Crop:
    """As much of the picture as fits, from its middle."""
    side = min(width, height)
    return Crop(width, height, (width - side) / 2, (height - side) / 2, side)

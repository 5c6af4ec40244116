from __future__ import annotations

import pytest

from microblog_desktop.viewmodels.people.edit.crop import MOST_ZOOM, middle_of


def test_one_begins_with_as_much_as_fits_from_the_middle() -> None:
    crop = middle_of(1600, 1000)
    assert (crop.x, crop.y, crop.side, crop.zoom) == (300, 0, 1000, 1)


@pytest.mark.parametrize(("right", "down"), [(9999, 9999), (-9999, -9999), (0, 5), (300.5, 0)])
def test_nothing_beyond_the_edge_is_ever_cut(right: float, down: float) -> None:
    crop = middle_of(1600, 1000).zoomed(2).moved(right, down)
    assert 0 <= crop.x <= crop.width - crop.side
    assert 0 <= crop.y <= crop.height - crop.side


def test_zooming_keeps_the_middle() -> None:
    crop = middle_of(1600, 1000).zoomed(4)
    assert crop.side == 250
    assert (crop.x + crop.side / 2, crop.y + crop.side / 2) == (800, 500)
    assert crop.zoomed(1) == middle_of(1600, 1000)


def test_a_small_picture_is_hardly_zoomed_and_a_tiny_one_not_at_all() -> None:
    assert middle_of(4000, 3000).zoomed(100).zoom == pytest.approx(MOST_ZOOM)
    assert middle_of(96, 96).zoomed(100).zoom == pytest.approx(2)
    assert middle_of(20, 30).zoomed(100).zoom == 1


def test_zooming_out_at_an_edge_stays_inside() -> None:
    corner = middle_of(1600, 1000).zoomed(4).moved(9999, 9999)
    assert corner.zoomed(1).x == 600

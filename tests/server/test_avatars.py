"""Drawn avatars (microblog_server/avatars.py)."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from microblog_server.avatars import Portrait, draw, size_within_limits


def test_the_same_name_is_drawn_the_same() -> None:
    portrait = Portrait.of("susan", "Susan")
    first = draw(portrait, 64)
    draw.cache_clear()
    assert draw(Portrait.of("susan", "Susan"), 64) == first


@pytest.mark.parametrize(
    ("username", "name", "initial"),
    [("susan", "Élodie", "E"), ("susan", "", "S"), ("mina", "민아", "M"), ("한강", "한강", ""), ("_7x", "…", "7")],
)
def test_the_initial_is_the_first_plain_letter(username: str, name: str, initial: str) -> None:
    assert Portrait.of(username, name).initial == initial


def test_a_version_changes_with_the_picture() -> None:
    versions = {Portrait.of("susan", name).version for name in ("Susan", "Sue", "Rosa")}
    assert len(versions) == 2


@pytest.mark.parametrize("size", [16, 33, 128, 512])
@pytest.mark.parametrize("name", ["Susan", "한강"])
def test_every_size_has_a_light_shape_on_colour(size: int, name: str) -> None:
    image = Image.open(io.BytesIO(draw(Portrait.of(name, name), size)))
    assert (image.size, image.mode, image.format) == ((size, size), "RGB", "PNG")
    lightest = max(min(colour) for _, colour in image.getcolors(size * size) or [] if isinstance(colour, tuple))
    corner = image.getpixel((0, 0))
    assert isinstance(corner, tuple)
    assert lightest > 200 > max(corner)


def test_sizes_have_limits() -> None:
    assert [size_within_limits(size) for size in (-5, 0, 44, 10**9)] == [16, 16, 44, 512]

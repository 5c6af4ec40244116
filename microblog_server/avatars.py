"""Drawn avatars: a gradient and an initial, the same for the same name wherever the server runs."""

from __future__ import annotations

import colorsys
import functools
import hashlib
import io
import unicodedata
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

# Counts up whenever the same name is drawn differently, so that nobody keeps the old picture.
_STYLE = 1
_SMALLEST, _LARGEST = 16, 512
# Hues with which white text can be read, spaced so that neighbours differ (degrees).
_HUES = (258, 188, 18, 130, 340, 210, 85, 288, 165, 230, 358, 40)
# Any number would do; with this one neighbours in the demonstration differ.
_SEED = 12355
_INK = (255, 255, 255)
_NOBODY = ""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is drawn: a hue and a letter, or a silhouette where the font has no letter for the name."""

    hue: int
    initial: str

    @classmethod
    def of(cls, username: str, name: str) -> Portrait:
        number = int.from_bytes(hashlib.sha256(f"{_SEED} {username}".encode()).digest()[:4], "big")
        return cls(_HUES[number % len(_HUES)], _initial(name) or _initial(username))

    @property
    def version(self) -> str:
        return hashlib.sha256(f"{_STYLE} {self.hue} {self.initial}".encode()).hexdigest()[:12]


def size_within_limits(size: int) -> int:
    return max(_SMALLEST, min(size, _LARGEST))


@functools.lru_cache(maxsize=1024)
def draw(portrait: Portrait, size: int) -> bytes:
    """A square PNG; whoever shows it cuts it round."""
    image = _gradient(portrait.hue).resize((size, size), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    if portrait.initial == _NOBODY:
        pen.ellipse(_box(size, 0.5, 0.4, 0.17), fill=_INK)
        pen.ellipse(_box(size, 0.5, 0.98, 0.36), fill=_INK)
    else:
        # The font that comes with Pillow has no bold; a stroke of a fraction of its size makes one.
        stroke = size * 0.009
        font = ImageFont.load_default(size * 0.41)
        pen.text((size / 2, size / 2), portrait.initial, _INK, font, anchor="mm", stroke_width=stroke)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _initial(name: str) -> str:
    """The first letter or digit as a plain Latin capital: the only ones that the built-in font has."""
    for character in unicodedata.normalize("NFKD", name):
        if character.isalnum():
            return character.upper() if character.isascii() else _NOBODY
    return _NOBODY


def _gradient(hue: int) -> Image.Image:
    """Darker at the upper left, lighter at the lower right, as four pixels to be scaled up."""
    dark, light = (_colour(hue, lightness) for lightness in (0.42, 0.58))
    middle = tuple((a + b) // 2 for a, b in zip(dark, light, strict=True))
    image = Image.new("RGB", (2, 2))
    for place, colour in (((0, 0), dark), ((1, 0), middle), ((0, 1), middle), ((1, 1), light)):
        image.putpixel(place, colour)
    return image


def _colour(hue: int, lightness: float) -> tuple[int, int, int]:
    # Yellow and green look lighter than they are; keep white readable on them.
    dimmed = lightness * (0.72 if 30 <= hue <= 200 else 1.0)
    red, green, blue = colorsys.hls_to_rgb(hue / 360, dimmed, 0.62)
    return round(red * 255), round(green * 255), round(blue * 255)


def _box(size: int, x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return (x - radius) * size, (y - radius) * size, (x + radius) * size, (y + radius) * size

"""The numbers of the design: painting code names these and never writes a number of its own."""

from __future__ import annotations

from enum import Enum, IntEnum

from microblog_desktop.domain.values import dataclass


class Space(IntEnum):
    """Distances between things, in device-independent pixels."""

    XXS = 4
    XS = 8
    S = 12
    M = 16
    L = 20
    XL = 32


class Radius(IntEnum):
    """Roundness of corners; a pill is as round as it is high."""

    S = 8
    M = 12


class TextSize(Enum):
    """Sizes of type in pixels, before the text-size setting scales them."""

    SMALL = 12.5
    NORMAL = 14.0
    BODY = 14.5
    HEADING = 17.0
    TITLE = 20.0


MAX_TEXT_WIDTH = 640
AVATAR = 44
AVATAR_SMALL = 36
ICON = 18
HEADER_HEIGHT = 55
RIGHT_COLUMN_FOLDS_BELOW = 980
SIDE_BAR_FOLDS_BELOW = 760
SMALLEST_WINDOW = (420, 560)
PAGE_WINDOW = (620, 700)
SMALLEST_PAGE_WINDOW = (360, 360)


@dataclass(frozen=True, slots=True)
class Colors:
    """One theme's colours as #rrggbb.

    `on_accent` is what is written on the accent colour. `muted_on_sunken` is for
    quiet words on the sunken ground, where plain `muted` has too little contrast.
    """

    bg: str
    surface: str
    sunken: str
    line: str
    text: str
    muted: str
    muted_on_sunken: str
    faint: str
    accent: str
    accent_soft: str
    danger: str
    ok: str
    warn: str
    warn_soft: str
    danger_soft: str
    like: str
    on_accent: str


LIGHT = Colors(
    bg="#f6f7f9",
    surface="#ffffff",
    sunken="#eef0f4",
    line="#e3e6ec",
    text="#16191f",
    muted="#667085",
    muted_on_sunken="#5f687a",
    faint="#98a1b0",
    accent="#3b5bdb",
    accent_soft="#e7ecfd",
    # These and `like` are a shade darker than the design: words need a contrast of 4.5 on every ground they have.
    danger="#c53030",
    ok="#1b804d",
    warn="#8a6100",
    warn_soft="#fff3d6",
    danger_soft="#fdecec",
    like="#c92a63",
    on_accent="#ffffff",
)

DARK = Colors(
    bg="#14161b",
    surface="#1b1e25",
    sunken="#23272f",
    line="#2c313b",
    text="#e9ebf0",
    muted="#9aa3b2",
    muted_on_sunken="#9aa3b2",
    faint="#6d7685",
    accent="#8aa2ff",
    accent_soft="#2a3258",
    danger="#ff7b7b",
    ok="#63cf97",
    warn="#f2cc6b",
    warn_soft="#3a3118",
    danger_soft="#3b2226",
    like="#ff7aa8",
    on_accent="#14161b",
)

"""Colours, fonts and icons follow the system and the person's choices."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from microblog_desktop.ui.theme.icons import IconDrawer
from microblog_desktop.ui.theme.styles import field_style, menu_style, scroll_bar_style
from microblog_desktop.ui.theme.theme import Density, Movement, Theme, ThemeChoice
from microblog_desktop.ui.theme.tokens import DARK, LIGHT, Colors, TextSize
from tests.ui.conftest import ICONS


def luminance(color: str) -> float:
    parts = (QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_compact_rows_have_less_room_around_and_tell_so(qapp: QApplication) -> None:
    theme = Theme(qapp, ICONS, ThemeChoice.LIGHT)
    changes: list[None] = []
    theme.changed.connect(lambda: changes.append(None))
    assert theme.spaced(14) == 14
    theme.set_density(Density.COMPACT)
    assert 0 < theme.spaced(14) < 14
    assert len(changes) == 1


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(colors: Colors) -> None:
    grounds = (colors.bg, colors.surface)
    tinted = (colors.sunken, colors.accent_soft)
    pairs = [
        (colors.text, colors.sunken),
        *((ink, ground) for ink in (colors.text, colors.muted_on_sunken, colors.accent) for ground in tinted),
        *((colors.danger, ground) for ground in (*grounds, *tinted)),
        *((colors.like, ground) for ground in (*grounds, colors.sunken)),
        *((colors.ok, ground) for ground in grounds),
        (colors.text, colors.danger_soft),
        *((ink, ground) for ink in (colors.text, colors.muted) for ground in grounds),
        (colors.accent, colors.surface),
        (colors.accent, colors.accent_soft),
        (colors.text, colors.accent_soft),
        (colors.on_accent, colors.accent),
        (colors.warn, colors.warn_soft),
    ]
    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5} == {}


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_rings_and_signs_stand_out_from_their_ground(colors: Colors) -> None:
    grounds = (colors.bg, colors.surface, colors.sunken, colors.accent_soft)
    pairs = [
        *((ink, ground) for ink in (colors.accent, colors.muted, colors.like, colors.ok) for ground in grounds),
        (colors.accent, colors.warn_soft),
        (colors.accent, colors.danger_soft),
        (colors.danger, colors.danger_soft),
        (colors.warn, colors.warn_soft),
    ]
    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 3.0} == {}


def test_a_change_of_theme_reaches_palette_and_listeners(theme: Theme, qapp: QApplication) -> None:
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.is_dark))
    theme.choose(ThemeChoice.DARK)
    assert told == [True]
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(DARK.surface)
    theme.choose(ThemeChoice.LIGHT)
    assert not theme.is_dark


def test_type_grows_by_the_text_size_setting_in_fractions_of_pixels(theme: Theme) -> None:
    usual = theme.font(TextSize.SMALL).pointSizeF()
    assert theme.font(TextSize.BODY).pointSizeF() / usual == pytest.approx(14.5 / 12.5, abs=0.01)
    theme.set_text_scale(1.5)
    assert theme.font(TextSize.SMALL).pointSizeF() == pytest.approx(usual * 1.5, abs=0.05)
    assert theme.scaled(40) == 60
    theme.set_text_scale(1.0)


def test_text_size_goes_in_steps_and_stops_at_both_ends(theme: Theme) -> None:
    assert theme.larger_text() == 1.1
    assert theme.smaller_text() == 0.9
    theme.set_text_scale(2.0)
    assert theme.larger_text() == 2.0
    theme.set_text_scale(0.8)
    assert theme.smaller_text() == 0.8
    theme.set_text_scale(1.0)


def test_every_icon_is_drawn_in_the_colour_asked_for_and_sharp(qapp: QApplication) -> None:
    drawer = IconDrawer(ICONS)
    names = [file.stem for file in ICONS.glob("*.svg")]
    assert len(names) > 20
    for name in names:
        pixmap = drawer.draw(name, QColor("#ff0000"), theme_size(), 2.0)
        assert pixmap.width() == 36
        image = pixmap.toImage()
        colors = {
            image.pixelColor(x, y).name() for x in range(36) for y in range(36) if image.pixelColor(x, y).alpha() > 250
        }
        assert colors == {"#ff0000"}, name


def test_an_icon_is_drawn_once_and_a_missing_one_is_an_error(qapp: QApplication, tmp_path: Path) -> None:
    drawer = IconDrawer(ICONS)
    color = QColor("#123456")
    assert drawer.draw("home", color, theme_size(), 1.0) is drawer.draw("home", color, theme_size(), 1.0)
    with pytest.raises(FileNotFoundError):
        IconDrawer(tmp_path).draw("home", color, theme_size(), 1.0)


def test_a_small_picture_is_kept_until_the_look_changes(theme: Theme) -> None:
    drawn: list[int] = []

    def draw() -> QPixmap:
        drawn.append(1)
        return QPixmap(1, 1)

    for _ in range(3):
        theme.kept_picture("dot", draw)
    assert len(drawn) == 1
    theme.choose(ThemeChoice.DARK)
    theme.kept_picture("dot", draw)
    assert len(drawn) == 2


def test_style_sheets_name_the_colours_of_the_theme(theme: Theme) -> None:
    assert LIGHT.accent in field_style(theme, border=LIGHT.line, background=LIGHT.surface)
    theme.choose(ThemeChoice.DARK)
    assert DARK.surface in menu_style(theme)
    assert DARK.faint in scroll_bar_style(theme)


def theme_size() -> QSize:
    return QSize(18, 18)


def test_what_the_desktop_says_of_movement_counts_unless_the_person_turned_it_off(theme: Theme) -> None:
    theme.follow_desktop(False)
    assert not theme.moves
    theme.follow_desktop(True)
    assert theme.moves
    theme.set_movement(Movement.OFF)
    assert not theme.moves

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.people.edit.cut_picture import cut, encode, round_pixmap
from microblog_desktop.ui.people.edit.picture_file import open_picture
from microblog_desktop.viewmodels.people.edit.crop import middle_of
from tests.ui.people.edit.picture_files import lying_on_its_side, opened, saved, two_halves


def test_what_leaves_is_the_chosen_square_and_nothing_else_of_the_file(tmp_path: Path, qtbot: QtBot) -> None:
    image = open_picture(lying_on_its_side(tmp_path)).image
    crop = middle_of(image.width(), image.height()).moved(0, -9999)
    data = encode(image, crop, 2_000_000)
    assert b"secret" not in data
    assert b"Exif" not in data
    made = opened(data)
    assert (made.format, made.size) == ("JPEG", (200, 200))
    red = made.convert("RGB").getpixel((100, 50))
    assert isinstance(red, tuple)
    assert red[0] > 150


def test_words_in_a_png_do_not_leave(tmp_path: Path, qtbot: QtBot) -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Comment", "a secret place")
    glass = Image.new("RGBA", (64, 64), (10, 20, 30, 90))
    image = open_picture(saved(tmp_path, "glass.png", glass, pnginfo=words)).image
    data = encode(image, middle_of(64, 64), 2_000_000)
    made = opened(data)
    assert b"secret" not in data
    assert (made.format, made.mode) == ("PNG", "RGBA")
    pixel = made.getpixel((32, 32))
    assert isinstance(pixel, tuple)
    assert abs(pixel[3] - 90) <= 2


def test_it_is_never_larger_than_the_server_takes(tmp_path: Path, qtbot: QtBot) -> None:
    noise = Image.effect_noise((1200, 900), 120).convert("RGB")
    image = open_picture(saved(tmp_path, "noise.png", noise)).image
    crop = middle_of(1200, 900)
    assert opened(encode(image, crop, 2_000_000)).size == (512, 512)
    for most in (60_000, 4_000):
        assert len(encode(image, crop, most)) <= most
    glass = noise.convert("RGBA")
    glass.putalpha(90)
    seen_through = open_picture(saved(tmp_path, "glass.png", glass)).image
    assert len(encode(seen_through, crop, 60_000)) <= 60_000


def test_the_part_that_was_moved_to_is_the_part_that_is_cut(tmp_path: Path, qtbot: QtBot) -> None:
    image = open_picture(saved(tmp_path, "a.png", two_halves())).image
    right = middle_of(300, 200).zoomed(2).moved(9999, 0)
    assert cut(image, right, 32).pixelColor(16, 16).blue() > 150
    assert cut(image, right.moved(-9999, 0), 32).pixelColor(16, 16).red() > 150


def test_a_preview_is_round_and_sharp(qtbot: QtBot) -> None:
    square = QImage(192, 192, QImage.Format.Format_RGB32)
    square.fill(0xFF00FF00)
    pixmap = round_pixmap(square, 44, 2.0)
    assert pixmap.width() == 88
    assert pixmap.toImage().pixelColor(1, 1).alpha() == 0
    assert pixmap.toImage().pixelColor(44, 44).green() == 255

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.people.edit import picture_file
from microblog_desktop.ui.people.edit.picture_file import Opened, PictureOpener, from_clipboard, open_picture
from tests.ui.people.edit.picture_files import bomb, lying_on_its_side, saved, two_halves


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.gif"])
def test_the_four_kinds_are_read_whatever_the_file_is_called(tmp_path: Path, name: str, qtbot: QtBot) -> None:
    path = saved(tmp_path, name, two_halves())
    other = path.rename(tmp_path / "holiday")
    opened = open_picture(other)
    assert opened.complaint == ""
    assert (opened.image.width(), opened.image.height()) == (300, 200)


def test_a_picture_stands_upright_as_its_camera_says(tmp_path: Path, qtbot: QtBot) -> None:
    image = open_picture(lying_on_its_side(tmp_path)).image
    assert (image.width(), image.height()) == (200, 300)
    assert image.pixelColor(100, 40).red() > 150
    assert image.pixelColor(100, 260).blue() > 150


def test_a_large_photograph_is_read_at_the_size_that_is_needed(tmp_path: Path, qtbot: QtBot) -> None:
    path = saved(tmp_path, "large.jpg", Image.new("RGB", (9000, 6000), "green"))
    image = open_picture(path).image
    assert (image.width(), image.height()) == (2048, 1365)


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (900_000, 20), (5_000, 5_000)])
def test_a_file_that_says_it_is_huge_is_not_decoded(tmp_path: Path, width: int, height: int, qtbot: QtBot) -> None:
    assert open_picture(bomb(tmp_path, width, height)).complaint == picture_file.TOO_LARGE


def test_what_is_no_picture_is_said_in_words(tmp_path: Path, qtbot: QtBot) -> None:
    svg = tmp_path / "a.svg"
    svg.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert open_picture(svg).complaint == picture_file.NO_PICTURE
    assert open_picture(tmp_path / "gone.png").complaint == picture_file.NOT_READ
    assert open_picture(tmp_path).complaint == picture_file.NOT_READ
    torn = tmp_path / "torn.png"
    torn.write_bytes(saved(tmp_path, "whole.png", two_halves()).read_bytes()[:40])
    assert open_picture(torn).complaint == picture_file.DAMAGED
    tiny = saved(tmp_path, "tiny.png", Image.new("RGB", (8, 8)))
    assert open_picture(tiny).complaint == picture_file.TOO_SMALL


def test_what_was_copied_is_made_as_small_as_needed(qtbot: QtBot) -> None:
    image = QImage(4000, 1000, QImage.Format.Format_RGB32)
    image.fill(0)
    assert from_clipboard(image).image.width() == 2048
    assert from_clipboard(QImage()).complaint


def test_it_is_read_beside_the_window_and_only_the_last_one_counts(tmp_path: Path, qtbot: QtBot) -> None:
    opener, got = PictureOpener(), list[Opened]()
    opener.opened.connect(got.append)
    opener.open_file(saved(tmp_path, "first.png", two_halves()))
    opener.open_file(saved(tmp_path, "second.png", two_halves(100, 50)))
    assert got == []
    qtbot.waitUntil(lambda: bool(got))
    assert [one.image.width() for one in got] == [100]
    opener.open_file(tmp_path / "first.png")
    opener.close()

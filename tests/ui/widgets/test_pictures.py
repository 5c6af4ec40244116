"""Pictures of strangers: decoded beside the window, within limits, sharp and round."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.avatar import Avatar, Face, initial, initial_picture
from microblog_desktop.ui.widgets.pictures import RoundPictures, decode_round
from tests.ui.conftest import PictureFolder

URL = "https://example.net/a.png"


def png(width: int, height: int, color: str = "#00ff00") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs ask for bytes, the binding for text
    return bytes(data.data())


def test_a_picture_is_cut_round_at_the_screens_own_pixels(qapp: QApplication) -> None:
    image = decode_round(png(300, 100), 88)
    assert (image.width(), image.height()) == (88, 88)
    assert image.pixelColor(44, 44) == QColor("#00ff00")
    assert image.pixelColor(0, 0).alpha() == 0


def test_what_is_no_picture_or_too_large_is_refused(qapp: QApplication) -> None:
    assert decode_round(b"<html>", 44).isNull()
    assert decode_round(b"", 44).isNull()
    assert decode_round(png(4097, 2), 44).isNull()
    assert decode_round(png(20, 20)[:40], 44).isNull()


def test_a_picture_comes_in_the_background_and_is_kept(
    qtbot: QtBot, pictures: RoundPictures, picture_folder: PictureFolder
) -> None:
    picture_folder.pictures[URL] = png(50, 50)
    with qtbot.waitSignal(pictures.arrived, timeout=3000):
        assert pictures.find(URL, 44, 2.0) is None
    found = pictures.find(URL, 44, 2.0)
    assert found is not None
    assert (found.width(), found.devicePixelRatio()) == (88, 2.0)
    assert picture_folder.wanted == []


def test_a_missing_picture_is_wished_for_and_shown_when_it_comes(
    qtbot: QtBot, theme: Theme, pictures: RoundPictures, picture_folder: PictureFolder
) -> None:
    avatar = Avatar(theme, pictures)
    qtbot.addWidget(avatar)
    avatar.show_face(Face("John", "john", URL))
    avatar.grab()
    assert picture_folder.wanted == [URL]
    with qtbot.waitSignal(pictures.arrived, timeout=3000):
        picture_folder.deliver(URL, png(60, 60))
    pictures.find(URL, 44, 1.0)
    qtbot.waitUntil(lambda: pictures.find(URL, 44, 1.0) is not None)
    assert avatar.grab().toImage().pixelColor(22, 22) == QColor("#00ff00")


def test_a_picture_that_cannot_be_decoded_is_tried_once(
    qtbot: QtBot, pictures: RoundPictures, picture_folder: PictureFolder
) -> None:
    picture_folder.pictures[URL] = b"broken"
    with qtbot.waitSignal(pictures.arrived, timeout=3000):
        pictures.find(URL, 44, 1.0)
    assert pictures.find(URL, 44, 1.0) is None
    with qtbot.assertNotEmitted(pictures.arrived, wait=50):
        pictures.find(URL, 44, 1.0)


def test_the_letter_of_a_name_in_any_script() -> None:
    assert [initial(name) for name in ("susan", "  ñandú", "민아", "«Ann»", "🙂", "ﬁn", "")] == [
        "S",
        "Ñ",
        "민",
        "A",
        "🙂",
        "F",
        "?",
    ]


def test_a_person_keeps_the_same_colour_whatever_the_name(theme: Theme) -> None:
    one = initial_picture(theme, Face("Susan", "susan"), 44, 1.0)
    other = initial_picture(theme, Face("Sue", "susan"), 44, 1.0)
    assert one.toImage() == other.toImage()


def test_a_drawing_that_could_do_anything_is_no_picture(qapp: QApplication) -> None:
    inside = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
    for svg in (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g id="a0"/>{inside}<use href="#a8"/></svg>',
    ):
        assert decode_round(svg.encode(), 44).isNull()

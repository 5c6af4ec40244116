"""What a window is told of people in it: where they are, and by what means one points at them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.pointing.person_spot import Means, PersonPointed, PersonSpot, ask_about
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.labels import ElidedLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures


class Window(QWidget):
    """Notes who is pointed at."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.spots: list[PersonSpot] = []
        qtbot.addWidget(self)
        self.resize(400, 300)

    def customEvent(self, event: QEvent) -> None:
        if isinstance(event, PersonPointed):
            self.spots.append(event.spot)

    def move_to(self, x: int, y: int) -> None:
        QTest.mouseMove(self.windowHandle(), QPoint(x, y))


def test_pictures_and_names_tell_whose_they_are_and_where(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> None:
    window = Window(qtbot)
    room = QWidget(window)
    room.setGeometry(10, 20, 300, 200)
    avatar = Avatar(theme, pictures, room)
    avatar.show_face(Face("John", "john"))
    avatar.move(5, 5)
    name = ElidedLabel(theme, "Rosa", room)
    name.tell_of("rosa")
    name.setGeometry(100, 5, 50, 20)
    plain = ElidedLabel(theme, "Just words", room)
    plain.setGeometry(200, 5, 50, 20)
    window.show()
    # A press that an earlier test did not end would look like dragging.
    QTest.mouseRelease(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    for x in (390, 30, 120, 220):
        window.move_to(x, 40)
    assert window.spots == [
        PersonSpot("john", QRect(15, 25, 44, 44), Means.POINTER),
        PersonSpot("rosa", QRect(110, 25, 50, 20), Means.POINTER),
    ]


def test_by_the_keyboard_one_asks(qtbot: QtBot) -> None:
    window = Window(qtbot)
    inside = QWidget(window)
    inside.move(10, 20)
    ask_about(inside, "john", QRect(1, 2, 30, 40))
    assert window.spots == [PersonSpot("john", QRect(11, 22, 30, 40), Means.KEYS)]


def test_a_window_that_does_not_care_is_not_bothered(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    ask_about(QWidget(window), "john", QRect(1, 2, 30, 40))
    assert not window.isVisible()

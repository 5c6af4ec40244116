"""Where in a window a person's picture or name is, told to that window when the pointer comes there.

An event that the window gets: the many widgets that show people need nobody to tell it to.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtGui import QSinglePointEvent


class Means(Enum):
    """What somebody points with."""

    POINTER = "pointer"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class PersonSpot:
    """A picture or name; `place` in the pixels of its window."""

    username: str
    place: QRect
    means: Means = Means.POINTER


@dataclass(frozen=True, slots=True)
class PersonPlace:
    """Where somebody is in a widget, in its own pixels."""

    username: str
    place: QRect


class PersonPointed(QEvent):
    """Sent to the window, which passes it on from its `customEvent`."""

    TYPE = QEvent.Type(QEvent.registerEventType())

    def __init__(self, spot: PersonSpot) -> None:
        super().__init__(self.TYPE)
        self.spot = spot


def point_at(widget: QWidget, username: str, place: QRect, event: QSinglePointEvent) -> None:
    """The pointer came to `place` of `widget`, where somebody is; a finger does not rest on anything."""
    # Nobody points at anything before the first paint.
    from PySide6.QtGui import QInputDevice

    is_touch = event.pointingDevice().type() is QInputDevice.DeviceType.TouchScreen
    if username and not is_touch and not event.buttons():
        _tell(widget, username, place, Means.POINTER)


def ask_about(widget: QWidget, username: str, place: QRect) -> None:
    """Somebody wants to know more of who is there, by the keyboard."""
    _tell(widget, username, place, Means.KEYS)


def _tell(widget: QWidget, username: str, place: QRect, means: Means) -> None:
    window = widget.window()
    in_window = QRect(widget.mapTo(window, place.topLeft()), place.size())
    QGuiApplication.sendEvent(window, PersonPointed(PersonSpot(username, in_window, means)))

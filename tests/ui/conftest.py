"""What tests of widgets start from: a theme, icons, and pictures that never come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.ui.theme.theme import Theme, ThemeChoice
from microblog_desktop.ui.widgets.pictures import RoundPictures

ICONS = Path(__file__).parents[2] / "resources" / "icons"


class PictureFolder:
    """A picture source in memory that remembers what was wished for."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}
        self.wanted: list[str] = []
        self.listeners: list[Callable[[str], None]] = []

    def get(self, url: str) -> bytes | None:
        return self.pictures.get(url)

    def want(self, url: str) -> None:
        self.wanted.append(url)

    def subscribe(self, on_arrival: Callable[[str], None]) -> Callable[[], None]:
        self.listeners.append(on_arrival)
        return lambda: self.listeners.remove(on_arrival)

    def deliver(self, url: str, data: bytes) -> None:
        self.pictures[url] = data
        for listener in list(self.listeners):
            listener(url)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ICONS, ThemeChoice.LIGHT)


@pytest.fixture
def picture_folder() -> PictureFolder:
    return PictureFolder()


@pytest.fixture
def pictures(qapp: QApplication, picture_folder: PictureFolder) -> Iterator[RoundPictures]:
    pictures = RoundPictures(picture_folder)
    yield pictures
    pictures.close()

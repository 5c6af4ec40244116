"""A home page over two hundred posts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from tests.store.world import World, entries
from tests.ui.timeline.opened import Opened


@pytest.fixture
def world(world: World) -> World:
    world.refresh(*entries(*range(300, 100, -1)))
    return world


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> Iterator[Opened]:
    opened = Opened(qtbot, theme, pictures, world)
    yield opened
    opened.model.close()

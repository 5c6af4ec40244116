"""The page of the notifications, opened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from tests.ui.notifications.opened import Opened


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> Iterator[Opened]:
    opened = Opened(qtbot, theme, pictures)
    yield opened
    opened.rows.model.close()
    opened.page.close()
    opened.rows.world.store.close()

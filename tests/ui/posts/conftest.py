"""Fixtures of the tests of rows of posts."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from tests.ui.posts.rows import Rows


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> Rows:
    return Rows(qtbot, theme, pictures)

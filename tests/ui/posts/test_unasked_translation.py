from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.posts.unasked_translation import UnaskedTranslation
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.store.world import JOHN, World, entries
from tests.ui.timeline.opened import Opened


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> Iterator[Opened]:
    world = World()
    world.save_people(JOHN)
    world.refresh(*entries(*range(200, 0, -1)))
    opened = Opened(qtbot, theme, pictures, world)
    yield opened
    opened.model.close()
    world.store.close()


def test_posts_that_come_to_rest_in_view_are_asked_for_and_no_others(opened: Opened, qtbot: QtBot) -> None:
    view, asked = opened.page.posts.list, list[str]()
    UnaskedTranslation(view, lambda index: opened.model.rows[index], lambda row: asked.append(row.body.text))

    def in_view() -> list[str]:
        rows = [opened.model.rows[row.index] for row in view.placed() if row.bottom > 0 and row.top < view.height()]
        return [row.body.text for row in rows if isinstance(row, PostRow)]

    qtbot.waitUntil(lambda: asked == in_view())
    asked.clear()
    for _ in range(20):
        view.scroll_by(150)
    qtbot.waitUntil(lambda: asked == in_view())
    assert len(asked) < 20

"""A post that a link names: asked for, and why it does not come."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import PostId
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.thread.finding_page import FindingPostPage
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.thread.post_finder import PostFinder
from tests.fakes.ports import FakePostSync
from tests.store.world import World
from tests.viewmodels.people.people import go


@pytest.mark.parametrize(
    ("kind", "is_online", "words"),
    [
        (ProblemKind.NOT_FOUND, True, "There is no such post on this server"),
        (ProblemKind.OFFLINE, False, "You are offline"),
        (ProblemKind.SERVER_FAILED, True, "The post could not be loaded"),
    ],
)
def test_it_looks_when_it_is_shown_and_says_why_nothing_comes(
    qtbot: QtBot, theme: Theme, kind: ProblemKind, is_online: bool, words: str
) -> None:
    world, sync = World(), FakePostSync()
    page = FindingPostPage(theme, PostFinder(world.store, PostId("7"), sync))
    qtbot.addWidget(page)
    page.show()
    assert sync.asked == [("find_post", "7")]
    go(world, online=is_online)
    world.store.status.begin("find-post:7")
    world.store.status.fail("find-post:7", Problem(kind))
    assert words in [label.text() for label in page.findChildren(TextLabel)]
    page.close_model()
    world.store.close()

"""A post or a person who is not here yet: looked for, and what is said when nothing comes."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.ui.finding.finding_page import FindingPage
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.viewmodels.finding.finder import Finder
from tests.store.world import World
from tests.viewmodels.finding.looking import Looking, LookingForAPost, LookingForKate
from tests.viewmodels.people.people import go

Kind = type[LookingForAPost] | type[LookingForKate]


def opened(qtbot: QtBot, theme: Theme, world: World, looking: Looking) -> FindingPage:
    page = FindingPage(theme, Finder(world.store, looking.sought))
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.mark.parametrize(("kind", "title"), [(LookingForAPost, "Post"), (LookingForKate, "@kate")])
def test_it_looks_when_it_is_shown_and_tells_when_it_is_here(
    qtbot: QtBot, theme: Theme, world: World, kind: Kind, title: str
) -> None:
    looking = kind(world)
    page = opened(qtbot, theme, world, looking)
    told: list[int] = []
    page.found.connect(lambda: told.append(1))
    assert looking.sync.asked == [looking.asked]
    assert page.title() == title
    looking.bring()
    assert told == [1]


@pytest.mark.parametrize(
    ("looked_for", "kind", "is_online", "words"),
    [
        (LookingForAPost, ProblemKind.NOT_FOUND, True, "There is no such post on this server"),
        (LookingForAPost, ProblemKind.OFFLINE, False, "This post is not on this computer yet"),
        (LookingForAPost, ProblemKind.SERVER_FAILED, True, "The post could not be loaded"),
        (LookingForKate, ProblemKind.NOT_FOUND, True, "There is no @kate on this server"),
        (LookingForKate, ProblemKind.OFFLINE, False, "@kate is not known on this computer yet"),
        (LookingForKate, ProblemKind.SERVER_FAILED, True, "@kate could not be looked for"),
    ],
)
def test_it_says_why_nothing_came_and_looks_again(
    qtbot: QtBot, theme: Theme, world: World, looked_for: Kind, kind: ProblemKind, is_online: bool, words: str
) -> None:
    looking = looked_for(world)
    page = opened(qtbot, theme, world, looking)
    go(world, online=is_online)
    world.store.status.fail(looking.sought.activity, Problem(kind))
    assert words in " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    again = [button for button in page.findChildren(SecondaryButton) if button.isVisible()]
    assert bool(again) is (kind is not ProblemKind.NOT_FOUND)
    for button in again:
        button.click()
    assert looking.sync.asked == [looking.asked] * (1 + len(again))

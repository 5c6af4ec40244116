"""Somebody who is named and not known here yet: looked for, and what is said when they are not found."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.ui.people.finding_page import FindingPage
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.viewmodels.people.person_finder import PersonFinder
from tests.fakes.ports import FakeMessageSync
from tests.store.world import World
from tests.viewmodels.people.people import KATE, go

NAME = "find-person:kate"


class Opened:
    def __init__(self, qtbot: QtBot, theme: Theme, world: World) -> None:
        self.sync = FakeMessageSync()
        self.page = FindingPage(theme, PersonFinder(world.store, "kate", self.sync))
        qtbot.addWidget(self.page)
        self.page.show()

    def says(self) -> str:
        return " ".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, world: World) -> Opened:
    return Opened(qtbot, theme, world)


def test_it_looks_at_once_and_tells_who_it_is(opened: Opened, world: World) -> None:
    found: list[object] = []
    opened.page.found.connect(found.append)
    assert opened.sync.asked == [("find_person", "kate")]
    assert opened.page.title() == "@kate"
    world.save_people(KATE)
    assert found == [KATE.id]


@pytest.mark.parametrize(
    ("kind", "is_online", "words"),
    [
        (ProblemKind.NOT_FOUND, True, "There is no @kate on this server"),
        (ProblemKind.OFFLINE, False, "@kate is not known on this computer yet"),
        (ProblemKind.SERVER_FAILED, True, "@kate could not be looked for"),
    ],
)
def test_it_says_why_nobody_was_found(
    opened: Opened, world: World, kind: ProblemKind, is_online: bool, words: str
) -> None:
    go(world, online=is_online)
    world.store.status.fail(NAME, Problem(kind))
    assert words in opened.says()
    again = [button for button in opened.page.findChildren(SecondaryButton) if button.isVisible()]
    assert bool(again) is (kind is not ProblemKind.NOT_FOUND)
    for button in again:
        button.click()
    assert len(opened.sync.asked) == 1 + len(again)

"""What was just done to a post is undone by a key or a press, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import reacting
from microblog_desktop.domain.ids import HOME
from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.home_page import HomePage
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import ElidedLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.ui.widgets.snack import Snack
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.rows import Offers, PostRow
from tests.fakes.ports import FakePostSync
from tests.fakes.timeline_sync import FakeTimelineSync
from tests.store.world import JOHN, SUSAN, World, entry, post

EVERYTHING = Offers(
    can_write=True, can_follow=True, can_message=True, can_like=True, can_repost=True, can_bookmark=True
)


class Opened:
    """A page with one post of mine above one of somebody else's."""

    def __init__(self, qtbot: QtBot, theme: Theme, pictures: RoundPictures, world: World) -> None:
        self.world = world
        self.model = TimelineModel(world.store, HOME, FakeTimelineSync(), EVERYTHING)
        actions = PostActions(world.store, lambda: 5, FakePostSync())
        self.page = HomePage(theme, pictures, self.model, actions, world.store.clock)
        qtbot.addWidget(self.page)
        self.page.resize(620, 600)
        self.page.show()
        self.page.activateWindow()
        for _ in range(4):
            QApplication.processEvents()

    def post(self, index: int) -> PostRow:
        row = self.model.rows[index]
        assert isinstance(row, PostRow)
        return row

    def act(self, verb: PostVerb, index: int = 1) -> bool:
        self.page.posts.list.current.go_to(index)
        return self.page.posts.act(verb)

    def words(self) -> str | None:
        snack = self.page.findChild(Snack)
        if snack is None or not snack.isVisible():
            return None
        label = snack.findChild(ElidedLabel)
        assert label is not None
        return label.text()


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> Iterator[Opened]:
    world = World()
    world.save_people(JOHN)
    world.refresh(entry(2, of=post(2, SUSAN, "mine")), entry(1, of=replace(post(1, JOHN, "theirs"), likes=3)))
    opened = Opened(qtbot, theme, pictures, world)
    yield opened
    opened.model.close()
    world.store.close()


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (PostVerb.LIKE, "Liked"),
        (PostVerb.REPOST, "Reposted"),
        (PostVerb.BOOKMARK, "Bookmarked"),
    ],
)
def test_what_a_key_did_is_said_and_undone_by_a_key(opened: Opened, verb: PostVerb, words: str) -> None:
    before = opened.post(1)
    assert opened.act(verb)
    assert opened.words() == words
    assert opened.post(1) != before
    assert opened.page.posts.act(PostVerb.UNDO)
    assert opened.post(1) == before
    assert opened.words() is None
    assert not opened.page.posts.act(PostVerb.UNDO)


def test_a_second_deed_takes_the_place_of_the_first(opened: Opened) -> None:
    opened.act(PostVerb.REPOST)
    opened.act(PostVerb.BOOKMARK)
    assert opened.words() == "Bookmarked"
    opened.page.posts.act(PostVerb.UNDO)
    assert (opened.post(1).reposted, opened.post(1).bookmarked) == (True, False)


def test_taking_back_is_undone_too(opened: Opened) -> None:
    opened.act(PostVerb.LIKE)
    opened.act(PostVerb.LIKE)
    assert opened.words() == "Like taken back"
    assert (opened.post(1).liked, opened.post(1).likes) == (False, 3)
    opened.page.posts.act(PostVerb.UNDO)
    assert (opened.post(1).liked, opened.post(1).likes) == (True, 4)


def test_a_deleted_post_comes_back_by_a_press(opened: Opened) -> None:
    assert opened.act(PostVerb.DELETE, index=0)
    assert opened.words() == "Post deleted"
    snack = opened.page.findChild(Snack)
    assert snack is not None
    button = snack.findChild(LinkButton)
    assert button is not None
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.click()
    assert opened.post(0).delivery is None
    focused = QApplication.focusWidget()
    assert focused is not None
    assert opened.page.posts.list.isAncestorOf(focused)


def test_a_heart_under_the_finger_needs_no_words(opened: Opened) -> None:
    opened.page.posts.wishes.react.emit(opened.post(1), Reaction.LIKE)
    assert opened.post(1).liked
    assert opened.words() is None
    opened.page.posts.wishes.react.emit(opened.post(1), Reaction.BOOKMARK)
    assert opened.words() == "Bookmarked"


def test_a_refused_like_goes_back_and_its_undo_asks_for_nothing(opened: Opened) -> None:
    opened.act(PostVerb.LIKE)
    assert opened.post(1).liked
    store = opened.world.store
    job = next(iter(store.outbox.about_post(opened.post(1).post)))
    with store.durable_transaction():
        reacting.refused(store, job, Problem(ProblemKind.FORBIDDEN))
    assert (opened.post(1).liked, opened.post(1).likes) == (False, 3)
    notice = store.status.latest_notice
    assert notice is not None
    assert notice.wish is JobKind.LIKE
    opened.page.posts.act(PostVerb.UNDO)
    assert store.outbox.about_post(opened.post(1).post) == []


def test_it_stands_over_the_lower_edge_and_leaves_with_the_page(opened: Opened) -> None:
    opened.act(PostVerb.BOOKMARK)
    snack = opened.page.findChild(Snack)
    assert snack is not None
    opened.page.resize(430, 500)
    QApplication.processEvents()
    page = opened.page.posts
    assert page.rect().contains(snack.geometry())
    assert snack.geometry().bottom() > page.height() - 40
    opened.page.hide()
    assert not opened.page.posts.act(PostVerb.UNDO)

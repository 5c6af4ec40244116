"""What is asked for on a row is done, if the post allows it, or asked for on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.outbox import POSTS_QUEUE
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.rules.marked_text import Span, SpanKind, mark
from microblog_desktop.ui.page.confirmation import Confirmation
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.posts.deeds import Done, PostDeeds
from microblog_desktop.ui.posts.span_menu import SpanMenu
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.rows import PostRow, timeline_row
from tests.fakes.ports import FakePostSync
from tests.store.world import JOHN, SUSAN, World, entry, post
from tests.ui.posts.rows import ALL, ROW
from tests.ui.timeline.test_undo_snack import EVERYTHING


class Page:
    """A page without a list: what its rows wish for, and what comes of it."""

    def __init__(self, qtbot: QtBot, theme: Theme, *, asks: bool = False) -> None:
        self.world = World()
        self.world.save_people(JOHN)
        self.world.refresh(entry(2, of=post(2, SUSAN, "mine")), entry(1, of=post(1, JOHN, "theirs")))
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        self.wishes = PostWishes()
        actions = PostActions(self.world.store, lambda: 5, FakePostSync(), lambda: asks)
        self.deeds = PostDeeds(theme, actions, self.wishes, lambda _name: None, self.widget)
        self.heard: list[tuple[str, object]] = []
        self.done: list[Done] = []
        for name in (
            "reply_wanted",
            "edit_wanted",
            "message_wanted",
            "thread_wanted",
            "window_wanted",
            "person_wanted",
            "person_window_wanted",
            "name_wanted",
            "search_wanted",
        ):
            getattr(self.deeds, name).connect(lambda what, name=name: self.heard.append((name, what)))
        self.deeds.done.connect(self.done.append)

    def post(self, index: int) -> PostRow:
        stored = self.world.store.timelines.entry_rows(self.world.keys())[index]
        row = timeline_row(stored, EVERYTHING, self.world.now, is_online=True)
        assert isinstance(row, PostRow)
        return row


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Iterator[Page]:
    page = Page(qtbot, theme)
    yield page
    page.world.store.close()


def test_a_verb_is_done_only_where_the_post_allows_it(page: Page) -> None:
    nothing = replace(ROW, can_reply=False)
    for verb in PostVerb:
        assert page.deeds.do(verb, nothing) is (verb is PostVerb.AUTHOR)
    assert page.heard == [("person_wanted", ROW.author)]


def test_what_needs_another_page_is_asked_for_on(page: Page) -> None:
    for verb in (PostVerb.OPEN, PostVerb.WINDOW, PostVerb.REPLY):
        assert page.deeds.do(verb, ALL)
    page.wishes.message.emit(ALL)
    assert page.heard == [
        ("thread_wanted", ALL.post),
        ("window_wanted", ALL.post),
        ("reply_wanted", ALL.post),
        ("message_wanted", ALL.author),
    ]


def test_each_deed_brings_its_way_back(page: Page) -> None:
    page.wishes.react.emit(page.post(1), Reaction.BOOKMARK)
    page.wishes.delete.emit(page.post(0))
    assert [done.words() for done in page.done] == ["Bookmarked", "Post deleted"]
    assert page.post(0).delivery is not None
    assert [done.within_s for done in page.done] == [None, 5]
    assert all(done.take_back() for done in page.done)
    assert (page.post(1).bookmarked, page.post(0).delivery) == (False, None)


def test_nothing_but_web_addresses_is_opened(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda address: opened.append(address.toString()))
    for target in ("https://example.net/a", "HTTP://example.net", "file:///etc/passwd", "javascript:alert(1)"):
        page.wishes.open_span.emit(Span(0, 5, SpanKind.LINK, target))
    assert opened == ["https://example.net/a", "http://example.net"]


def test_a_deletion_that_is_on_its_way_cannot_be_taken_back(page: Page) -> None:
    page.wishes.delete.emit(page.post(0))
    page.world.later(6)
    assert page.world.store.outbox.claim(POSTS_QUEUE, page.world.now) is not None
    assert not page.done[0].take_back()
    assert page.post(0).delivery is not None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_name_and_a_tag_lead_on_and_have_a_menu_for_the_rest(page: Page) -> None:
    page.widget.show()
    mention, tag = mark("@susan #tea").spans
    page.wishes.open_span.emit(mention)
    page.wishes.open_span.emit(tag)
    assert page.heard == [("name_wanted", "susan"), ("search_wanted", "#tea")]
    page.wishes.span_menu.emit(mention)
    page.wishes.span_menu.emit(tag)
    menus = page.widget.findChildren(SpanMenu)
    assert [menu.actions()[-1].text() for menu in menus] == ["Copy @susan", "Copy #tea"]
    for menu in menus:
        menu.actions()[0].trigger()
    assert page.heard == [("name_wanted", "susan"), ("search_wanted", "#tea")] * 2
    for menu in menus:
        menu.close()


def test_a_person_opens_over_the_page_or_in_a_window(page: Page) -> None:
    page.wishes.open_person.emit(ALL)
    page.wishes.open_person_window.emit(ALL)
    page.wishes.open_name.emit("kate")
    assert page.heard == [
        ("person_wanted", ALL.author),
        ("person_window_wanted", ALL.author),
        ("name_wanted", "kate"),
    ]


def test_who_wants_to_be_asked_before_a_deletion_is_asked(qtbot: QtBot, theme: Theme) -> None:
    page = Page(qtbot, theme, asks=True)
    mine = page.post(0)
    page.deeds.do(PostVerb.DELETE, mine)
    asking = page.widget.findChildren(Confirmation)[-1]
    assert "mine" in " ".join(label.text() for label in asking.findChildren(TextLabel))
    asking.cancel.click()
    assert page.post(0).can_delete
    page.deeds.do(PostVerb.DELETE, mine)
    page.widget.findChildren(Confirmation)[-1].go.click()
    assert not page.post(0).can_delete
    page.world.store.close()

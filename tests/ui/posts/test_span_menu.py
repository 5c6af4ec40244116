"""The menu of a name or a tag: only what can be done, and always a copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QAction, QGuiApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.rules.marked_text import Span, SpanKind
from microblog_desktop.ui.posts.span_menu import SpanMenu
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.timeline.mentions import MentionedPerson

JOHN = MentionedPerson(PersonId("2"), "john", you_follow=False, can_follow=True, can_message=True)
MENTION = Span(0, 5, SpanKind.MENTION, "john")


def entries_of(menu: SpanMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions() if action.text()}


def test_a_person_can_be_followed_unfollowed_and_written_to(qtbot: QtBot, theme: Theme) -> None:
    wished: list[tuple[str, object]] = []

    def note(name: str) -> Callable[[object], None]:
        return lambda person: wished.append((name, person))

    for person in (JOHN, replace(JOHN, you_follow=True)):
        menu = SpanMenu(theme, MENTION, person)
        qtbot.addWidget(menu)
        menu.follow.connect(note("follow"))
        menu.unfollow.connect(note("unfollow"))
        menu.message.connect(note("message"))
        menu.open.connect(note("open"))
        menu.open_window.connect(note("window"))
        for action in list(entries_of(menu).values())[:4]:
            action.trigger()
    seen = [("open", "john"), ("window", "2")]
    assert wished == [*seen, ("follow", "2"), ("message", "2"), *seen, ("unfollow", "2"), ("message", "2")]


def test_a_stranger_and_a_tag_can_be_opened_and_copied(qtbot: QtBot, theme: Theme) -> None:
    searched: list[str] = []
    for span, words in ((MENTION, "@john"), (Span(0, 4, SpanKind.TAG, "눈"), "#눈")):
        menu = SpanMenu(theme, span, None)
        qtbot.addWidget(menu)
        menu.search.connect(searched.append)
        opening, copy = entries_of(menu).values()
        assert opening.text() == ("Open the profile" if span is MENTION else "Search for #눈")
        opening.trigger()
        copy.trigger()
        assert QGuiApplication.clipboard().text() == words
    assert searched == ["#눈"]

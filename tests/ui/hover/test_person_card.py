"""The card itself: what it shows of whom, and how large it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.ui.hover.person_card import WIDTH, PersonCardWidget
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.card import CountWords, PersonCard

JOHN = PersonCard(
    person=PersonId("2"),
    name="John",
    username="john",
    avatar_url=None,
    handle_line="@john · follows you",
    about="Train person.",
    counts=(CountWords("128 posts", "128"),),
    can_follow=True,
    you_follow=False,
    title="John, @john · follows you",
)


@pytest.fixture
def card(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> PersonCardWidget:
    card = PersonCardWidget(theme, pictures)
    qtbot.addWidget(card)
    return card


def test_it_is_as_high_as_what_is_known_of_somebody(card: PersonCardWidget) -> None:
    card.show_person(JOHN)
    whole = card.size_in(1000)
    card.show_person(replace(JOHN, about=""))
    without_words = card.size_in(1000)
    card.show_person(replace(JOHN, about="", counts=()))
    names_alone = card.size_in(1000)
    assert whole.width() == WIDTH
    assert whole.height() > without_words.height() > names_alone.height() > 60


def test_in_a_narrow_window_it_is_as_wide_as_there_is_room(card: PersonCardWidget) -> None:
    card.show_person(JOHN)
    assert card.size_in(240).width() == 240


def test_the_button_says_how_it_stands_and_is_not_there_for_who_cannot_follow(card: PersonCardWidget) -> None:
    card.show_person(JOHN)
    assert card.follow.text() == "Follow"
    card.show_person(replace(JOHN, you_follow=True))
    assert (card.follow.text(), card.follow.accessibleName()) == ("Following", "Unfollow @john")
    card.show_person(replace(JOHN, can_follow=False))
    assert card.follow.isHidden()


def test_it_comes_over_one_window_after_another(card: PersonCardWidget, qtbot: QtBot) -> None:
    card.show_person(JOHN)
    for _ in range(2):
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(500, 400)
        window.show()
        card.come(window, QRect(20, 20, 320, 130))
        assert card.isVisible()
        assert card.geometry() == QRect(20, 20, 320, 130)
        outside = window.childAt(12, 60)
        assert outside is None, "its shadow is nothing for the pointer"
        card.go()
        assert card.parentWidget() is None
        window.close()


def test_a_card_that_goes_takes_no_focus_with_it(card: PersonCardWidget, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 400)
    window.show()
    card.show_person(JOHN)
    card.come(window, QRect(20, 20, 320, 130))
    card.follow.setFocus()
    assert window.focusWidget() is card.follow
    card.go()
    assert window.focusWidget() is window

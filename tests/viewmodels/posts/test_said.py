"""A sentence that says its age anew (viewmodels/posts/said.py)."""

from __future__ import annotations

from datetime import timedelta

from microblog_desktop.viewmodels.posts.said import AGE, said
from tests.store.world import NOON


def test_the_age_is_that_of_the_moment_it_is_said_in() -> None:
    sentence = said((f"John, {AGE}", "Just now I thought so."), NOON, NOON)
    assert sentence.text == "John, just now. Just now I thought so"
    assert sentence.at(NOON) == sentence.text
    assert sentence.at(NOON + timedelta(minutes=5)) == "John, 5 minutes ago. Just now I thought so"
    assert sentence.at(NOON + timedelta(hours=2)) == "John, 2 hours ago. Just now I thought so"


def test_it_may_stand_at_the_end() -> None:
    sentence = said(("John follows you", AGE), NOON, NOON + timedelta(hours=1))
    assert sentence.text == "John follows you. 1 hour ago"
    assert sentence.at(NOON + timedelta(days=1)) == "John follows you. 1 day ago"


def test_nothing_that_people_are_called_or_write_is_taken_for_the_age() -> None:
    sentence = said(("a\0b liked c\uffffd", AGE, "e\0"), NOON, NOON)
    assert sentence.at(NOON + timedelta(minutes=5)) == "a\0b liked c\uffffd. 5 minutes ago. e\0"

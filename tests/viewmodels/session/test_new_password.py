"""Tests of microblog_desktop/viewmodels/session/new_password.py."""

from __future__ import annotations

from microblog_desktop.viewmodels.session.new_password import not_repeated


def test_who_mistyped_the_second_one_is_told_so() -> None:
    assert not_repeated() == "The two passwords are not the same."

"""Which keys can be had, and what stands in the way."""

from __future__ import annotations

import pytest

from microblog_desktop.domain.keys.actions import ACTIONS, BY_NAME
from microblog_desktop.domain.keys.choosing import Obstacle, judge
from microblog_desktop.domain.keys.kept import in_force
from microblog_desktop.domain.keys.sequences import normal
from tests.domain.keys.clashing import clashes

FIRST = in_force({})


def test_the_first_keys_mean_one_thing_each_and_are_written_as_they_are_kept() -> None:
    assert clashes(FIRST) == ()
    assert [key for action in ACTIONS for key in action.keys if normal(key) != key] == []
    assert len(BY_NAME) == len(ACTIONS)


@pytest.mark.parametrize(
    ("action", "keys", "obstacle"),
    [
        ("reply", "Esc", Obstacle.FIXED),
        ("reply", "Tab", Obstacle.FIXED),
        ("reply", "Down", Obstacle.FIXED),
        ("reply", "Ctrl+C", Obstacle.TEXT),
        ("reply", "Ctrl+Left", Obstacle.TEXT),
        ("reply", "Ctrl+Z", Obstacle.TEXT),
        ("reply", "Ctrl+Alt+Q", Obstacle.TEXT),
        ("reply", "Alt+F4", Obstacle.SYSTEM),
        ("reply", "Meta+L", Obstacle.SYSTEM),
        ("send", "S", Obstacle.TYPES),
        ("reply", "Y", None),
        ("send", "Ctrl+S", None),
        ("send", "F9", None),
        ("undo", "Ctrl+Z", None),  # its own first keys
        ("delete", "Del", None),
    ],
)
def test_some_keys_cannot_be_had(action: str, keys: str, obstacle: Obstacle | None) -> None:
    verdict = judge(BY_NAME[action], keys, FIRST)
    assert verdict.obstacle is obstacle
    assert verdict.rival is None


def test_keys_that_mean_something_else_in_the_same_window_have_a_rival() -> None:
    assert judge(BY_NAME["reply"], "Ctrl+N", FIRST).rival == BY_NAME["new_post"]
    assert judge(BY_NAME["reply"], "R", FIRST).rival is None


def test_the_main_window_and_those_beside_it_may_use_the_same_keys() -> None:
    assert judge(BY_NAME["close"], "Ctrl+1", FIRST).rival is None
    assert judge(BY_NAME["page_1"], "Ctrl+W", FIRST).rival is None
    assert judge(BY_NAME["quit"], "Ctrl+W", FIRST).rival == BY_NAME["close"]


def test_keys_that_were_given_up_have_no_rival() -> None:
    assert judge(BY_NAME["reply"], "Ctrl+N", FIRST | {"new_post": ("N",)}).rival is None


def test_a_clash_names_both() -> None:
    assert clashes(FIRST | {"reply": ("F",)}) == (("F", "reply", "like"),)

"""The keys that were chosen, as text."""

from __future__ import annotations

import pytest

from microblog_desktop.domain.keys.actions import BY_NAME
from microblog_desktop.domain.keys.kept import NOTHING_CHOSEN, in_force, read, without_single_letters, write


def test_what_is_written_is_read_again() -> None:
    chosen = {"reply": ("Y", "Ctrl+Shift+R"), "like": ()}
    assert read(write(chosen)).chosen == chosen


def test_what_is_as_at_first_is_not_written() -> None:
    assert write(in_force({})) == ""
    assert read("") == NOTHING_CHOSEN


@pytest.mark.parametrize(
    "text", ["{", "[]", "3", '{"reply": "R"}', '{"reply": [3]}', '{"reply": ["Hyper+X"]}', "[" * 5000, "x" * 30_000]
)
def test_of_a_damaged_text_nothing_is_used(text: str) -> None:
    kept = read(text)
    assert kept.is_damaged
    assert in_force(kept.chosen) == in_force({})


def test_actions_of_another_version_are_left_out() -> None:
    kept = read('{"dance": ["Ctrl+D"], "reply": ["y"]}')
    assert not kept.is_damaged
    assert kept.chosen == {"reply": ("Y",)}


def test_without_single_letters_the_other_keys_stay() -> None:
    keys = without_single_letters(in_force({}))
    assert keys["new_post"] == ("Ctrl+N",)
    assert keys["next"] == ()
    assert keys["keys"] == ("F1",)
    assert keys["delete"] == BY_NAME["delete"].keys

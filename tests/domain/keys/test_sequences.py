"""How keys are written."""

from __future__ import annotations

import pytest

from microblog_desktop.domain.keys.sequences import normal, parts, types_text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("ctrl+n", "Ctrl+N"),
        ("Shift+Ctrl+f", "Ctrl+Shift+F"),
        ("Ctrl++", "Ctrl++"),
        ("+", "+"),
        ("Shift+?", "?"),
        ("Shift+j", "Shift+J"),
        ("Ctrl+Enter", "Ctrl+Return"),
        ("alt+pgup", "Alt+PgUp"),
        ("ㅓ", "ㅓ"),
        ("F35", "F35"),
    ],
)
def test_there_is_one_way_to_write_each(said: str, kept: str) -> None:
    assert normal(said) == kept
    assert normal(kept) == kept


@pytest.mark.parametrize("said", ["", "Ctrl+", "Hyper+A", "Ctrl+K, Ctrl+C", "F36", "ß", "\u202e", " ", "A" * 100])
def test_what_is_no_key_is_nothing(said: str) -> None:
    assert normal(said) == ""


def test_the_plus_sign_is_a_key_too() -> None:
    assert parts("Ctrl++") == (frozenset({"Ctrl"}), "+")
    assert parts("+") == (frozenset(), "+")


@pytest.mark.parametrize(
    ("key", "types"),
    [("J", True), ("Shift+J", True), (".", True), ("1", True), ("Ctrl+J", False), ("F5", False), ("Del", False)],
)
def test_letters_digits_and_signs_alone_would_be_typed(key: str, *, types: bool) -> None:
    assert types_text(key) is types

from __future__ import annotations

import pytest

from microblog_desktop.domain.account import VaultKind
from microblog_desktop.viewmodels.session.keyring_choice import in_file, passphrase_complaint


@pytest.mark.parametrize(
    ("first", "second", "complaint"),
    [
        ("", "", "Use at least 8 characters."),
        ("short", "short", "Use at least 8 characters."),
        ("long enough", "long enouhg", "The two passphrases are not the same."),
        ("long enough", "long enough", ""),
    ],
)
def test_a_passphrase_is_long_enough_and_typed_twice_alike(first: str, second: str, complaint: str) -> None:
    assert passphrase_complaint(first, second) == complaint


def test_the_passphrase_does_not_show_itself() -> None:
    choice = in_file("long enough")
    assert choice.kind is VaultKind.FILE
    assert "long enough" not in repr(choice)

from __future__ import annotations

import pytest

from microblog_desktop.domain.account import VaultKind
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.session.keyring_choice import (
    KEYRING_PROBLEMS,
    complaint_about_file,
    explanation,
    in_file,
    in_keyring,
    may_try_keyring,
    passphrase_complaint,
    waits_for_keyring,
)


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


def test_each_state_of_the_keyring_has_words_of_its_own() -> None:
    said = {explanation(Problem(kind)) for kind in KEYRING_PROBLEMS}
    assert len(said) == len(KEYRING_PROBLEMS)
    assert all(words.endswith("your password itself is never kept.") for words in said)


def test_waiting_is_not_asking_again() -> None:
    slow = Problem(ProblemKind.KEYRING_SLOW, may_retry=True)
    assert waits_for_keyring(slow)
    assert not may_try_keyring(slow)
    assert may_try_keyring(Problem(ProblemKind.KEYRING_LOCKED, may_retry=True))
    assert not may_try_keyring(None)
    assert in_keyring().kind is VaultKind.KEYRING


def test_only_a_wrong_passphrase_is_complained_of() -> None:
    assert complaint_about_file(Problem(ProblemKind.WRONG_PASSPHRASE))
    assert not complaint_about_file(Problem(ProblemKind.NO_KEYRING))


def test_the_passphrase_does_not_show_itself() -> None:
    choice = in_file("long enough")
    assert choice.kind is VaultKind.FILE
    assert "long enough" not in repr(choice)

"""Each account's folder says whose it is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from microblog_desktop.domain.account import Account
from microblog_desktop.domain.values import replace
from microblog_desktop.store.account_card import (
    AccountCard,
    note_newcomer,
    read_card,
    read_cards,
    take_note_of_newcomer,
    write_card,
)
from tests.store.world import ACCOUNT, NOON

CARD = AccountCard(ACCOUNT, NOON)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / ACCOUNT.id
    folder.mkdir()
    write_card(folder, CARD)
    return folder


def test_a_card_says_all_that_an_account_is(folder: Path) -> None:
    assert read_card(folder) == CARD
    write_card(folder, replace(CARD, is_signed_in=False))
    assert read_card(folder) == replace(CARD, is_signed_in=False)
    assert [path.name for path in folder.iterdir()] == ["account.json"]


def test_all_folders_are_asked(folder: Path) -> None:
    (folder.parent / "empty").mkdir()
    (folder.parent / "a file").touch()
    assert read_cards(folder.parent) == [CARD]


@pytest.mark.parametrize("words", ["", "{}", "[]", "null", '{"id": 5}', "x" * 200_000, '{"id": "' + "\\ud800" + '"}'])
def test_a_card_that_makes_no_sense_is_none(folder: Path, words: str) -> None:
    (folder / "account.json").write_text(words, encoding="utf-8")
    assert read_card(folder) is None


def test_a_card_of_another_folder_is_none(folder: Path) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (folder / "account.json").rename(other / "account.json")
    assert read_card(other) is None


def account(username: str) -> Account:
    return replace(ACCOUNT, username=username)


@pytest.mark.parametrize(
    ("newcomer", "is_another"),
    [
        (CARD, False),
        (AccountCard(account("susan2"), NOON), False),
        (AccountCard(ACCOUNT, NOON + timedelta(seconds=0.4)), False),
        (AccountCard(ACCOUNT, None), False),
        (AccountCard(account("eve"), None), False),
        (AccountCard(account("eve"), NOON + timedelta(days=1)), True),
        (AccountCard(ACCOUNT, NOON - timedelta(days=1)), True),
    ],
)
def test_who_came_on_another_day_is_another_person(folder: Path, newcomer: AccountCard, *, is_another: bool) -> None:
    note_newcomer(folder, newcomer)
    assert take_note_of_newcomer(folder) is is_another
    assert not take_note_of_newcomer(folder)


def test_nobody_is_known_in_an_empty_folder(tmp_path: Path) -> None:
    note_newcomer(tmp_path, CARD)
    note_newcomer(tmp_path / "missing", CARD)
    assert not take_note_of_newcomer(tmp_path)

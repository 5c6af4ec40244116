"""The list of all keys, and choosing others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from microblog_desktop.commands import settings
from microblog_desktop.domain.keys.actions import ACTIONS
from microblog_desktop.domain.keys.choosing import Obstacle
from microblog_desktop.domain.keys.kept import in_force, read
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.preferences import KEYS, SINGLE_LETTERS
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.keys.choosing import KeyChoices, KeyRow
from microblog_desktop.viewmodels.keys.words import words_of
from tests.domain.keys.clashing import clashes

FEED = ChangeFeed(lambda tell: tell())


@pytest.fixture
def profile() -> Iterator[ProfileStore]:
    profile = ProfileStore(":memory:", FEED)
    yield profile
    profile.close()


@pytest.fixture
def choices(profile: ProfileStore) -> Iterator[KeyChoices]:
    choices = KeyChoices(profile, FEED, [lambda: "Home", lambda: "Explore"], accounts=2)
    yield choices
    choices.close()


def rows(choices: KeyChoices, words: str = "") -> list[KeyRow]:
    return [row for section in choices.sections(words) for row in section.rows]


def kept(profile: ProfileStore) -> dict[str, tuple[str, ...]]:
    return in_force(read(profile.preferences.get(KEYS)).chosen)


def test_every_action_has_words_of_its_own() -> None:
    words = [words_of(action.name) for action in ACTIONS]
    assert all(words)
    assert len(set(words)) == len(words)


def test_only_pages_and_accounts_that_can_be_there_are_listed(choices: KeyChoices) -> None:
    names = {row.name for row in rows(choices)}
    assert {"page_1", "page_2", "account_1", "account_2"} <= names
    assert not {"page_3", "account_3"} & names
    assert choices.row("page_2").words == "Go to Explore"


def test_keys_are_found_by_their_words_and_by_themselves(choices: KeyChoices) -> None:
    assert [row.name for row in rows(choices, "write post")] == ["new_post"]
    assert "search" in [row.name for row in rows(choices, "ctrl+f")]
    assert rows(choices, "nothing of the kind") == []


def test_what_cannot_be_chosen_is_listed_as_it_is(choices: KeyChoices) -> None:
    fixed = [row for row in rows(choices) if not row.name]
    assert ("Esc",) in [row.keys for row in fixed]


def test_others_take_the_place_of_the_first_ones_or_stand_beside_them(
    choices: KeyChoices, profile: ProfileStore
) -> None:
    choices.put("reply", "Y", instead_of="R")
    choices.put("reply", "Ctrl+Shift+R")
    assert kept(profile)["reply"] == ("Y", "Ctrl+Shift+R")
    assert choices.row("reply").is_changed
    choices.remove("reply", "Y")
    assert kept(profile)["reply"] == ("Ctrl+Shift+R",)


def test_keys_that_are_taken_over_mean_one_thing_only(choices: KeyChoices, profile: ProfileStore) -> None:
    verdict = choices.judge("reply", "Ctrl+N")
    assert verdict.rival is not None
    assert choices.words(verdict.rival.name) == "Write a post"
    choices.put("reply", "Ctrl+N")
    assert kept(profile)["new_post"] == ("N",)
    assert clashes(kept(profile)) == ()


def test_one_action_goes_back_alone_and_takes_its_first_keys_from_whoever_got_them(
    choices: KeyChoices, profile: ProfileStore
) -> None:
    choices.put("reply", "F", instead_of="R")
    choices.put("quit", "Ctrl+Shift+Q", instead_of="Ctrl+Q")
    choices.reset("like")
    assert kept(profile)["like"] == ("F",)
    assert kept(profile)["reply"] == ()
    assert kept(profile)["quit"] == ("Ctrl+Shift+Q",)


def test_each_obstacle_has_its_words(choices: KeyChoices) -> None:
    said = {choices.complaint(choices.judge("send", keys)) for keys in ("Esc", "Ctrl+C", "S", "Alt+F4")}
    assert len(said) == len(Obstacle)
    assert choices.complaint(choices.judge("send", "Ctrl+S")) == ""


def test_single_letters_that_are_off_are_shown_asleep(choices: KeyChoices, profile: ProfileStore) -> None:
    heard: list[bool] = []
    choices.changed.connect(lambda: heard.append(True))
    settings.turn(profile, SINGLE_LETTERS)
    assert heard == [True]
    assert choices.row("new_post").sleeping == ("N",)
    assert choices.row("new_post").keys == ("N", "Ctrl+N")

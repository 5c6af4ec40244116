"""What stands instead of rows, in each state of a list."""

from __future__ import annotations

import pytest

from microblog_desktop.viewmodels.lists.instead import ON_ITS_WAY, Instead, instead_of_rows
from microblog_desktop.viewmodels.lists.list_state import ListPhase, ListState, ListWords

WORDS = ListWords("home", "Nothing yet", "Write something.", "Nothing is saved here.", "The posts could not be loaded")


@pytest.mark.parametrize(
    ("state", "instead"),
    [
        (ListState(ListPhase.LOADING), ON_ITS_WAY),
        (ListState(ListPhase.EMPTY), Instead("home", "Nothing yet", "Write something.")),
        (
            ListState(ListPhase.OFFLINE),
            Instead("offline", "You are offline", "Nothing is saved here.", "Try again"),
        ),
        (
            ListState(ListPhase.FAILED, "It is ill."),
            Instead("warning", "The posts could not be loaded", "It is ill.", "Try again"),
        ),
    ],
)
def test_each_state_has_its_words(state: ListState, instead: Instead) -> None:
    assert instead_of_rows(state, WORDS) == instead


def test_it_is_spoken_in_one_breath() -> None:
    assert Instead("home", "Nothing yet", "Write something").spoken == "Nothing yet. Write something"
    assert ON_ITS_WAY.spoken == "Loading…"

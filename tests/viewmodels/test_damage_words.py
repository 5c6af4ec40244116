"""What was saved from a damaged file is said, and where that file is."""

from __future__ import annotations

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.damage_words import ACCOUNTS, BOOKMARKS, MESSAGES, PREFERENCES, UNSENT
from microblog_desktop.viewmodels.problem_words import sentence


def damaged(*fields: tuple[str, str]) -> Problem:
    return Problem(ProblemKind.STORE_DAMAGED, message="/home/susan/account.db.damaged", fields=fields)


def test_what_was_saved_is_counted() -> None:
    assert sentence(damaged((UNSENT, "1"), (MESSAGES, "1200"), (BOOKMARKS, "0"))) == (
        "The saved data on this computer was damaged. Saved from it: 1 draft or unsent text and 1,200 messages. "
        "Everything else comes again from the server. The damaged file was put aside: /home/susan/account.db.damaged"
    )


def test_nothing_saved_is_said_too() -> None:
    assert "nothing of it could be read" in sentence(damaged((UNSENT, "0")))


def test_who_lost_the_list_of_accounts_is_told_what_to_do() -> None:
    assert "Sign in again" in sentence(damaged((ACCOUNTS, "0"), (PREFERENCES, "3")))
    assert "Saved from it: 2 accounts and 3 settings." in sentence(damaged((ACCOUNTS, "2"), (PREFERENCES, "3")))


def test_damage_that_is_met_while_the_program_runs_is_put_aside_later() -> None:
    assert "put aside when the program starts" in sentence(Problem(ProblemKind.STORE_DAMAGED))

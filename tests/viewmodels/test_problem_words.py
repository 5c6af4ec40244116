from __future__ import annotations

import pytest

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.problem_words import action, sentence


@pytest.mark.parametrize("kind", list(ProblemKind))
def test_every_problem_is_said_in_whole_sentences(kind: ProblemKind) -> None:
    said = sentence(Problem(kind))
    assert said[0].isupper()
    assert said.endswith(".")
    assert kind.value not in said.split() or "_" not in kind.value


def test_no_two_problems_sound_the_same() -> None:
    assert len({sentence(Problem(kind)) for kind in ProblemKind}) == len(ProblemKind)


def test_a_refusal_quotes_what_the_server_said_about_the_text() -> None:
    problem = Problem(ProblemKind.REFUSED, message="The post is too long.")
    assert sentence(problem) == "The server did not accept this: The post is too long."


def test_the_words_of_a_broken_server_are_never_shown() -> None:
    problem = Problem(ProblemKind.SERVER_FAILED, message="Traceback (most recent call last)")
    assert "Traceback" not in sentence(problem)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.4, "1 second"), (30, "30 seconds"), (100, "2 minutes"), (3600, "60 minutes"), (None, "a few minutes")],
)
def test_a_pause_is_told_in_words_one_can_wait_for(seconds: float | None, said: str) -> None:
    assert sentence(Problem(ProblemKind.RATE_LIMITED, retry_after_s=seconds)).endswith(f"{said}.")


def test_what_can_be_retried_offers_to_try_again() -> None:
    assert action(Problem(ProblemKind.TIMED_OUT, may_retry=True)) == "Try again"
    assert action(Problem(ProblemKind.FORBIDDEN)) is None


def test_an_ended_session_offers_to_sign_in() -> None:
    assert action(Problem(ProblemKind.SIGNED_OUT, may_retry=True)) == "Sign in"

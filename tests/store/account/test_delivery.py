"""A server's words about a job come back with it."""

from __future__ import annotations

import pytest

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.account.delivery import problem_from, problem_values

PROBLEMS = [
    Problem(ProblemKind.OFFLINE, may_retry=True),
    Problem(ProblemKind.RATE_LIMITED, may_retry=True, retry_after_s=12.5),
    Problem(ProblemKind.REFUSED, message="Nein, 안 됩니다", fields=(("body", "Too long: 501 > 500"), ("x", ""))),
    None,
]


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_comes_back_as_kept(problem: Problem | None) -> None:
    assert problem_from(problem_values(problem)) == problem


def test_words_with_our_separators_stay_apart() -> None:
    problem = Problem(ProblemKind.REFUSED, fields=(("a\x1f", "one\x1etwo"), ("b", "three")))
    kept = problem_from(problem_values(problem))
    assert kept is not None
    assert kept.fields == (("a", "onetwo"), ("b", "three"))

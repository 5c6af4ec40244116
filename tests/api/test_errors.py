from __future__ import annotations

import pytest

from microblog_desktop.api.errors import (
    Answered,
    BadAnswer,
    Conflict,
    NotOffered,
    RateLimited,
    Refused,
    ServerFailed,
    SignedOut,
    refusal,
)


@pytest.mark.parametrize(
    ("status", "error", "may_retry"),
    [
        (100, ServerFailed, True),
        (400, Refused, False),
        (401, SignedOut, False),
        (409, Conflict, False),
        (418, Refused, False),
        (429, RateLimited, True),
        (503, ServerFailed, True),
        (599, ServerFailed, True),
    ],
)
def test_each_status_says_whether_later_may_help(status: int, error: type[Answered], may_retry: bool) -> None:
    found = refusal(status, message="m", fields=(("a", "b"),), retry_after_s=3.0)
    assert type(found) is error
    assert found.problem.may_retry is may_retry
    assert (found.problem.message, found.problem.field("a")) == ("m", "b")


def test_only_an_unclear_end_may_have_been_done() -> None:
    assert BadAnswer("x").may_have_been_done
    assert not NotOffered("x").may_have_been_done
    assert not refusal(429, message="", fields=(), retry_after_s=None).may_have_been_done

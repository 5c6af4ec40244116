"""Every way in which a call to a server can fail.

    ApiError
    ├── NotSent             the server certainly never got the request: no route, refused, TLS, offline
    │   └── NotOffered      this server has no such call, so nothing was asked
    ├── Unanswered          the request was begun and no whole answer came: it may have been carried out
    │   └── BadAnswer       an answer came that nobody can read: likewise
    └── Answered            the server said no
        ├── Refused         4xx: it will not take this
        │   ├── SignedOut   401: the token is expired or revoked (or the password is wrong)
        │   ├── Forbidden   403
        │   ├── NotFound    404, 410
        │   └── Conflict    409
        ├── RateLimited     429: later, perhaps it says when
        └── ServerFailed    5xx: it broke; whether it did what was asked is not known

The one question that delivering "exactly once" turns on is `may_have_been_done`.
"""

from __future__ import annotations

from typing import ClassVar

from microblog_desktop.domain.problem import Problem, ProblemKind


class ApiError(Exception):
    """A call failed; `problem` is what a person can be shown. The text of the exception is for the log."""

    may_have_been_done: ClassVar[bool] = False

    def __init__(self, problem: Problem, what: str = "") -> None:
        super().__init__(what or problem.kind.value)
        self.problem = problem


class NotSent(ApiError):  # noqa: N818 - named as outcomes
    """The server certainly never got the request."""


class NotOffered(NotSent):
    """This server has no such call."""

    def __init__(self, what: str) -> None:
        super().__init__(Problem(ProblemKind.NOT_OFFERED), what)


class Unanswered(ApiError):  # noqa: N818 - named as outcomes
    """The request was begun and no whole answer came."""

    may_have_been_done = True


class BadAnswer(Unanswered):
    """An answer came that is not what the API promises."""

    def __init__(self, what: str) -> None:
        super().__init__(Problem(ProblemKind.BAD_ANSWER, may_retry=True), what)


class Answered(ApiError):  # noqa: N818 - named as outcomes
    """The server said no."""

    def __init__(self, problem: Problem, status: int) -> None:
        super().__init__(problem, f"{problem.kind.value} ({status})")
        self.status = status


class Refused(Answered):
    """4xx: the server will not take this."""


class SignedOut(Refused):
    """401."""


class Forbidden(Refused):
    """403."""


class NotFound(Refused):
    """404 or 410."""


class Conflict(Refused):
    """409."""


class RateLimited(Answered):
    """429; `problem.retry_after_s` where the server said so."""


class ServerFailed(Answered):
    """5xx. A gateway may give up waiting while the server behind it goes on, so it may have been done."""

    may_have_been_done = True


def refusal(status: int, *, message: str, fields: tuple[tuple[str, str], ...], retry_after_s: float | None) -> Answered:
    """The error for an answer that is neither 2xx nor a redirect; `message` and `fields` are the server's words."""
    if status == 429:
        return RateLimited(_problem(ProblemKind.RATE_LIMITED, message, fields, retry_after_s), status)
    if status >= 500 or status < 400:
        return ServerFailed(_problem(ProblemKind.SERVER_FAILED, message, fields, retry_after_s), status)
    kind, error = _REFUSALS.get(status, (ProblemKind.REFUSED, Refused))
    return error(Problem(kind, message=message, fields=fields), status)


def _problem(
    kind: ProblemKind, message: str, fields: tuple[tuple[str, str], ...], retry_after_s: float | None
) -> Problem:
    return Problem(kind, may_retry=True, retry_after_s=retry_after_s, message=message, fields=fields)


_REFUSALS: dict[int, tuple[ProblemKind, type[Refused]]] = {
    401: (ProblemKind.SIGNED_OUT, SignedOut),
    403: (ProblemKind.FORBIDDEN, Forbidden),
    404: (ProblemKind.NOT_FOUND, NotFound),
    409: (ProblemKind.REFUSED, Conflict),
    410: (ProblemKind.NOT_FOUND, NotFound),
}

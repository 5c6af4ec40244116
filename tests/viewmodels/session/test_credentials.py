"""What is wrong with what a person typed, under the field that it is about."""

from __future__ import annotations

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.viewmodels.session.credentials import Credentials, FieldErrors, errors_of, missing


def test_a_complaint_about_nothing_in_particular_is_still_said() -> None:
    assert errors_of(Problem(ProblemKind.REFUSED, message="No.")).general == "The server did not accept this: No."


def test_what_a_server_says_of_a_field_stands_as_a_sentence() -> None:
    problem = Problem(
        ProblemKind.REFUSED, fields=(("email", "must be an e-mail address"), ("username", "Somebody has this name."))
    )
    errors = errors_of(problem)
    assert errors.email == "Must be an e-mail address."
    assert errors.username == "Somebody has this name."
    assert errors.password == ""


def test_everything_that_is_missing_is_said_at_once() -> None:
    nothing = Credentials("", Secret(""))
    errors = missing("", nothing, needs_email=True)
    assert all((errors.server, errors.username, errors.email, errors.password))
    assert not missing("example.net", nothing, needs_email=False).email
    assert missing("example.net", Credentials("susan", Secret("cat")), needs_email=False) == FieldErrors()

from __future__ import annotations

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.people.edit.complaints import Complaints, of_password, of_picture, of_profile


def test_what_the_server_says_of_a_field_stands_at_the_field() -> None:
    fields = (("username", "please use a different username"), ("about_me", "must be at most 280 characters"))
    said = of_profile(Problem(ProblemKind.REFUSED, message="Look at the fields", fields=fields))
    assert said.username == "Please use a different username."
    assert said.about_me == "Must be at most 280 characters."
    assert said.general == ""
    assert said.first_field == "username"


def test_chapter_23_names_the_field_only_in_its_sentence() -> None:
    for message, field in (("please use a different username", "username"), ("please use a different email", "email")):
        said = of_profile(Problem(ProblemKind.REFUSED, message=message))
        assert said.first_field == field
        assert said.general == ""


def test_what_belongs_to_no_field_says_what_to_do() -> None:
    assert "try again" in of_profile(Problem(ProblemKind.TIMED_OUT)).general.lower()
    assert "save again" in of_profile(Problem(ProblemKind.OFFLINE)).general
    assert of_profile(Problem(ProblemKind.SERVER_FAILED)).first_field == ""


def test_a_wrong_password_stands_at_the_password_of_now() -> None:
    said = of_password(Problem(ProblemKind.REFUSED, fields=(("current", "is not your password"),)))
    assert said.first_field == "current"
    said = of_password(Problem(ProblemKind.REFUSED, fields=(("password", "must be at least 8 characters"),)))
    assert said.password == "Must be at least 8 characters."


def test_what_is_wrong_with_the_picture_stands_beside_it() -> None:
    said = of_picture(Problem(ProblemKind.REFUSED, message="The picture cannot be read."))
    assert said.picture == "The picture cannot be read."


def test_the_same_trouble_of_two_things_is_said_once() -> None:
    offline = of_profile(Problem(ProblemKind.OFFLINE)).with_more(of_picture(Problem(ProblemKind.OFFLINE)))
    assert offline.general.count("offline") == 1
    assert not Complaints()
    assert Complaints(email="no").with_more(Complaints(email="other", current="x")) == Complaints(
        email="no", current="x"
    )

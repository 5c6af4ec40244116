"""What is wrong with a changed profile, under the fields that it is about."""

from __future__ import annotations

from dataclasses import fields, replace

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.viewmodels.problem_words import sentence
from microblog_desktop.viewmodels.session.credentials import as_sentence
from microblog_desktop.viewmodels.session.new_password import not_repeated

_OF_THE_PROFILE = ("name", "username", "about_me", "email")


@dataclass(frozen=True, slots=True)
class Complaints:
    """The sentence under each field, and the one that belongs to none; in the order of the fields."""

    picture: str = ""
    name: str = ""
    username: str = ""
    about_me: str = ""
    email: str = ""
    current: str = ""
    password: str = ""
    again: str = ""
    general: str = ""

    def __bool__(self) -> bool:
        return bool(self.first)

    @property
    def first(self) -> str:
        return next((words for words in self._all() if words), "")

    @property
    def first_field(self) -> str:
        """The name of the first field that is wrong, or an empty string."""
        named = ((one.name, getattr(self, one.name)) for one in fields(self))
        return next((name for name, words in named if words and name != "general"), "")

    def with_more(self, more: Complaints) -> Complaints:
        """Both; what is said of no field is said once."""
        said = {one.name: getattr(self, one.name) or getattr(more, one.name) for one in fields(self)}
        generals = dict.fromkeys(words for words in (self.general, more.general) if words)
        return replace(Complaints(**said), general=" ".join(generals))

    def _all(self) -> list[str]:
        return [str(getattr(self, one.name)) for one in fields(self)]


def what_is_wrong(
    *, has_username: bool, is_too_long: bool, has_email: bool, has_current: bool, has_new: bool, is_repeated: bool
) -> Complaints:
    """What needs no server to be known."""
    return Complaints(
        username="" if has_username else _("Enter a username."),
        about_me=_("Shorten this a little: there are too many characters.") if is_too_long else "",
        email="" if has_email else _("Enter your e-mail address."),
        current="" if has_current else _("Enter your current password."),
        password="" if has_new else _("Enter a new password."),
        again="" if is_repeated else not_repeated(),
    )


def of_profile(problem: Problem) -> Complaints:
    """Chapter 23 names no fields, only says "please use a different username"."""
    said = {name: as_sentence(problem.field(name)) for name in _OF_THE_PROFILE}
    if not any(said.values()) and problem.kind is ProblemKind.REFUSED:
        if "username" in problem.message:
            said["username"] = as_sentence(problem.message)
        elif "email" in problem.message:
            said["email"] = as_sentence(problem.message)
    return Complaints(**said) if any(said.values()) else _of_none(problem)


def of_password(problem: Problem) -> Complaints:
    if problem.field("current") or problem.kind is ProblemKind.WRONG_PASSWORD:
        return Complaints(current=_("This is not your current password."))
    words = as_sentence(problem.field("password"))
    return Complaints(password=words) if words else _of_none(problem)


def of_picture(problem: Problem) -> Complaints:
    words = as_sentence(problem.message) if problem.kind is ProblemKind.REFUSED else ""
    return Complaints(picture=words) if words else _of_none(problem)


def _of_none(problem: Problem) -> Complaints:
    if problem.kind is ProblemKind.OFFLINE:
        return Complaints(
            general=_("You are offline. What you changed is kept here: save again when you are connected.")
        )
    return Complaints(general=sentence(problem))

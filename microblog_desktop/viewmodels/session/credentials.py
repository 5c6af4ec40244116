"""What a person types to sign in or to create an account, and what is wrong with it."""

from __future__ import annotations

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.viewmodels.problem_words import sentence


@dataclass(frozen=True, slots=True)
class Credentials:
    """What was typed; `email` only to create an account."""

    username: str
    password: Secret
    email: str = ""

    @property
    def without_password(self) -> Credentials:
        """The same to be kept, with no more than whether there was one."""
        return Credentials(self.username, Secret("typed" if self.password else ""), self.email)


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """The sentence under each field, and the one that belongs to none."""

    server: str = ""
    username: str = ""
    email: str = ""
    password: str = ""
    general: str = ""

    @property
    def first(self) -> str:
        return self.server or self.username or self.email or self.password or self.general


def errors_of(problem: Problem) -> FieldErrors:
    """Put the server's complaints under the fields that they are about."""
    if problem.kind is ProblemKind.WRONG_PASSWORD:
        return FieldErrors(password=sentence(problem))
    under = FieldErrors(
        username=as_sentence(problem.field("username")),
        email=as_sentence(problem.field("email")),
        password=as_sentence(problem.field("password")),
    )
    return under if under.first else FieldErrors(general=sentence(problem))


def errors_of_server(problem: Problem) -> FieldErrors:
    """What is wrong with the address, before anybody is signed in there."""
    return FieldErrors(server=sentence(problem))


def as_sentence(words: str) -> str:
    """Servers begin their complaints small and end them without a full stop; ours stand among sentences."""
    return words and words[0].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def missing(address: str, typed: Credentials, *, needs_email: bool) -> FieldErrors:
    """Say what must be typed before anybody is asked."""
    return FieldErrors(
        server="" if address else _("Enter the address of your server."),
        username="" if typed.username else _("Enter your username."),
        email=_("Enter your e-mail address.") if needs_email and not typed.email else "",
        password="" if typed.password else _("Enter your password."),
    )

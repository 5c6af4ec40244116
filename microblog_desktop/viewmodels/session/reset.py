"""A new password for who forgot it: have a mail sent, then give back the token from it with the new password."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import partial
from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.signin_board import PROBE, RESET, ResetState
from microblog_desktop.viewmodels.problem_words import sentence
from microblog_desktop.viewmodels.session.credentials import as_sentence
from microblog_desktop.viewmodels.session.new_password import not_repeated
from microblog_desktop.viewmodels.session.server_line import Line, Tone
from microblog_desktop.viewmodels.session.signin import SignInModel

# Pasted is often more than the link: the line that it stands in, or the whole mail.
_LINK = re.compile(r"microblog://password-reset/?\?[^\s\"'<>]+")


class ResetStep(Enum):
    """What is asked for: the address that the mail goes to, or what stands in it."""

    EMAIL = "email"
    TOKEN = "token"


@dataclass(frozen=True, slots=True)
class ResetErrors:
    """The sentence under each field, and the one that belongs to none."""

    email: str = ""
    token: str = ""
    password: str = ""
    again: str = ""
    general: str = ""

    @property
    def first(self) -> str:
        return self.email or self.token or self.password or self.again or self.general


@dataclass(frozen=True, slots=True)
class MailedLink:
    """What a link from the mail says."""

    server: str
    token: Secret


def read_link(text: str) -> MailedLink | None:
    """The link in what was pasted, if there is one."""
    found = _LINK.search(text.replace("&amp;", "&"))
    if found is None:
        return None
    said = parse_qs(urlsplit(found[0]).query)
    server, token = said.get("server", [""])[0].strip(), said.get("token", [""])[0].strip()
    return MailedLink(server, Secret(token)) if token else None


class PasswordResetModel(QObject):
    """On the server of the sign-in card; `done` once the new password is set. It keeps no password."""

    changed = Signal()
    done = Signal()

    def __init__(self, signin: SignInModel) -> None:
        """It ends with `signin`."""
        super().__init__(signin)
        self._signin = signin
        self._board = signin.board
        self._port = signin.port
        self._step = ResetStep.EMAIL
        self._complain: Callable[[], ResetErrors] = ResetErrors  # in the language of the moment
        self._was_mailed = False
        self._is_busy = False
        self._awaiting: tuple[Secret, Secret] | None = None
        self._unsubscribe = signin.feed.subscribe(self._on_change)
        signin.closing.connect(self.close)

    # What the card shows.

    @property
    def step(self) -> ResetStep:
        return self._step

    @property
    def errors(self) -> ResetErrors:
        return self._complain()

    @property
    def is_busy(self) -> bool:
        return self._is_busy

    @property
    def place(self) -> str:
        """On which server."""
        server = self._signin.server
        return _("On {server}").format(server=server.url if server else self._signin.server_text.strip())

    @property
    def mailed_line(self) -> Line:
        """What the server did; whether it knows the address, it does not say."""
        if self._step is not ResetStep.TOKEN or not self._was_mailed:
            return Line()
        words = _("If somebody here has this address, a mail is on its way. It may take a few minutes.")
        return Line(words, Tone.GOOD)

    # What a person does.

    def begin(self) -> None:
        """Forget an earlier try."""
        self._step = ResetStep.EMAIL
        self._forget()

    def ask_for_mail(self, email: str) -> None:
        email, server = email.strip(), self._signin.server
        if self._is_busy:
            return
        self._forgive()
        self._complain = ResetErrors if email else _without_address
        if email and server is None:
            self._complain = self._of_server
        elif email and server is not None:
            self._is_busy = True
            self._port.ask_password_reset(server, email)
        self.changed.emit()

    def show_token(self) -> None:
        """The mail is there already."""
        self._step = ResetStep.TOKEN
        self._complain = ResetErrors
        self.changed.emit()

    def read_pasted(self, text: str) -> Secret | None:
        """The token of a pasted link, whose server is taken over; None if it is no link."""
        link = read_link(text)
        if link is None:
            return None
        known = self._signin.server
        if link.server and (known is None or known.url != link.server.rstrip("/")):
            self._signin.use_server(link.server)
        self.changed.emit()
        return link.token

    def set_password(self, token: Secret, new: Secret, again: Secret) -> None:
        """`token` as it was typed or pasted."""
        if self._is_busy:
            return
        self._forgive()
        token = Secret(token.reveal().strip())
        self._complain = partial(_what_is_missing, bool(token), bool(new), new == again)
        if not self.errors.first:
            self._is_busy = True
            self._awaiting = (token, new)
            self._redeem()
        self.changed.emit()

    def leave(self) -> None:
        """Back to signing in; what is under way ends."""
        self._port.leave_password_reset()
        self._forget()

    def close(self) -> None:
        self._awaiting = None
        self._unsubscribe()

    # How it is done.

    def _forget(self) -> None:
        self._complain = ResetErrors
        self._was_mailed = self._is_busy = False
        self._awaiting = None
        self.changed.emit()

    def _forgive(self) -> None:
        """The same complaint again is a new one: whoever pressed is told again."""
        self._complain = ResetErrors
        self.changed.emit()

    def _redeem(self) -> None:
        """As soon as the server is recognised; a password goes to no other."""
        server, awaiting = self._signin.server, self._awaiting
        if awaiting is None:
            return
        if server is not None:
            self._awaiting = None
            self._port.reset_password(server, *awaiting)
        elif not self._signin.is_looking:
            self._awaiting, self._is_busy = None, False
            self._complain = self._of_server

    def _of_server(self) -> ResetErrors:
        line = self._signin.server_line
        unknown = _("The server is not recognised yet. Try again in a moment.")
        return ResetErrors(general=line.text if line.tone is Tone.BAD else unknown)

    def _on_change(self, changes: ChangeSet) -> None:
        if PROBE in changes.status:
            self._redeem()
            self.changed.emit()
        if RESET in changes.status and self._is_busy:
            self._take(self._board.reset.state, self._board.reset.problem)

    def _take(self, state: ResetState, problem: Problem | None) -> None:
        if state is ResetState.BUSY or self._awaiting is not None:
            return
        self._is_busy = False
        if state is ResetState.MAILED:
            self._was_mailed, self._step = True, ResetStep.TOKEN
        elif state is ResetState.FAILED and problem is not None:
            self._complain = partial(_errors_of, problem, self._step)
        self.changed.emit()
        if state is ResetState.DONE:
            self._forget()
            self.done.emit()


def _without_address() -> ResetErrors:
    return ResetErrors(email=_("Enter your e-mail address."))


def _what_is_missing(has_token: bool, has_password: bool, is_repeated: bool) -> ResetErrors:  # noqa: FBT001 - answers
    return ResetErrors(
        token="" if has_token else _("Enter the token from the mail, or paste the link."),
        password="" if has_password else _("Enter a new password."),
        again="" if is_repeated else not_repeated(),
    )


def _errors_of(problem: Problem, step: ResetStep) -> ResetErrors:
    if step is ResetStep.EMAIL:
        if problem.kind in (ProblemKind.NOT_FOUND, ProblemKind.NOT_OFFERED):
            return ResetErrors(general=_("This server sends no mail. Ask the people who run it for a new password."))
        words = as_sentence(problem.field("email"))
        return ResetErrors(email=words) if words else ResetErrors(general=sentence(problem))
    if problem.kind is ProblemKind.NOT_FOUND or problem.field("token"):
        return ResetErrors(token=_("This token was used already, or is too old. Have another mail sent."))
    words = as_sentence(problem.field("password"))
    return ResetErrors(password=words) if words else ResetErrors(general=sentence(problem))

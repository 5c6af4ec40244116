from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.signin_board import ResetState, SignInBoard
from microblog_desktop.viewmodels.session.reset import PasswordResetModel, ResetStep, read_link
from microblog_desktop.viewmodels.session.signin import SignInModel
from tests.fakes.ports import FakeSignIn
from tests.viewmodels.session.test_server_line import OURS, URL

TOKEN, NEW = Secret("token"), Secret("new and long")
LINK = "microblog://password-reset?server=https%3A%2F%2Fother.example&token=abc-DEF_1"


class Scene:
    def __init__(self) -> None:
        self.feed = ChangeFeed(lambda tell: tell())
        self.port, self.board = FakeSignIn(), SignInBoard(self.feed)
        self.signin = SignInModel(self.board, self.feed, self.port)
        self.signin.set_server(URL)
        self.signin.probe_now()
        self.board.probe_found(URL, OURS)
        self.model = PasswordResetModel(self.signin)
        self.done: list[bool] = []
        self.model.done.connect(lambda: self.done.append(True))
        self.port.asked.clear()

    def end(self, state: ResetState, problem: Problem | None = None) -> None:
        self.board.set_reset(state, problem)


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene()
    yield scene
    scene.signin.close()
    assert scene.feed.subscribers == 0


def test_whoever_asks_is_told_the_same_for_every_address(scene: Scene) -> None:
    scene.model.ask_for_mail(" susan@example.net ")
    scene.model.ask_for_mail("susan@example.net")
    assert scene.port.asked == [("ask_password_reset", OURS, "susan@example.net")]
    scene.end(ResetState.BUSY)
    assert scene.model.is_busy
    scene.end(ResetState.MAILED)
    assert scene.model.step is ResetStep.TOKEN
    assert scene.model.mailed_line.text.startswith("If somebody here has this address")


@pytest.mark.parametrize(
    ("problem", "field", "words"),
    [
        (Problem(ProblemKind.NOT_FOUND, message="This server sends no mail."), "general", "sends no mail"),
        (Problem(ProblemKind.NOT_OFFERED), "general", "sends no mail"),
        (Problem(ProblemKind.RATE_LIMITED, retry_after_s=30), "general", "30 seconds"),
        (Problem(ProblemKind.UNREACHABLE), "general", "cannot be reached"),
        (Problem(ProblemKind.REFUSED, fields=(("email", "must be an e-mail address"),)), "email", "Must be"),
    ],
)
def test_why_no_mail_was_sent_is_said_at_its_place(scene: Scene, problem: Problem, field: str, words: str) -> None:
    scene.model.ask_for_mail("nonsense")
    scene.end(ResetState.FAILED, problem)
    assert words in getattr(scene.model.errors, field)
    assert scene.model.step is ResetStep.EMAIL
    assert not scene.model.is_busy


@pytest.mark.parametrize(
    ("problem", "field", "words"),
    [
        (Problem(ProblemKind.NOT_FOUND), "token", "used already, or is too old"),
        (Problem(ProblemKind.REFUSED, fields=(("token", "too long"),)), "token", "used already"),
        (Problem(ProblemKind.REFUSED, fields=(("password", "must be at least 8 characters"),)), "password", "8"),
        (Problem(ProblemKind.OFFLINE), "general", "offline"),
        (Problem(ProblemKind.RATE_LIMITED), "general", "pause"),
    ],
)
def test_why_the_password_was_not_set_is_said_at_its_place(
    scene: Scene, problem: Problem, field: str, words: str
) -> None:
    scene.model.show_token()
    scene.model.set_password(Secret(" token\n"), NEW, NEW)
    assert scene.port.asked == [("reset_password", OURS, TOKEN, NEW)]
    scene.end(ResetState.FAILED, problem)
    assert words in getattr(scene.model.errors, field)
    scene.model.set_password(TOKEN, NEW, NEW)
    assert len(scene.port.asked) == 2


def test_what_is_missing_is_said_before_anything_is_sent(scene: Scene) -> None:
    scene.model.ask_for_mail("  ")
    assert scene.model.errors.email
    scene.model.show_token()
    scene.model.set_password(Secret(" "), Secret("one"), Secret("two"))
    assert scene.model.errors.token
    assert scene.model.errors.again
    assert scene.port.asked == []


def test_done_is_told_once_and_nothing_secret_stays(scene: Scene) -> None:
    scene.model.set_password(TOKEN, NEW, NEW)
    scene.end(ResetState.DONE)
    scene.end(ResetState.DONE)
    assert scene.done == [True]
    kept = list(vars(scene.model).values())
    assert not any(isinstance(one, Secret) or (isinstance(one, tuple) and NEW in one) for one in kept)


def test_a_pasted_link_brings_its_server_which_is_recognised_before_it_gets_a_password(scene: Scene) -> None:
    token = scene.model.read_pasted(f"Open this:\n{LINK}\nor paste it.")
    assert token == Secret("abc-DEF_1")
    assert scene.signin.server_text == "https://other.example"
    assert scene.port.asked == [("probe", "https://other.example")]
    scene.board.probe_looking("https://other.example")
    scene.model.set_password(Secret("abc-DEF_1"), NEW, NEW)
    assert scene.model.is_busy
    assert len(scene.port.asked) == 1
    scene.board.probe_failed("https://other.example", Problem(ProblemKind.INSECURE))
    assert "not encrypted" in scene.model.errors.general
    assert len(scene.port.asked) == 1
    scene.board.probe_found("https://other.example", OURS)
    scene.model.set_password(Secret("abc-DEF_1"), NEW, NEW)
    assert scene.port.asked[-1] == ("reset_password", OURS, Secret("abc-DEF_1"), NEW)


def test_a_link_of_this_server_changes_nothing_but_the_token(scene: Scene) -> None:
    assert scene.model.read_pasted(f"microblog://password-reset?server={URL}/&token=t") == Secret("t")
    assert scene.port.asked == []
    assert scene.signin.server_text == URL


@pytest.mark.parametrize("text", ["", "abc", "https://example.net/?token=x", "microblog://password-reset?server=x"])
def test_what_is_no_link_is_left_alone(text: str) -> None:
    assert read_link(text) is None


def test_a_link_out_of_html_is_read_too() -> None:
    link = read_link(f'<a href="{LINK.replace("&", "&amp;")}">Set a new password</a>')
    assert link is not None
    assert (link.server, link.token) == ("https://other.example", Secret("abc-DEF_1"))


def test_leaving_ends_what_is_under_way(scene: Scene) -> None:
    scene.model.set_password(TOKEN, NEW, NEW)
    scene.model.leave()
    assert scene.port.asked[-1] == ("leave_password_reset",)
    scene.end(ResetState.DONE)
    assert scene.done == []

"""The sign-in card: `python -m tests.sandbox.signin [--scene wrong|…] [--language xx] [--width N] [--shot FILE]`."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import Capability, Limits, ServerDescription, ServerKind
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.signin_board import ResetState, SignInBoard
from microblog_desktop.ui.signin.signin_window import SignInWindow
from microblog_desktop.viewmodels.session.credentials import Credentials
from microblog_desktop.viewmodels.session.signin import SignInModel, SignInStep
from tests.fakes.ports import FakeSignIn
from tests.sandbox.stage import Stage, play

SCENES = (
    "empty",
    "wrong",
    "register",
    "fields",
    "chapter23",
    "http",
    "nohost",
    "keyring",
    "keyring-locked",
    "keyring-slow",
    "keyring-wrong",
    "starting",
    "forgot",
    "mailed",
    "reset-done",
)
URL = "https://example.net"
OURS = ServerDescription(
    url=URL,
    kind=ServerKind.MICROBLOG,
    name="Microblog server",
    version="1.0",
    people=214,
    languages=("en", "ko", "es", "de"),
    limits=Limits(500, 2000, 280),
    capabilities=frozenset(Capability),
)
CHAPTER_23 = ServerDescription(
    URL, ServerKind.CHAPTER_23, "example.net", capabilities=frozenset({Capability.REGISTER, Capability.PEOPLE})
)


def build(stage: Stage) -> QWidget:
    feed = ChangeFeed(lambda tell: tell())
    board = SignInBoard(feed)
    address = "" if stage.scene == "empty" else "http://example.net" if stage.scene == "http" else URL
    model = SignInModel(board, feed, FakeSignIn(), server=address)
    window = SignInWindow(stage.theme, model, username="" if stage.scene == "empty" else "susan")
    window.form.password.field.setText("12345678" if stage.scene != "empty" else "")
    if stage.scene == "chapter23":
        board.probe_found(URL, CHAPTER_23)
    elif stage.scene == "http":
        board.probe_failed(address, Problem(ProblemKind.INSECURE))
    elif stage.scene == "nohost":
        board.probe_failed(URL, Problem(ProblemKind.NO_SUCH_HOST))
    elif address:
        board.probe_found(URL, OURS)
    _play_attempt(stage.scene, model, board)
    _play_reset(stage.scene, model, board, window)
    return window


_KEYRINGS = {
    "keyring": ProblemKind.NO_KEYRING,
    "keyring-locked": ProblemKind.KEYRING_LOCKED,
    "keyring-slow": ProblemKind.KEYRING_SLOW,
    "keyring-wrong": ProblemKind.WRONG_PASSPHRASE,
}


def _play_attempt(scene: str, model: SignInModel, board: SignInBoard) -> None:
    typed = Credentials("susan", Secret("12345678"), "susan@example.net")
    if scene in {"register", "fields"}:
        model.go_to(SignInStep.REGISTER)
    if scene in {"wrong", "fields", *_KEYRINGS}:
        model.submit(typed)
    if scene == "wrong":
        board.attempt_failed(Problem(ProblemKind.WRONG_PASSWORD))
    elif scene == "fields":
        fields = (("username", "Please use a different username."), ("password", "Use at least 8 characters."))
        board.attempt_failed(Problem(ProblemKind.REFUSED, message="Look at the fields.", fields=fields))
    elif scene in _KEYRINGS:
        board.attempt_needs_vault_choice(Problem(_KEYRINGS[scene], may_retry=True))
    elif scene == "starting":
        model.try_here()


def _play_reset(scene: str, model: SignInModel, board: SignInBoard, window: SignInWindow) -> None:
    if scene not in {"forgot", "mailed", "reset-done"}:
        return
    model.go_to(SignInStep.RESET)
    window.reset.email.field.setText("susan@example.net")
    if scene != "forgot":
        window.reset.submit()
        board.set_reset(ResetState.MAILED)
        window.reset.token.field.setText("used")
        window.reset.password.field.setText("12345678")
        window.reset.again.field.setText("12345678")
        window.reset.submit()
        is_done = scene == "reset-done"
        board.set_reset(
            ResetState.DONE if is_done else ResetState.FAILED, None if is_done else Problem(ProblemKind.NOT_FOUND)
        )


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=1120, height=760))

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.account import VaultKind
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.signin_board import SignInBoard
from microblog_desktop.viewmodels.session.credentials import Credentials
from microblog_desktop.viewmodels.session.keyring_choice import this_session_only
from microblog_desktop.viewmodels.session.server_line import Line, Tone
from microblog_desktop.viewmodels.session.signin import SignInModel, SignInStep
from tests.fakes.ports import FakeSignIn
from tests.viewmodels.session.test_server_line import CHAPTER_23, OURS, URL

SUSAN = Credentials("susan", Secret("cat"))


@dataclass
class Scene:
    feed: ChangeFeed = field(default_factory=lambda: ChangeFeed(lambda tell: tell()))
    port: FakeSignIn = field(default_factory=FakeSignIn)
    board: SignInBoard = field(init=False)
    model: SignInModel = field(init=False)

    def __post_init__(self) -> None:
        self.board = SignInBoard(self.feed)
        self.model = SignInModel(self.board, self.feed, self.port)

    def find_server(self) -> None:
        self.model.set_server(URL)
        self.model.probe_now()
        self.board.probe_found(URL, OURS)

    def begin(self) -> None:
        self.find_server()
        self.port.asked.clear()
        self.model.submit(SUSAN)
        self.board.attempt_busy()


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene()
    yield scene
    scene.model.close()
    assert scene.feed.subscribers == 0


def test_the_server_is_looked_up_at_a_pause_in_typing(scene: Scene, qtbot: QtBot) -> None:
    for typed in ("e", "ex", "example.net"):
        scene.model.set_server(typed)
    assert scene.port.asked == []
    qtbot.waitUntil(lambda: scene.port.asked == [("probe", "example.net")], timeout=3000)


def test_what_was_found_for_another_address_is_not_shown(scene: Scene) -> None:
    scene.find_server()
    assert scene.model.server_line.text.startswith("Microblog server")
    scene.model.set_server("https://example.ne")
    assert scene.model.server_line.text == ""
    scene.board.probe_found(URL, OURS)
    assert scene.model.server is None


def test_leaving_the_field_looks_up_once(scene: Scene) -> None:
    scene.find_server()
    scene.port.asked.clear()
    scene.model.probe_now()
    assert scene.port.asked == []


def test_signing_in_waits_until_the_server_is_recognised(scene: Scene) -> None:
    scene.model.set_server(URL)
    scene.model.submit(SUSAN)
    scene.model.submit(SUSAN)
    assert scene.port.asked == [("probe", URL)]
    assert scene.model.is_busy
    scene.board.probe_looking(URL)
    scene.board.probe_found(URL, OURS)
    assert scene.port.asked[1:] == [("sign_in", URL, "susan", Secret("cat"), None)]
    assert not scene.model.waits_for_server


def test_signing_in_looks_again_for_a_server_that_did_not_answer(scene: Scene) -> None:
    scene.model.set_server(URL)
    scene.board.probe_failed(URL, Problem(ProblemKind.CONNECTION_REFUSED))
    scene.model.submit(SUSAN)
    assert scene.port.asked == [("probe", URL)]
    scene.board.probe_failed(URL, Problem(ProblemKind.TIMED_OUT))
    assert not scene.model.is_busy
    assert scene.model.errors.server == scene.model.server_line.text != ""
    scene.board.probe_found(URL, OURS)
    assert scene.port.asked == [("probe", URL)]


def test_correcting_the_address_ends_the_wait(scene: Scene) -> None:
    scene.model.set_server("https://example.ne")
    scene.model.submit(SUSAN)
    scene.find_server()
    assert not scene.model.is_busy
    assert not [asked for asked in scene.port.asked if asked[0] == "sign_in"]


def test_an_empty_address_is_said_under_the_field(scene: Scene) -> None:
    scene.model.submit(SUSAN)
    assert scene.model.server_line == Line("Enter the address of your server.", Tone.BAD)
    assert not scene.model.is_busy


def test_consent_to_plain_http_holds_when_looking_again(scene: Scene) -> None:
    scene.model.set_server("http://example.net")
    scene.model.accept_unencrypted()
    scene.board.probe_failed("http://example.net", Problem(ProblemKind.TIMED_OUT))
    scene.port.asked.clear()
    scene.model.submit(SUSAN)
    assert scene.port.asked == [("probe_unencrypted", "http://example.net")]


def test_signing_in_asks_at_the_servers_own_address(scene: Scene) -> None:
    scene.begin()
    assert scene.port.asked == [("sign_in", URL, "susan", Secret("cat"), None)]
    assert scene.model.is_busy


def test_done_is_told_once(scene: Scene) -> None:
    told: list[str] = []
    scene.model.signed_in.connect(told.append)
    scene.begin()
    scene.board.attempt_done(AccountId("a"))
    scene.board.attempt_done(AccountId("a"))
    assert told == ["a"]


def test_a_wrong_password_is_said_under_the_password(scene: Scene) -> None:
    scene.begin()
    scene.board.attempt_failed(Problem(ProblemKind.WRONG_PASSWORD))
    assert scene.model.errors.password == "Wrong username or password."
    assert not scene.model.is_busy


def test_what_is_missing_is_said_without_asking_the_server(scene: Scene) -> None:
    scene.find_server()
    scene.port.asked.clear()
    scene.model.go_to(SignInStep.REGISTER)
    scene.model.submit(Credentials("", Secret("")))
    errors = scene.model.errors
    assert (errors.username, errors.email, errors.password) == (
        "Enter your username.",
        "Enter your e-mail address.",
        "Enter your password.",
    )
    assert scene.port.asked == []


def test_complaints_about_fields_stand_under_their_fields(scene: Scene) -> None:
    scene.find_server()
    scene.model.go_to(SignInStep.REGISTER)
    scene.model.submit(Credentials("susan", Secret("cat"), "susan@example.net"))
    assert scene.port.asked[-1] == ("register", URL, "susan", "susan@example.net", Secret("cat"), None)
    fields = (("email", "Please use a different e-mail address."),)
    scene.board.attempt_failed(Problem(ProblemKind.REFUSED, message="Look at the fields.", fields=fields))
    assert scene.model.errors.email == "Please use a different e-mail address."
    assert scene.model.errors.general == ""
    assert scene.model.step is SignInStep.REGISTER


def test_plain_http_needs_a_word_of_consent(scene: Scene) -> None:
    scene.model.set_server("http://example.net")
    scene.model.probe_now()
    scene.board.probe_failed("http://example.net", Problem(ProblemKind.INSECURE))
    assert scene.model.asks_about_encryption
    assert scene.model.server is None
    scene.model.accept_unencrypted()
    assert scene.port.asked[-1] == ("probe_unencrypted", "http://example.net")
    scene.board.probe_found("http://example.net", OURS)
    assert scene.model.server is OURS
    assert scene.model.asks_about_encryption
    scene.model.refuse_unencrypted()
    assert scene.port.asked[-1] == ("probe", "http://example.net")


def test_consent_is_for_one_address(scene: Scene) -> None:
    scene.model.set_server("http://example.net")
    scene.model.accept_unencrypted()
    scene.model.set_server("http://example.org")
    assert not scene.model.accepts_unencrypted


def test_without_a_keyring_the_person_chooses_and_the_attempt_goes_on(scene: Scene) -> None:
    scene.begin()
    scene.board.attempt_needs_vault_choice(Problem(ProblemKind.NO_KEYRING))
    assert scene.model.step is SignInStep.KEYRING_CHOICE
    scene.model.choose_vault(this_session_only())
    assert scene.port.asked[-1] == ("sign_in", URL, "susan", Secret("cat"), this_session_only())
    assert this_session_only().kind is VaultKind.SESSION


def test_one_can_go_back_from_the_choice(scene: Scene) -> None:
    scene.begin()
    scene.board.attempt_needs_vault_choice(Problem(ProblemKind.NO_KEYRING))
    assert scene.model.vault_problem == Problem(ProblemKind.NO_KEYRING)
    scene.model.leave_vault_choice()
    assert scene.model.vault_problem is None
    assert scene.port.asked[-1] == ("leave_attempt",)
    assert scene.model.step is SignInStep.SIGN_IN
    assert not scene.model.is_busy


def test_a_full_disk_after_a_slow_keyring_is_said_on_the_form(scene: Scene) -> None:
    scene.begin()
    scene.board.attempt_needs_vault_choice(Problem(ProblemKind.KEYRING_SLOW))
    scene.board.attempt_failed(Problem(ProblemKind.DISK_FULL))
    assert scene.model.step is SignInStep.SIGN_IN
    assert scene.model.errors.general.startswith("The disk is full")


def test_a_server_of_ones_own_is_offered_an_account(scene: Scene, qtbot: QtBot) -> None:
    scene.model.try_here()
    assert scene.port.asked == [("try_here",)]
    steps = [scene.model.step]
    with qtbot.waitSignal(scene.model.server_replaced):
        scene.board.probe_found("http://127.0.0.1:5050", OURS)
    assert scene.model.server_text == "http://127.0.0.1:5050"
    steps.append(scene.model.step)
    assert steps == [SignInStep.STARTING_SERVER, SignInStep.REGISTER]
    assert scene.model.server is not None


def test_a_server_that_does_not_start_leads_back_to_the_form(scene: Scene) -> None:
    scene.model.try_here()
    scene.board.probe_looking("")
    scene.board.probe_failed("", Problem(ProblemKind.LOCAL_SERVER_FAILED))
    assert scene.model.step is SignInStep.SIGN_IN
    assert scene.model.errors.general.startswith("The server could not be started")


def test_a_server_that_takes_no_accounts_offers_none(scene: Scene) -> None:
    scene.find_server()
    assert scene.model.can_register
    scene.board.probe_found(URL, CHAPTER_23)
    assert not scene.model.can_register


def test_the_password_does_not_stay(scene: Scene) -> None:
    scene.begin()
    scene.board.attempt_done(AccountId("a"))
    assert "cat" not in repr(vars(scene.model))
    assert scene.model._credentials is None

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.signin_board import AttemptState, ProbeState, SignInBoard
from microblog_desktop.sync.session.signin import SignInSync, account_id
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.sync.supervisor import Supervisor
from microblog_desktop.system.local_server import LocalServer
from tests.fakes.clock import FakeClock
from tests.fakes.server import URL, FakeServer, Fault
from tests.fakes.vault import FailingVault
from tests.sync.conftest import later_on_the_loop, until

PASSWORD = Secret("open sesame")


class Desk:
    """Where somebody signs in."""

    def __init__(self, folder: Path, clock: FakeClock, supervisor: Supervisor) -> None:
        self.server = FakeServer(clock)
        self.vault = FailingVault()
        feed = ChangeFeed(later_on_the_loop)
        self.board = SignInBoard(feed)
        self.profile = ProfileStore(folder / "profile.db", feed)
        self.local = LocalServer(folder / "server", lambda port: ("/nothing/there",))
        vaults = Vaults(folder, keyring=self.vault, patience_s=0.3)
        self.sync = SignInSync(self.board, self.profile, vaults, self.local, supervisor, connect=self.connect)

    def connect(self, url: str, token: Secret | None) -> Transport:
        return Transport(url, token=token, network=self.server.network)

    async def probed(self) -> ProbeState:
        await until(lambda: self.board.probe.state not in (ProbeState.IDLE, ProbeState.LOOKING))
        return self.board.probe.state

    async def attempted(self) -> AttemptState:
        await until(lambda: self.board.attempt.state is not AttemptState.BUSY)
        return self.board.attempt.state


@pytest.fixture
async def desk(tmp_path: Path, clock: FakeClock, bugs: list[Exception]) -> AsyncIterator[Desk]:
    async with Supervisor(bugs.append) as supervisor:
        it = Desk(tmp_path, clock, supervisor)
        yield it
        await it.sync.stop()
    it.profile.close()


async def test_a_server_is_recognised_from_what_was_typed(desk: Desk) -> None:
    desk.sync.probe("square.example/")
    assert await desk.probed() is ProbeState.FOUND
    assert desk.board.probe.url == "square.example/"
    assert desk.board.probe.server is not None
    assert desk.board.probe.server.name == "Square"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("no such", ProblemKind.BAD_ADDRESS), ("http://square.example", ProblemKind.INSECURE)],
)
async def test_what_cannot_be_a_server_is_said(desk: Desk, typed: str, kind: ProblemKind) -> None:
    desk.sync.probe(typed)
    assert await desk.probed() is ProbeState.FAILED
    assert desk.board.probe.problem is not None
    assert desk.board.probe.problem.kind is kind
    assert desk.server.requests == []


async def test_plain_http_is_used_after_a_warning(desk: Desk) -> None:
    desk.sync.probe_unencrypted("http://square.example")
    assert await desk.probed() is ProbeState.FOUND


async def test_only_the_last_typed_address_is_told(desk: Desk) -> None:
    desk.server.fail_next("GET /api", Fault.HELD)
    desk.sync.probe("square.example")
    await until(lambda: desk.server.requests)
    desk.sync.probe("http://elsewhere.example")
    await desk.probed()
    desk.server.released.set()
    assert desk.board.probe.url == "http://elsewhere.example"


async def test_signing_in_keeps_the_token_then_the_account(desk: Desk) -> None:
    desk.sync.sign_in(URL, "susan", PASSWORD, None)
    assert await desk.attempted() is AttemptState.DONE
    account = desk.profile.accounts.last()
    assert account is not None
    assert account.id == desk.board.attempt.account == account_id(URL, "1")
    assert (account.username, account.person_id, account.vault) == ("susan", "1", VaultKind.KEYRING)
    token = desk.vault.get(account.id)
    assert token is not None
    assert token.reveal() in desk.server.tokens


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (httpx.Response(401), ProblemKind.WRONG_PASSWORD),
        (httpx.Response(429), ProblemKind.RATE_LIMITED),
        (httpx.Response(200, html="<p>"), ProblemKind.BAD_ANSWER),
        (Fault.REFUSED, ProblemKind.UNREACHABLE),
    ],
)
async def test_a_failed_sign_in_leaves_nothing(desk: Desk, fault: Fault | httpx.Response, kind: ProblemKind) -> None:
    desk.server.fail_next("POST /api/tokens", fault)
    desk.sync.sign_in(URL, "susan", PASSWORD, None)
    assert await desk.attempted() is AttemptState.FAILED
    assert desk.board.attempt.problem is not None
    assert desk.board.attempt.problem.kind is kind
    assert desk.profile.accounts.all() == []


async def test_without_a_keyring_the_person_chooses_and_types_no_password_again(desk: Desk) -> None:
    desk.vault.fail = ProblemKind.NO_KEYRING
    desk.sync.sign_in(URL, "susan", PASSWORD, None)
    assert await desk.attempted() is AttemptState.NEEDS_VAULT_CHOICE
    assert desk.profile.accounts.all() == []
    desk.sync.sign_in(URL, "susan", Secret(""), VaultChoice(VaultKind.FILE, Secret("long and secret")))
    assert await desk.attempted() is AttemptState.DONE
    account = desk.profile.accounts.last()
    assert account is not None
    assert account.vault is VaultKind.FILE
    assert desk.server.count("POST /api/tokens") == 1


async def test_a_keyring_that_is_asking_is_waited_for_and_its_answer_signs_in(desk: Desk) -> None:
    desk.vault.hold()
    desk.sync.sign_in(URL, "susan", PASSWORD, None)
    assert await desk.attempted() is AttemptState.NEEDS_VAULT_CHOICE
    assert desk.board.attempt.problem is not None
    assert desk.board.attempt.problem.kind is ProblemKind.KEYRING_SLOW
    desk.vault.release()
    await until(lambda: desk.board.attempt.state is AttemptState.DONE)
    account = desk.profile.accounts.last()
    assert account is not None
    assert desk.vault.get(account.id) is not None


async def test_a_keyring_that_is_asking_may_refuse_at_last(desk: Desk) -> None:
    desk.vault.hold()
    desk.sync.sign_in(URL, "susan", PASSWORD, None)
    await desk.attempted()
    desk.vault.fail = ProblemKind.KEYRING_DENIED
    desk.vault.release()
    await until(lambda: desk.board.attempt.problem != Problem(ProblemKind.KEYRING_SLOW, may_retry=True))
    assert desk.board.attempt.state is AttemptState.NEEDS_VAULT_CHOICE
    assert desk.board.attempt.problem == Problem(ProblemKind.KEYRING_DENIED, may_retry=True)


@pytest.mark.parametrize("goes_elsewhere", [True, False])
async def test_a_late_answer_to_somebody_who_went_on_without_it_leaves_nothing(
    desk: Desk,
    goes_elsewhere: bool,
) -> None:
    desk.vault.hold()
    desk.sync.sign_in(URL, "susan", PASSWORD, None)
    await desk.attempted()
    if goes_elsewhere:
        desk.sync.sign_in(URL, "susan", Secret(""), VaultChoice(VaultKind.SESSION))
        assert await desk.attempted() is AttemptState.DONE
    else:
        desk.sync.leave_attempt()
        assert desk.board.attempt.state is AttemptState.IDLE
    desk.vault.release()
    await until(lambda: desk.vault.reads == 1)
    await until(lambda: desk.vault.deletes == 1)
    assert len(desk.profile.accounts.all()) == int(goes_elsewhere)


async def test_a_wrong_passphrase_for_the_file_that_is_there_may_be_typed_again(desk: Desk, tmp_path: Path) -> None:
    await Vaults(tmp_path).keep(account_id(URL, "9"), Secret("t"), VaultChoice(VaultKind.FILE, Secret("right")))
    desk.sync.sign_in(URL, "susan", PASSWORD, VaultChoice(VaultKind.FILE, Secret("wrong")))
    assert await desk.attempted() is AttemptState.NEEDS_VAULT_CHOICE
    assert desk.board.attempt.problem is not None
    assert desk.board.attempt.problem.kind is ProblemKind.WRONG_PASSPHRASE
    desk.sync.sign_in(URL, "susan", Secret(""), VaultChoice(VaultKind.FILE, Secret("right")))
    assert await desk.attempted() is AttemptState.DONE


async def test_a_token_that_found_no_place_is_revoked_when_somebody_else_signs_in(desk: Desk) -> None:
    desk.vault.fail = ProblemKind.KEYRING_LOCKED
    desk.sync.sign_in(URL, "susan", PASSWORD, None)
    await desk.attempted()
    desk.sync.sign_in(URL, "john", Secret("x"), None)
    assert await desk.attempted() is AttemptState.FAILED
    assert desk.server.count("DELETE /api/tokens") == 1


async def test_registering_signs_in_and_tells_what_is_wrong_by_field(desk: Desk) -> None:
    taken = {"error": "Bad Request", "message": "Taken.", "fields": {"username": "Somebody has this name."}}
    desk.server.fail_next("POST /api/users", httpx.Response(400, json=taken))
    desk.sync.register(URL, "susan", "s@x.example", PASSWORD, None)
    assert await desk.attempted() is AttemptState.FAILED
    assert desk.board.attempt.problem is not None
    assert desk.board.attempt.problem.field("username") == "Somebody has this name."
    desk.server.fail_next("POST /api/users", httpx.Response(201, json={"id": 1, "username": "susan"}))
    desk.sync.register(URL, "susan", "s@x.example", PASSWORD, None)
    assert await desk.attempted() is AttemptState.DONE


async def test_registering_without_a_keyring_creates_the_person_once(desk: Desk) -> None:
    desk.vault.fail = ProblemKind.NO_KEYRING
    desk.server.fail_next("POST /api/users", httpx.Response(201, json={"id": 1, "username": "susan"}))
    desk.sync.register(URL, "susan", "s@x.example", PASSWORD, None)
    assert await desk.attempted() is AttemptState.NEEDS_VAULT_CHOICE
    desk.sync.register(URL, "susan", "s@x.example", PASSWORD, VaultChoice(VaultKind.SESSION))
    assert await desk.attempted() is AttemptState.DONE
    assert desk.server.count("POST /api/users") == 1


async def test_a_local_server_that_does_not_start_is_said(desk: Desk) -> None:
    desk.sync.try_here()
    assert await desk.probed() is ProbeState.FAILED
    assert desk.board.probe.problem is not None
    assert desk.board.probe.problem.kind is ProblemKind.LOCAL_SERVER_FAILED


def test_the_same_person_on_the_same_server_has_the_same_account() -> None:
    assert account_id(URL, "1") == account_id(URL, "1")
    assert len({account_id(URL, "1"), account_id(URL, "2"), account_id("https://y.example", "1")}) == 3


async def test_going_back_from_the_keyring_choice_does_not_create_the_person_twice(desk: Desk) -> None:
    desk.vault.fail = ProblemKind.NO_KEYRING
    desk.server.fail_next("POST /api/users", httpx.Response(201, json={"id": 1, "username": "susan"}))
    desk.sync.register(URL, "susan", "s@x.example", PASSWORD, None)
    assert await desk.attempted() is AttemptState.NEEDS_VAULT_CHOICE
    desk.board.attempt_idle()
    desk.sync.register(URL, "susan", "s@x.example", PASSWORD, None)
    assert await desk.attempted() is AttemptState.NEEDS_VAULT_CHOICE
    desk.sync.register(URL, "susan", "s@x.example", PASSWORD, VaultChoice(VaultKind.SESSION))
    assert await desk.attempted() is AttemptState.DONE
    assert desk.server.count("POST /api/users") == 1


async def test_a_sign_in_that_fails_after_registering_can_be_tried_again(desk: Desk) -> None:
    desk.server.fail_next("POST /api/users", httpx.Response(201, json={"id": 1, "username": "susan"}))
    desk.server.fail_next("POST /api/tokens", httpx.Response(503))
    desk.sync.register(URL, "susan", "s@x.example", PASSWORD, None)
    assert await desk.attempted() is AttemptState.FAILED
    desk.sync.register(URL, "susan", "s@x.example", PASSWORD, None)
    assert await desk.attempted() is AttemptState.DONE
    assert desk.server.count("POST /api/users") == 1

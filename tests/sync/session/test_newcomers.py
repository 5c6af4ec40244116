"""Whoever signs in under a name that an emptied server gave anew does not meet what is kept of its former owner."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from microblog_desktop.domain.values import replace
from microblog_desktop.store.account_card import AccountCard, take_note_of_newcomer, write_card
from microblog_desktop.store.signin_board import AttemptState, ProbeState
from microblog_desktop.sync.session.signin import SignInSync, account_id
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.sync.supervisor import Supervisor
from tests.fakes.clock import FakeClock
from tests.fakes.server import URL
from tests.store.world import NOON
from tests.sync.session.test_signin import PASSWORD, Desk


@pytest.fixture
async def desk(tmp_path: Path, clock: FakeClock, bugs: list[Exception]) -> AsyncIterator[Desk]:
    async with Supervisor(bugs.append) as supervisor:
        it = Desk(tmp_path, clock, supervisor)
        it.sync = SignInSync(
            it.board,
            it.profile,
            Vaults(tmp_path, keyring=it.vault),
            it.local,
            supervisor,
            connect=it.connect,
            accounts=tmp_path / "accounts",
        )
        yield it
        await it.sync.stop()
    it.profile.close()


@pytest.mark.parametrize(("days", "is_another"), [(0, False), (300, True)])
async def test_what_is_kept_of_another_person_is_noted(
    desk: Desk, tmp_path: Path, days: int, *, is_another: bool
) -> None:
    since = NOON - timedelta(days=30)
    desk.server.told_of_me = {"created_at": since.isoformat()}
    account = replace(desk.server.account, id=account_id(URL, "1"))
    folder = tmp_path / "accounts" / account.id
    folder.mkdir(parents=True)
    write_card(folder, AccountCard(account, since - timedelta(days=days)))
    desk.sync.probe(URL)
    assert await desk.probed() is ProbeState.FOUND
    desk.sync.sign_in(URL, "susan", PASSWORD, None)
    assert await desk.attempted() is AttemptState.DONE
    assert take_note_of_newcomer(folder) is is_another

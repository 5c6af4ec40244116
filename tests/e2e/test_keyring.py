"""A keyring whose window is open for long, in the real windows: everything goes on, and its answer is used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from microblog_desktop.commands.settings import choose_undo_send
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.signin_board import AttemptState
from microblog_desktop.store.status import SessionState
from microblog_desktop.sync.session import vaults
from tests.e2e.server_process import PASSWORD, ApiPerson, ServerProcess
from tests.e2e.windowed import running_client, until
from tests.fakes.keyrings import PromptingKeyring, in_use


async def test_a_keyring_that_takes_its_time_is_waited_for_at_sign_in_and_at_the_next_start(
    server: ServerProcess,
    new_person: Callable[[str], ApiPerson],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    susan, asking = new_person("susan"), PromptingKeyring()
    monkeypatch.setattr(vaults, "_PATIENCE_S", 0.2)
    with in_use(asking):
        async with running_client(tmp_path) as running:
            client, board = running.client, running.client.shared.board
            assert client.sign_in is not None
            choose_undo_send(client.shared.profile, 0)
            client.sign_in.sync.sign_in(server.url, susan.username, Secret(PASSWORD), None)
            await until("the choice", lambda: board.attempt.state is AttemptState.NEEDS_VAULT_CHOICE)
            assert board.attempt.problem is not None
            assert board.attempt.problem.kind is ProblemKind.KEYRING_SLOW
            asking.answer()
            await until("the account", lambda: client.account)
            assert client.account is not None
            store = client.account.store
            await until("the session", lambda: store.status.session.state is SessionState.SIGNED_IN)
        asking.answered.clear()
        async with running_client(tmp_path) as running:
            account = running.client.account
            assert account is not None
            await until("the words", lambda: account.status.rows)
            assert account.status.rows[0].text.startswith("Waiting for the keyring of this computer.")
            account.home_composer.set_text("written meanwhile")
            account.home_composer.send()
            asking.answer()
            await until("the session", lambda: account.store.status.session.state is SessionState.SIGNED_IN)
            assert account.status.rows == ()
            await until("the post", lambda: susan.posts_of(susan) == ["written meanwhile"])
    assert asking.windows == 2

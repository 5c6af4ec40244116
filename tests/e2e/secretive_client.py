"""The client in a process of its own, used with every kind of secret: passwords, a passphrase, tokens, one in a crash.

Arguments: profile, server's URL, username, person to write to, and a file for the token, which is told on stdout then.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from microblog_desktop.app.options import Options
from microblog_desktop.app.running import Running
from microblog_desktop.app.startup import start
from microblog_desktop.commands import messaging, settings
from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.signin_board import ProbeState, ResetState
from microblog_desktop.store.status import SessionState
from microblog_desktop.system.vaults.file_vault import FileVault
from tests.e2e import secrets_in_use as secret
from tests.e2e.windowed import until


async def _use(running: Running, url: str, username: str, other: str, told: Path) -> None:
    client, board = running.client, running.client.shared.board
    assert client.sign_in is not None
    sync = client.sign_in.sync
    settings.choose_undo_send(client.shared.profile, 0)
    sync.try_here()
    await until("a server on this computer", lambda: board.probe.state is ProbeState.FOUND)
    sync.probe(url)
    await until("the server", lambda: board.probe.url == url and board.probe.state is ProbeState.FOUND)
    assert board.probe.server is not None
    sync.reset_password(board.probe.server, Secret(secret.RESET_TOKEN), Secret(secret.NEW_PASSWORD))
    await until("the refusal", lambda: board.reset.state is ResetState.FAILED)
    sync.sign_in(url, username, Secret(secret.WRONG_PASSWORD), None)
    await until("the other refusal", lambda: board.attempt.problem)
    sync.sign_in(url, username, Secret(secret.PASSWORD), VaultChoice(VaultKind.FILE, Secret(secret.PASSPHRASE)))
    await until("the account", lambda: client.account)
    account = client.account
    assert account is not None
    await until("the session", lambda: account.store.status.session.state is SessionState.SIGNED_IN)
    token = FileVault(client.shared.paths.secrets, Secret(secret.PASSPHRASE)).get(account.account.id)
    assert token is not None
    told.write_text(token.reveal(), encoding="utf-8")
    account.home_composer.set_text("hello")
    account.home_composer.send()
    messaging.send(account.store, PersonId(other), "hello you", now=client.shared.clock())
    QTimer.singleShot(0, lambda: _crash(token))
    await until("all to be sent", lambda: account.store.outbox.queues() == [])
    account.sync.sign_in_again(Secret(secret.WRONG_PASSWORD))
    await until("the third refusal", lambda: account.store.status.activity("session").problem)
    print("used", flush=True)
    await until("to be looked at", lambda: not told.exists())


def _crash(token: Secret) -> None:
    text = token.reveal()
    raise RuntimeError(f"sent Authorization: Bearer {text} with password={secret.PASSWORD.replace(' ', '+')}")


def main() -> int:
    profile, url, username, other, told = sys.argv[1:]
    os.umask(0)

    async def guest(running: Running) -> None:
        try:
            await _use(running, url, username, other, Path(told))
        finally:
            running.quit()

    return start(Options(profile=Path(profile), server=url, verbose=True), [], guest)


if __name__ == "__main__":
    sys.exit(main())

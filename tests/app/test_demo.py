"""The demonstration server comes up with its community, keeps its address, and ends with us."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import httpx
import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.app.demo import PASSWORD, USERNAME, DemoFailedError, DemoServer, sign_in_here
from microblog_desktop.app.late.account_sync import AccountSyncPort
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.secret import Secret
from tests.app.accounts.profile import account, open_client, save_accounts
from tests.app.test_client import EverySync


def _sign_in(url: str) -> int:
    return httpx.post(f"{url}/api/tokens", auth=(USERNAME, PASSWORD), trust_env=False).status_code


def test_a_kept_demonstration_is_found_again_where_it_was(tmp_path: Path) -> None:
    with DemoServer(tmp_path / "demo") as demo:
        first = demo.url
        assert _sign_in(first) == 200
    with pytest.raises(httpx.ConnectError):
        _sign_in(first)
    with DemoServer(tmp_path / "demo") as demo:
        assert demo.url == first
        assert _sign_in(demo.url) == 200


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_all_that_were_signed_in_at_a_kept_demonstration_are_so_again(qapp: QApplication, tmp_path: Path) -> None:
    save_accounts(tmp_path, "ann", "ben")
    client = open_client(qapp, tmp_path)
    for url in ("http://127.0.0.1:10", "http://127.0.0.1:9"):
        # Another server of the same profile is told no password.
        sign_in_here(url, client)
    client.bring_live(account("ben"))
    client.account_live.emit(client.live[AccountId("ben")])
    for name in ("ann", "ben"):
        sync = EverySync()
        client.live[AccountId(name)].attach(cast(AccountSyncPort, sync))
        assert sync.calls.count(("sign_in_again", Secret(PASSWORD))) == 1
    client.close()


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "demo.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(DemoFailedError, match="database"), DemoServer(folder):
        pass

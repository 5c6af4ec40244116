"""What every vault must do; on its own so that a fresh process can run it with the real keyring only."""

from __future__ import annotations

from microblog_desktop.domain.secret import Secret
from microblog_desktop.system.vaults.vault import Vault


def keep_and_forget(vault: Vault) -> None:
    assert vault.get("susan") is None
    vault.set("susan", Secret("t1"))
    vault.set("susan", Secret("t2"))
    vault.set("john", Secret("t3"))
    assert vault.get("susan") == Secret("t2")
    vault.delete("susan")
    vault.delete("susan")
    assert vault.get("susan") is None
    assert vault.get("john") == Secret("t3")

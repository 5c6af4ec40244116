from __future__ import annotations

import pytest

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.system.vaults.vault import SessionVault, VaultError
from tests.system.vaults.vault_trial import keep_and_forget


def test_this_sessions_vault_keeps_and_forgets() -> None:
    keep_and_forget(SessionVault())
    assert SessionVault().is_open()


@pytest.mark.parametrize(
    ("kind", "may_retry"),
    [
        (ProblemKind.KEYRING_LOCKED, True),
        (ProblemKind.NO_KEYRING, True),
        (ProblemKind.KEYRING_PLAIN, False),
        (ProblemKind.WRONG_PASSPHRASE, False),
    ],
)
def test_what_may_change_by_itself_may_be_tried_again(kind: ProblemKind, may_retry: bool) -> None:
    assert VaultError(kind).problem.may_retry is may_retry

"""A password of the proxy before sync is there (app/late/proxy.py)."""

from __future__ import annotations

from microblog_desktop.app.late.proxy import LateProxy
from microblog_desktop.domain.secret import Secret


class Sync:
    def __init__(self) -> None:
        self.entered: list[Secret] = []
        self.has_script = True

    def enter_password(self, password: Secret) -> None:
        self.entered.append(password)


def test_a_password_that_was_entered_early_is_not_lost() -> None:
    late, sync = LateProxy(), Sync()
    assert not late.has_script
    late.enter_password(Secret("one"))
    late.attach(sync)
    late.enter_password(Secret("two"))
    assert late.has_script
    assert sync.entered == [Secret("one"), Secret("two")]

"""What the settings ask of the way out, whether or not sync is there yet."""

from __future__ import annotations

from microblog_desktop.app.late.wishes import Wishes
from microblog_desktop.domain.secret import Secret
from microblog_desktop.viewmodels.ports import ProxyPort


class LateProxy(Wishes[ProxyPort]):
    """`ProxyPort`, whether or not sync is there yet."""

    @property
    def has_script(self) -> bool:
        return self._port is not None and self._port.has_script

    def enter_password(self, password: Secret) -> None:
        self._ask(lambda sync: sync.enter_password(password))

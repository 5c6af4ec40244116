"""What the sign-in card asks of sync."""

from __future__ import annotations

from microblog_desktop.app.late.wishes import Wishes
from microblog_desktop.domain.account import VaultChoice
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import ServerDescription
from microblog_desktop.viewmodels.ports import SignInPort


class LateSignIn(Wishes[SignInPort]):
    """`SignInPort`, whether or not sync is there yet."""

    def probe(self, url: str) -> None:
        self._ask(lambda sync: sync.probe(url))

    def probe_unencrypted(self, url: str) -> None:
        self._ask(lambda sync: sync.probe_unencrypted(url))

    def sign_in(self, url: str, username: str, password: Secret, vault: VaultChoice | None) -> None:
        self._ask(lambda sync: sync.sign_in(url, username, password, vault))

    def register(self, url: str, username: str, email: str, password: Secret, vault: VaultChoice | None) -> None:
        self._ask(lambda sync: sync.register(url, username, email, password, vault))

    def leave_attempt(self) -> None:
        self._ask(lambda sync: sync.leave_attempt())

    def try_here(self) -> None:
        self._ask(lambda sync: sync.try_here())

    def ask_password_reset(self, server: ServerDescription, email: str) -> None:
        self._ask(lambda sync: sync.ask_password_reset(server, email))

    def reset_password(self, server: ServerDescription, token: Secret, new: Secret) -> None:
        self._ask(lambda sync: sync.reset_password(server, token, new))

    def leave_password_reset(self) -> None:
        self._ask(lambda sync: sync.leave_password_reset())

"""Sync as view-models see it: remembers what it was asked for, and does nothing."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.domain.account import SavedData, VaultChoice
from microblog_desktop.domain.ids import MessageKey, NotificationKey, PersonId, PostId, PostKey
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import ServerDescription


class FakeMessageSync:
    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def refresh_conversations(self) -> None:
        self.asked.append(("refresh_conversations",))

    def load_older_conversations(self) -> None:
        self.asked.append(("load_older_conversations",))

    def open_conversation(self, person: PersonId) -> None:
        self.asked.append(("open_conversation", person))

    def load_older_messages(self, person: PersonId) -> None:
        self.asked.append(("load_older_messages", person))

    def fill_message_gap(self, gap: MessageKey) -> None:
        self.asked.append(("fill_message_gap", gap))

    def find_person(self, username: str) -> None:
        self.asked.append(("find_person", username))


class FakeNotificationSync:
    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def refresh(self) -> None:
        self.asked.append(("refresh",))

    def load_older(self) -> None:
        self.asked.append(("load_older",))

    def fill_gap(self, gap: NotificationKey) -> None:
        self.asked.append(("fill_gap", gap))


class FakePostSync:
    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def find_post(self, post: PostId) -> None:
        self.asked.append(("find_post", post))

    def load_thread(self, post: PostKey) -> None:
        self.asked.append(("load_thread", post))

    def translate(self, post: PostKey, target: str) -> None:
        self.asked.append(("translate", post, target))

    def reload_post(self, post: PostKey) -> None:
        self.asked.append(("reload_post", post))


class FakeSignIn:
    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def probe(self, url: str) -> None:
        self.asked.append(("probe", url))

    def probe_unencrypted(self, url: str) -> None:
        self.asked.append(("probe_unencrypted", url))

    def sign_in(self, url: str, username: str, password: Secret, vault: VaultChoice | None) -> None:
        self.asked.append(("sign_in", url, username, password, vault))

    def register(self, url: str, username: str, email: str, password: Secret, vault: VaultChoice | None) -> None:
        self.asked.append(("register", url, username, email, password, vault))

    def leave_attempt(self) -> None:
        self.asked.append(("leave_attempt",))

    def try_here(self) -> None:
        self.asked.append(("try_here",))

    def ask_password_reset(self, server: ServerDescription, email: str) -> None:
        self.asked.append(("ask_password_reset", server, email))

    def reset_password(self, server: ServerDescription, token: Secret, new: Secret) -> None:
        self.asked.append(("reset_password", server, token, new))

    def leave_password_reset(self) -> None:
        self.asked.append(("leave_password_reset",))


class FakeSession:
    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def sign_in_again(self, password: Secret) -> None:
        self.asked.append(("sign_in_again", password))

    def unlock(self, passphrase: Secret) -> None:
        self.asked.append(("unlock", passphrase))

    def retry_vault(self) -> None:
        self.asked.append(("retry_vault",))

    def keep_sign_in(self, choice: VaultChoice) -> None:
        self.asked.append(("keep_sign_in", choice))

    def sign_out(self, saved: SavedData) -> None:
        self.asked.append(("sign_out", saved))


class FakeNetwork:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def go_offline(self) -> None:
        self.asked.append("go_offline")

    def go_online(self) -> None:
        self.asked.append("go_online")


class NoPictures:
    """A source that never has a picture."""

    def get(self, _url: str) -> bytes | None:
        return None

    def want(self, url: str) -> None:
        pass

    def subscribe(self, _on_arrival: Callable[[str], None]) -> Callable[[], None]:
        return lambda: None

"""A keyring that answers at once with a token that no server knows: keyring itself is loaded, nobody's secrets are."""

from __future__ import annotations

from keyring.backend import KeyringBackend


class OpenKeyring(KeyringBackend):
    """Named in PYTHON_KEYRING_BACKEND by the memory benchmark."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return "a token"

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep nothing."""

    def delete_password(self, service: str, username: str) -> None:
        """Nothing is kept."""

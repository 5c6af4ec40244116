"""A program that uses the keyring of its session, as its arguments say: set NAME SECRET…, get NAME…, open, lock."""

from __future__ import annotations

import sys
from contextlib import closing

from microblog_desktop.domain.secret import Secret
from microblog_desktop.system.vaults.keyring_vault import KeyringVault
from microblog_desktop.system.vaults.vault import VaultError


def main(words: list[str]) -> str:
    vault = KeyringVault()
    match words:
        case ["set", *pairs]:
            for name, secret in zip(pairs[::2], pairs[1::2], strict=True):
                vault.set(name, Secret(secret))
            return "kept"
        case ["get", *names]:
            tokens = [vault.get(name) for name in names]
            return " ".join("nothing" if token is None else token.reveal() for token in tokens)
        case ["delete", *names]:
            for name in names:
                vault.delete(name)
            return "gone"
        case ["open"]:
            return str(vault.is_open())
        case ["lock"]:
            import secretstorage

            with closing(secretstorage.dbus_init()) as bus:
                secretstorage.get_default_collection(bus).lock()
            return "locked"
        case ["backend"]:
            import keyring

            return type(keyring.get_keyring()).__module__
        case _:
            raise ValueError(words)


if __name__ == "__main__":
    try:
        print(main(sys.argv[1:]))
    except VaultError as error:
        print(error)

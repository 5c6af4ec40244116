"""Secrets in one file, encrypted under a person's passphrase (scrypt, then AES-256-GCM).

The file is JSON: the parameters of scrypt, a salt, a nonce, and the encrypted
names and secrets together, so that not even the names can be read.
"""

from __future__ import annotations

import base64
import json
import os
import threading
from pathlib import Path

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.system.vaults.vault import VaultError

_FILE_NAME = "secrets.json"
_VERSION = 1
# 64 MB and about a fifth of a second: what RFC 7914 calls interactive, doubled twice since.
_SCRYPT_N = 2**16
_SCRYPT_R = 8
_SCRYPT_P = 1
_LARGEST_N = 2**20
# Reading, changing and writing is one step, also for two accounts that sign in at once.
_turn = threading.Lock()


class FileVault:
    """The file in `folder`, opened with a passphrase; the first `set` makes it."""

    def __init__(self, folder: Path, passphrase: Secret, *, scrypt_n: int = _SCRYPT_N) -> None:
        self._path = folder / _FILE_NAME
        self._passphrase = passphrase
        self._scrypt_n = scrypt_n

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether a passphrase was chosen already."""
        return (folder / _FILE_NAME).exists()

    def get(self, name: str) -> Secret | None:
        text = self._read().get(name)
        return None if text is None else Secret(text)

    def set(self, name: str, secret: Secret) -> None:
        with _turn:
            self._write(self._read() | {name: secret.reveal()})

    def delete(self, name: str) -> None:
        with _turn:
            secrets = self._read()
            if secrets.pop(name, None) is not None:
                self._write(secrets)

    def is_open(self) -> bool:
        return True

    def _read(self) -> dict[str, str]:
        """All secrets. Raises `VaultError`: WRONG_PASSPHRASE, also for a file that somebody changed."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            written = json.loads(self._path.read_bytes())
            n = int(written["n"])
            if written["version"] != _VERSION or not 2 <= n <= _LARGEST_N:
                raise VaultError(ProblemKind.WRONG_PASSPHRASE)
            salt, nonce, sealed = (base64.b64decode(written[part]) for part in ("salt", "nonce", "sealed"))
            opened = AESGCM(self._key(salt, n)).decrypt(nonce, sealed, None)
            return {str(name): str(text) for name, text in json.loads(opened).items()}
        except FileNotFoundError:
            return {}
        except (InvalidTag, ValueError, KeyError, TypeError, AttributeError) as error:
            raise VaultError(ProblemKind.WRONG_PASSPHRASE) from error
        except OSError as error:
            raise VaultError(ProblemKind.KEYRING_LOCKED) from error

    def _write(self, secrets: dict[str, str]) -> None:
        """Replace the file in one step, so that a crash leaves the old one or the new one."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, nonce = os.urandom(16), os.urandom(12)
        sealed = AESGCM(self._key(salt, self._scrypt_n)).encrypt(nonce, json.dumps(secrets).encode(), None)
        parts = {name: base64.b64encode(part).decode() for name, part in _named(salt, nonce, sealed)}
        content = json.dumps({"version": _VERSION, "n": self._scrypt_n} | parts).encode()
        beside = self._path.with_suffix(".new")
        try:
            file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(file, "wb") as target:
                target.write(content)
                target.flush()
                os.fsync(target.fileno())
            beside.replace(self._path)
        except OSError as error:
            raise VaultError(ProblemKind.DISK_FULL) from error

    def _key(self, salt: bytes, n: int) -> bytes:
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

        scrypt = Scrypt(salt=salt, length=32, n=n, r=_SCRYPT_R, p=_SCRYPT_P)
        return scrypt.derive(self._passphrase.reveal().encode("utf-8", "surrogatepass"))


def _named(salt: bytes, nonce: bytes, sealed: bytes) -> tuple[tuple[str, bytes], ...]:
    return (("salt", salt), ("nonce", nonce), ("sealed", sealed))

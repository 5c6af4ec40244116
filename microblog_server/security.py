"""Passwords and tokens: what is kept of them cannot be turned back."""

from __future__ import annotations

import asyncio
import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw

_TOKEN_BYTES = 32
# Each hash takes its memory; more at once would not be faster.
_HASHES_AT_ONCE = 2


class Passwords:
    """Argon2id, off the event loop."""

    def __init__(self, memory_kib: int, passes: int) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._turns = asyncio.Semaphore(_HASHES_AT_ONCE)
        self._nobodys_hash: str | None = None

    async def hash(self, password: str) -> str:
        async with self._turns:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def is_right(self, password: str, hashed: str | None) -> bool:
        """Take the same time whether there is somebody to compare with or not (`hashed` is None)."""
        if self._nobodys_hash is None:
            self._nobodys_hash = await self.hash(secrets.token_urlsafe())
        async with self._turns:
            is_right = await asyncio.to_thread(self._verify, password, hashed or self._nobodys_hash)
        return is_right and hashed is not None

    def _verify(self, password: str, hashed: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False

    async def fingerprint(self, text: str, salt: str) -> str:
        """Recognise a text that holds a password, at the price of a hash for each guess."""
        async with self._turns:
            raw = await asyncio.to_thread(
                hash_secret_raw,
                text.encode("utf-8"),
                hashlib.sha256(salt.encode("utf-8")).digest(),
                self._hasher.time_cost,
                self._hasher.memory_cost,
                self._hasher.parallelism,
                32,
                Type.ID,
            )
        return raw.hex()


def new_token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def token_hash(token: str) -> str:
    """256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()

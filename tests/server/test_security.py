"""Passwords and tokens (microblog_server/security.py)."""

from __future__ import annotations

import pytest

from microblog_server.security import Passwords, new_token, token_hash


async def test_a_password_is_recognised_by_its_hash() -> None:
    passwords = Passwords(memory_kib=8, passes=1)
    hashed = await passwords.hash("correct horse")
    assert hashed.startswith("$argon2id$")
    assert await passwords.is_right("correct horse", hashed)
    assert not await passwords.is_right("wrong horse", hashed)
    assert not await passwords.is_right("correct horse", "no hash at all")


async def test_nobody_is_checked_like_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown name costs a hash too: the time to answer says nothing."""
    passwords = Passwords(memory_kib=8, passes=1)
    checked: list[str] = []
    verify = passwords._verify

    def note(password: str, hashed: str) -> bool:
        checked.append(hashed)
        return verify(password, hashed)

    monkeypatch.setattr(passwords, "_verify", note)
    assert not await passwords.is_right("guess", None)
    assert checked[0].startswith("$argon2id$")


async def test_a_fingerprint_recognises_a_text_under_its_salt_only() -> None:
    passwords = Passwords(memory_kib=8, passes=1)
    one = await passwords.fingerprint("text", "salt")
    assert one == await passwords.fingerprint("text", "salt")
    assert one != await passwords.fingerprint("text", "other")
    assert one != await passwords.fingerprint("texts", "salt")
    assert len(one) == 64


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 43
    assert len({token_hash(token) for token in tokens}) == 100

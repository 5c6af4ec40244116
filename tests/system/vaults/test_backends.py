from __future__ import annotations

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.backends.chainer import ChainerBackend

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.system.vaults import backends
from microblog_desktop.system.vaults.backends import usable_backends
from microblog_desktop.system.vaults.vault import VaultError
from tests.fakes.keyrings import MemoryKeyring, in_use, plain_keyring


class Chain(ChainerBackend):
    priority = 1
    viable = False
    backends: list[KeyringBackend] = []  # noqa: RUF012 - as `keyring` has it


def chain(*parts: KeyringBackend) -> KeyringBackend:
    kind = type("ThisChain", (Chain,), {"backends": list(parts)})
    made: KeyringBackend = kind()
    return made


def why_none(backend: KeyringBackend) -> ProblemKind:
    with in_use(backend), pytest.raises(VaultError) as caught:
        usable_backends()
    return caught.value.problem.kind


def test_a_keyring_is_used() -> None:
    memory = MemoryKeyring()
    with in_use(memory):
        assert usable_backends() == [memory]


def test_what_keeps_nothing_is_no_keyring() -> None:
    nothing = (fail.Keyring(), null.Keyring(), chain(), chain(null.Keyring(), fail.Keyring()))  # type: ignore[no-untyped-call]
    assert [why_none(each) for each in nothing] == [ProblemKind.NO_KEYRING] * 4


def test_plain_text_is_refused_however_it_comes() -> None:
    class Mine(type(plain_keyring())):  # type: ignore[misc]
        pass

    plain = (plain_keyring(), chain(plain_keyring()), chain(null.Keyring(), plain_keyring()), Mine())  # type: ignore[no-untyped-call]
    assert [why_none(each) for each in plain] == [ProblemKind.KEYRING_PLAIN] * 4


def test_of_a_chain_only_the_safe_parts_are_used() -> None:
    first, second = MemoryKeyring(), MemoryKeyring()
    with in_use(chain(plain_keyring(), first, second)):
        assert usable_backends() == [first, second]


def test_a_keyring_that_came_after_the_start_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    late = MemoryKeyring()
    monkeypatch.setattr(backends, "_viable", lambda: [late])
    with in_use(fail.Keyring()):  # type: ignore[no-untyped-call]
        assert usable_backends() == [late]


def test_nothing_is_looked_for_where_the_person_turned_keyrings_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "_viable", lambda: [MemoryKeyring()])
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    assert why_none(null.Keyring()) is ProblemKind.NO_KEYRING  # type: ignore[no-untyped-call]


def test_this_computers_own_are_found_without_those_of_tests() -> None:
    assert not [one for one in backends._viable() if isinstance(one, MemoryKeyring)]

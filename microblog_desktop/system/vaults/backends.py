"""Which of the system's keyrings may be used: never one that keeps plain text, never one that keeps nothing."""

from __future__ import annotations

from keyring import core
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.backends.chainer import ChainerBackend

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.system.vaults.vault import VaultError

_RECOMMENDED = 1.0


def usable_backends() -> list[KeyringBackend]:
    """Best first. Raises `VaultError`: NO_KEYRING, or KEYRING_PLAIN where all that there are write plain text."""
    found = _parts(core.get_keyring())
    if not any(_keeps(one) for one in found) and not _was_chosen():
        # keyring looks once, when it is loaded; the desktop's own may have come since.
        found += [one for one in _viable() if one.priority >= _RECOMMENDED]
    keeping = [one for one in found if _keeps(one)]
    if not keeping:
        raise VaultError(ProblemKind.NO_KEYRING)
    safe = [one for one in keeping if not _is_plain(one)]
    if not safe:
        raise VaultError(ProblemKind.KEYRING_PLAIN)
    return safe


def _parts(backend: KeyringBackend) -> list[KeyringBackend]:
    """A chain writes to whichever of its parts takes it first, plain text too: so the parts are used one by one."""
    return list(backend.backends) if isinstance(backend, ChainerBackend) else [backend]


def _keeps(backend: KeyringBackend) -> bool:
    return not isinstance(backend, fail.Keyring | null.Keyring)


def _is_plain(backend: KeyringBackend) -> bool:
    """keyrings.alt is for machines without a person: files in plain text, or under a password typed in a terminal."""
    kinds = type(backend).__mro__
    return any(kind.__module__.startswith("keyrings.alt") or "plaintext" in kind.__name__.lower() for kind in kinds)


def _was_chosen() -> bool:
    """Whether the person named one, or none, for all programs."""
    return core.load_env() is not None or core.load_config() is not None


def _viable() -> list[KeyringBackend]:
    kinds = [kind for kind in KeyringBackend.get_viable_backends() if not issubclass(kind, ChainerBackend)]
    return sorted((kind() for kind in kinds), key=lambda one: one.priority, reverse=True)

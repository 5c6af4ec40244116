"""The operating system's keyring: Secret Service, KWallet, the keychain of macOS, Windows.

What is behind it is other people's code in another process: it may fail with anything, promise and not keep, or
wait for a person. So all that is kept is read back, and whatever is raised becomes a `VaultError`.
"""

from __future__ import annotations

import logging
import threading
from contextlib import closing
from types import TracebackType
from typing import TYPE_CHECKING

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.system.vaults.failures import kind_of
from microblog_desktop.system.vaults.vault import VaultError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

SERVICE_NAME = "microblog-desktop"
_MOST_COPIES = 3


class KeyringVault:
    """Under our service name. One call at a time: several accounts must not open several windows."""

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def get(self, name: str) -> Secret | None:
        # keyring takes 100 ms to load and is not needed for the first paint; likewise below.
        with self._turn, _Foreign():
            from microblog_desktop.system.vaults.backends import usable_backends

            texts = (backend.get_password(SERVICE_NAME, name) for backend in usable_backends())
            return next((Secret(str(text)) for text in texts if text is not None), None)

    def set(self, name: str, secret: Secret) -> None:
        with self._turn, _Foreign():
            from microblog_desktop.system.vaults.backends import usable_backends

            backend = usable_backends()[0]
            backend.set_password(SERVICE_NAME, name, secret.reveal())
            if _read(backend, name) != secret.reveal():
                log.warning("the keyring %s does not give back what was given to it", _name(backend))
                raise VaultError(ProblemKind.KEYRING_FAILED)

    def delete(self, name: str) -> None:
        with self._turn, _Foreign():
            from microblog_desktop.system.vaults.backends import usable_backends

            for backend in usable_backends():
                _delete(backend, name)

    def is_open(self) -> bool:
        if not self._turn.acquire(blocking=False):
            # Somebody is being asked at this moment.
            return False
        try:
            with _Foreign():
                return _is_open_secret_service()
        except VaultError:
            return False
        finally:
            self._turn.release()


class _Foreign:
    """Makes a `VaultError` of whatever is raised inside. Its text is not told: it might name the secret."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, Exception) and not isinstance(error, VaultError):
            kind = kind_of(error)
            log.info("the keyring failed by %s: %s", type(error).__qualname__, kind.value)
            raise VaultError(kind) from None


def _read(backend: KeyringBackend, name: str) -> str | None:
    text = backend.get_password(SERVICE_NAME, name)
    return None if text is None else str(text)


def _delete(backend: KeyringBackend, name: str) -> None:
    """Until it is gone: a keyring may have several under one name, or refuse and call that "not found"."""
    from keyring.errors import PasswordDeleteError

    refused: PasswordDeleteError | None = None
    for _ in range(_MOST_COPIES):
        try:
            backend.delete_password(SERVICE_NAME, name)
        except PasswordDeleteError as error:
            refused = error
        if _read(backend, name) is None:
            return
        if refused is not None:
            raise refused
    raise VaultError(ProblemKind.KEYRING_FAILED)


def _name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _is_open_secret_service() -> bool:
    """The others cannot be asked without a window that opens."""
    from microblog_desktop.system.vaults.backends import usable_backends

    backend = usable_backends()[0]
    if not type(backend).__module__.endswith("SecretService"):
        return False
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        return not secretstorage.get_collection_by_alias(bus, "default").is_locked()

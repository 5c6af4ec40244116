"""What helps others to understand a problem, as plain text: no secrets, no names of people, no server user names.

In English, since it is for those who mend it. It needs no window; about the screen it tells where there is one.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from microblog_desktop import __version__
from microblog_desktop.domain.account import Account
from microblog_desktop.i18n.translate import current_language
from microblog_desktop.store import preferences
from microblog_desktop.store.preferences import AnyPreference
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.sqlite.version import sqlite_version
from microblog_desktop.system.computer.machine import (
    keyring_name,
    last_problems,
    session,
    size_of,
    system_name,
    without_person,
)
from microblog_desktop.system.paths import Paths

# What is told of what a person chose; the others may name servers or people, or are of no use.
_TOLD: tuple[AnyPreference, ...] = (
    preferences.LANGUAGE,
    preferences.THEME,
    preferences.TEXT_SIZE,
    preferences.DENSITY,
    preferences.RELATIVE_TIMES,
    preferences.ANIMATIONS,
    preferences.WORK_OFFLINE,
    preferences.NOTIFY_DETAIL,
    preferences.QUIET_HOURS,
    preferences.ON_CLOSE,
    preferences.VAULT_CHOICE,
)


def diagnostics(paths: Paths, profile: ProfileStore) -> str:
    """All of it, line by line."""
    parts = (
        _Part("Versions", _versions()),
        _Part("Computer", _computer()),
        _Part("Screen", _screens()),
        _Part("Data", _data(paths)),
        _Part("Accounts", _accounts(paths, profile.accounts.all())),
        _Part("Settings", _settings(profile)),
        _Part("Last problems", iter(last_problems(paths.logs / "microblog-desktop.log"))),
    )
    return "\n\n".join(part.text() for part in parts) + "\n"


class _Part:
    def __init__(self, title: str, lines: Iterator[str]) -> None:
        self._title = title
        self._lines = lines

    def text(self) -> str:
        lines = [f"  {line}" for line in self._lines] or ["  none"]
        return "\n".join([self._title, *lines])


def _versions() -> Iterator[str]:
    yield f"Microblog Desktop {__version__}"
    yield f"Python {platform.python_version()}"
    yield f"Qt {qVersion()}, PySide6 {pyside_version}"
    yield f"SQLite {sqlite_version()}"


def _computer() -> Iterator[str]:
    yield system_name()
    for name, value in session().items():
        yield f"{name}={value}"
    yield f"keyring: {keyring_name()}"
    yield f"language spoken: {current_language()}"


def _screens() -> Iterator[str]:
    if QGuiApplication.instance() is None:
        return
    yield f"platform plug-in: {QGuiApplication.platformName()}"
    for screen in QGuiApplication.screens():
        size = screen.size()
        dots, ratio = screen.logicalDotsPerInch(), screen.devicePixelRatio()
        yield f"{size.width()}x{size.height()}, ratio {ratio:g}, {dots:.0f} dots per inch"


def _data(paths: Paths) -> Iterator[str]:
    yield f"folder: {without_person(paths.root)}"
    yield f"settings: {_size(paths.profile_db.stat().st_size if paths.profile_db.exists() else 0)}"
    for name, folder in (("pictures", paths.pictures), ("logs", paths.logs)):
        files, size = size_of(folder)
        yield f"{name}: {files} files, {_size(size)}"


def _accounts(paths: Paths, accounts: Sequence[Account]) -> Iterator[str]:
    """By number: neither their names nor their servers' are anybody's business."""
    for number, account in enumerate(accounts, start=1):
        server = account.server
        _files, size = size_of(paths.account_folder(account.id))
        version = f" {server.version}" if server.version else ""
        yield f"{number}. {server.kind.value}{version}, token in {account.vault.value}, {_size(size)}"
        yield f"   offers: {', '.join(sorted(capability.value for capability in server.capabilities))}"


def _settings(profile: ProfileStore) -> Iterator[str]:
    for preference in _TOLD:
        mark = "" if profile.preferences.is_default(preference) else " (chosen)"
        yield f"{preference.name}: {profile.preferences.value(preference)!r}{mark}"


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB"

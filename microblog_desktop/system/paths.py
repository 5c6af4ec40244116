"""Where data lives, and where what we ship lies (source tree, wheel, or frozen bundle)."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from pathlib import Path

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.values import dataclass

_FOLDER_NAME = "microblog-desktop"
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders and files of one profile; `prepare_profile` makes them."""

    root: Path
    profile_db: Path
    accounts: Path
    pictures: Path
    logs: Path
    secrets: Path
    local_server: Path
    lock: Path

    def account_folder(self, account: AccountId) -> Path:
        """The folder of one account; its name is the account's, which never holds a path."""
        if not _SAFE_NAME.fullmatch(account):
            raise ValueError("not an account id")
        return self.accounts / account

    def account_db(self, account: AccountId) -> Path:
        """The account's database, in a folder that is made if need be."""
        return private_folder(self.account_folder(account)) / "account.db"


def paths_in(root: Path) -> Paths:
    """The layout of a profile below `root`; nothing is made yet."""
    root = root.expanduser().absolute()
    return Paths(
        root=root,
        profile_db=root / "profile.db",
        accounts=root / "accounts",
        pictures=root / "pictures",
        logs=root / "logs",
        secrets=root / "secrets",
        local_server=root / "server",
        lock=root / "lock",
    )


def prepare_profile(root: Path | None) -> Paths:
    """Make the profile's folders, for this person's eyes only; `None` is the platform's data folder."""
    paths = paths_in(root or default_root())
    for folder in (paths.root, paths.accounts, paths.pictures, paths.logs, paths.secrets):
        private_folder(folder)
    return paths


def default_root() -> Path:
    """The platform's folder for a program's own data."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "Microblog Desktop"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Microblog Desktop"
    return data_home() / _FOLDER_NAME


def data_home() -> Path:
    """Where programs of Linux keep a person's data."""
    return _folder_of_xdg("XDG_DATA_HOME", ".local/share")


def config_home() -> Path:
    """Where programs of Linux keep what a person chose."""
    return _folder_of_xdg("XDG_CONFIG_HOME", ".config")


def _folder_of_xdg(variable: str, usual: str) -> Path:
    base = os.environ.get(variable, "")
    # The XDG specification: a relative path there is to be ignored.
    return Path(base) if base.startswith("/") else Path.home() / usual


def private_folder(path: Path) -> Path:
    """Make a folder (and its parents) that only its owner can enter."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32" and path.stat().st_mode & 0o077:
        path.chmod(0o700)
    return path


def keep_private(root: Path) -> None:
    """Close whatever below `root` others could read or enter: a copy from elsewhere, a file of an older version."""
    if sys.platform == "win32":
        # Files inherit from the person's own folder who may read them.
        return
    for folder, _folders, files in os.walk(root):
        _close_to_others(Path(folder), 0o700)
        for name in files:
            _close_to_others(Path(folder, name), 0o600)


def _close_to_others(path: Path, mode: int) -> None:
    # What went meanwhile, or belongs to somebody else, is none of our business; nor is where a link leads.
    with contextlib.suppress(OSError):
        if not path.is_symlink() and path.stat().st_mode & 0o077:
            path.chmod(mode)


def resources() -> Path:
    """Icons and pictures that we ship."""
    return _shipped("resources")


def translations() -> Path:
    """The gettext catalogues that we ship."""
    return _shipped("translations")


def _shipped(name: str) -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    if isinstance(bundle, str):
        return Path(bundle) / "microblog_desktop" / "_data" / name
    package = Path(__file__).resolve().parent.parent
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name

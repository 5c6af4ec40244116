"""Whether this program starts with the computer: a desktop entry of Linux, Windows' Run key, a launch agent of macOS.

The system's own place is the truth, and is looked at each time: other programs change it too.
"""

from __future__ import annotations

import logging
import os
import plistlib
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from microblog_desktop.system.paths import default_root

log = logging.getLogger(__name__)

NAME = "microblog-desktop"
_AGENT = "microblog.desktop"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
_TURNED_OFF = 1  # a bit of the first byte of what Windows notes there
_NEEDS_QUOTES = frozenset(" \t\n\"'\\><~|&;$*?#()`")


class Autostart:
    """What every system has in common: a failure is noted and logged, and nothing is as if it had worked."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._has_failed = False

    def is_on(self) -> bool:
        try:
            return self._read()
        except (OSError, ValueError) as error:
            log.info("autostart cannot be read: %s", error)
            return False

    def turn(self) -> None:
        try:
            if self.is_on():
                self._remove()
            else:
                self._write()
        except OSError as error:
            log.warning("autostart cannot be changed: %s", error)
            self._has_failed = True
        else:
            self._has_failed = False

    def has_failed(self) -> bool:
        return self._has_failed

    def _read(self) -> bool:
        raise NotImplementedError

    def _write(self) -> None:
        raise NotImplementedError

    def _remove(self) -> None:
        raise NotImplementedError


class DesktopEntry(Autostart):
    """A file in the autostart folder of the freedesktop specification."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        super().__init__(command)
        self._file = folder / f"{NAME}.desktop"

    def _read(self) -> bool:
        if not self._file.exists():
            return False
        lines = {line.replace(" ", "").lower() for line in self._file.read_text(encoding="utf-8").splitlines()}
        # What desktops write there when somebody turns it off with them.
        return not lines & {"hidden=true", "x-gnome-autostart-enabled=false"}

    def _write(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(desktop_entry(self._command), encoding="utf-8")

    def _remove(self) -> None:
        self._file.unlink(missing_ok=True)


class LaunchAgent(Autostart):
    """A property list that launchd reads when the person logs in."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        super().__init__(command)
        self._file = folder / f"{_AGENT}.plist"

    def _read(self) -> bool:
        if not self._file.exists():
            return False
        try:
            agent = plistlib.loads(self._file.read_bytes())
        except plistlib.InvalidFileException:
            return False
        return isinstance(agent, dict) and bool(agent.get("RunAtLoad")) and not agent.get("Disabled")

    def _write(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_bytes(launch_agent(self._command))

    def _remove(self) -> None:
        self._file.unlink(missing_ok=True)


if sys.platform == "win32":
    import winreg

    class RunKey(Autostart):
        """A value of the key that Windows reads when the person logs in; the task manager may have turned it off."""

        def _read(self) -> bool:
            if self._value(_RUN) is None:
                return False
            approved = self._value(_APPROVED)
            return not (isinstance(approved, bytes) and approved and approved[0] & _TURNED_OFF)

        def _write(self) -> None:
            self._drop(_APPROVED)
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, windows_command(self._command))

        def _remove(self) -> None:
            self._drop(_RUN)

        def _value(self, path: str) -> object:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                    value: object = winreg.QueryValueEx(key, NAME)[0]
                    return value
            except FileNotFoundError:
                return None

        def _drop(self, path: str) -> None:
            with (
                suppress(FileNotFoundError),
                winreg.OpenKey(winreg.HKEY_CURRENT_USER, path, 0, winreg.KEY_SET_VALUE) as key,
            ):
                winreg.DeleteValue(key, NAME)


def autostart(profile: Path) -> Autostart:
    """That of this system, for this profile."""
    command = start_command(profile)
    if sys.platform == "win32":
        return RunKey(command)
    if sys.platform == "darwin":
        return LaunchAgent(command, Path.home() / "Library" / "LaunchAgents")
    base = os.environ.get("XDG_CONFIG_HOME", "")
    # The XDG specification: a relative path there is to be ignored.
    config = Path(base) if base.startswith("/") else Path.home() / ".config"
    return DesktopEntry(command, config / "autostart")


def start_command(profile: Path) -> tuple[str, ...]:
    """How this program was started, hidden in the tray, with the profile if it is not the usual one."""
    chosen = () if profile == default_root().absolute() else ("--profile", str(profile))
    return (*_program(), "--hidden", *chosen)


def _program() -> tuple[str, ...]:
    image = os.environ.get("APPIMAGE")
    if image:
        # What is inside it lies elsewhere at each start.
        return (image,)
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    script = Path(sys.argv[0])
    if script.stem == NAME and script.exists():
        return (str(script.absolute()),)
    return (sys.executable, "-m", "microblog_desktop")


def desktop_entry(command: Sequence[str]) -> str:
    """The text of the file; the words of `Exec` are quoted as the specification wants it."""
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Name=Microblog\n"
        f"Exec={' '.join(map(_quoted, command))}\n"
        f"Icon={NAME}\n"
        "Terminal=false\n"
        "X-GNOME-Autostart-enabled=true\n"
    )


def launch_agent(command: Sequence[str]) -> bytes:
    """The bytes of the property list."""
    return plistlib.dumps({"Label": _AGENT, "ProgramArguments": list(command), "RunAtLoad": True})


def windows_command(command: Sequence[str]) -> str:
    """One line, quoted as Windows takes it apart again."""
    return subprocess.list2cmdline(command)


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if not _NEEDS_QUOTES & set(word):
        return word
    for sign in '\\"`$':
        word = word.replace(sign, f"\\{sign}")
    # A value of the file is read once more before the shell's rules apply: each backslash stands for two.
    return '"' + word.replace("\\", "\\\\") + '"'

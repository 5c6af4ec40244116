"""Whether this program starts with the computer: by a desktop entry, Windows' Run key, or a launch agent of macOS."""

from __future__ import annotations

import plistlib
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from microblog_desktop.system.computer.own_command import NAME, desktop_entry, exec_line, own_command, windows_command
from microblog_desktop.system.computer.system_switch import FileSwitch, SystemSwitch
from microblog_desktop.system.paths import config_home

_WHAT = "autostart"
_AGENT = "microblog.desktop"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
_TURNED_OFF = 1  # a bit of the first byte of what Windows notes there


class DesktopEntry(FileSwitch):
    """A file in the autostart folder of the freedesktop specification."""

    what = _WHAT

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        super().__init__(command, folder / f"{NAME}.desktop")

    def _contents(self) -> bytes:
        return desktop_entry(exec_line(self._command), "X-GNOME-Autostart-enabled=true").encode()

    def _read(self) -> bool:
        if not super()._read():
            return False
        lines = {line.replace(" ", "").lower() for line in self._file.read_text(encoding="utf-8").splitlines()}
        # What desktops write there when somebody turns it off with them.
        return not lines & {"hidden=true", "x-gnome-autostart-enabled=false"}


class LaunchAgent(FileSwitch):
    """A property list that launchd reads when the person logs in."""

    what = _WHAT

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        super().__init__(command, folder / f"{_AGENT}.plist")

    def _contents(self) -> bytes:
        return plistlib.dumps({"Label": _AGENT, "ProgramArguments": list(self._command), "RunAtLoad": True})

    def _read(self) -> bool:
        if not super()._read():
            return False
        try:
            agent = plistlib.loads(self._file.read_bytes())
        except plistlib.InvalidFileException:
            return False
        return isinstance(agent, dict) and bool(agent.get("RunAtLoad")) and not agent.get("Disabled")


if sys.platform == "win32":
    import winreg

    class RunKey(SystemSwitch):
        """A value of the key that Windows reads when the person logs in; the task manager may have turned it off."""

        what = _WHAT

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


def autostart(profile: Path) -> SystemSwitch:
    """That of this system, for this profile; it begins hidden in the tray."""
    command = own_command(profile, "--hidden")
    if sys.platform == "win32":
        return RunKey(command)
    if sys.platform == "darwin":
        return LaunchAgent(command, Path.home() / "Library" / "LaunchAgents")
    return DesktopEntry(command, config_home() / "autostart")

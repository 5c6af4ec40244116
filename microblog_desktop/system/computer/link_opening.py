"""Whether `microblog:` links open with this program, where no installer has said so: it runs from a folder of its own.

macOS reads that from the bundle alone, so there is nothing to turn there.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from microblog_desktop.system.computer.own_command import desktop_entry, exec_line, own_command, windows_command
from microblog_desktop.system.computer.system_switch import FileSwitch, SystemSwitch
from microblog_desktop.system.paths import data_home

ENTRY = "microblog-desktop-links.desktop"
SCHEME = "microblog"
_WHAT = "who opens links"
_KEY = rf"Software\Classes\{SCHEME}"
_PATIENCE_S = 10


class LinkEntry(FileSwitch):
    """A hidden desktop entry in the person's own folder, made the one for these links."""

    what = _WHAT

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        super().__init__(command, folder / ENTRY)

    def _contents(self) -> bytes:
        command = f"{exec_line(self._command)} %u"
        return desktop_entry(command, "NoDisplay=true", f"MimeType=x-scheme-handler/{SCHEME};").encode()

    def _write(self) -> None:
        super()._write()
        try:
            self._become_default()
        except (OSError, subprocess.SubprocessError):
            self._remove()
            raise

    def _become_default(self) -> None:
        command = ["xdg-mime", "default", ENTRY, f"x-scheme-handler/{SCHEME}"]
        subprocess.run(command, check=True, timeout=_PATIENCE_S, capture_output=True)


if sys.platform == "win32":
    import winreg

    class LinkKey(SystemSwitch):
        """The person's own class of links."""

        what = _WHAT

        def _read(self) -> bool:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{_KEY}\shell\open\command"):
                    return True
            except FileNotFoundError:
                return False

        def _write(self) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _KEY) as key:
                winreg.SetValueEx(key, "URL Protocol", 0, winreg.REG_SZ, "")
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, rf"{_KEY}\shell\open\command") as key:
                winreg.SetValueEx(key, "", 0, winreg.REG_SZ, f'{windows_command(self._command)} "%1"')

        def _remove(self) -> None:
            for path in (r"\shell\open\command", r"\shell\open", r"\shell", ""):
                with suppress(FileNotFoundError):
                    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, _KEY + path)


def link_opening(profile: Path) -> SystemSwitch | None:
    """That of this system, for this profile; None where there is nothing to turn. The link comes after the command."""
    command = own_command(profile)
    if sys.platform == "win32":
        return LinkKey(command)
    if sys.platform == "darwin":
        return None
    return LinkEntry(command, data_home() / "applications")

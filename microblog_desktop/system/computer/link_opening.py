"""Whether `microblog:` links open with this program, where no installer has said so: it runs from a folder of its own.

macOS reads that from the bundle alone, so there is nothing to turn there.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from microblog_desktop.system.computer.autostart import desktop_entry, start_command, windows_command

log = logging.getLogger(__name__)

ENTRY = "microblog-desktop-links.desktop"
SCHEME = "microblog"
_KEY = rf"Software\Classes\{SCHEME}"
_PATIENCE_S = 10


class LinkOpening:
    """What every system has in common: a failure is noted and logged."""

    def __init__(self, command: Sequence[str]) -> None:
        """The link comes after `command`."""
        self._command = tuple(command)
        self._has_failed = False

    def is_on(self) -> bool:
        raise NotImplementedError

    def turn(self) -> None:
        try:
            if self.is_on():
                self._remove()
            else:
                self._write()
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("who opens links cannot be changed: %s", error)
            self._has_failed = True
        else:
            self._has_failed = False

    def has_failed(self) -> bool:
        return self._has_failed

    def _write(self) -> None:
        raise NotImplementedError

    def _remove(self) -> None:
        raise NotImplementedError


class LinkEntry(LinkOpening):
    """A hidden desktop entry in the person's own folder, made the one for these links."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        super().__init__(command)
        self._file = folder / ENTRY

    def is_on(self) -> bool:
        return self._file.exists()

    def _write(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        text = desktop_entry(self._command).replace("X-GNOME-Autostart-enabled=true\n", "")
        lines = (f"{line} %u" if line.startswith("Exec=") else line for line in text.splitlines())
        more = ("NoDisplay=true", f"MimeType=x-scheme-handler/{SCHEME};")
        self._file.write_text("\n".join((*lines, *more)) + "\n", encoding="utf-8")
        try:
            self._become_default()
        except (OSError, subprocess.SubprocessError):
            self._remove()
            raise

    def _become_default(self) -> None:
        command = ["xdg-mime", "default", ENTRY, f"x-scheme-handler/{SCHEME}"]
        subprocess.run(command, check=True, timeout=_PATIENCE_S, capture_output=True)

    def _remove(self) -> None:
        self._file.unlink(missing_ok=True)


if sys.platform == "win32":
    import winreg

    class LinkKey(LinkOpening):
        """The person's own class of links."""

        def is_on(self) -> bool:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{_KEY}\shell\open\command"):
                    return True
            except OSError:
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


def link_opening(profile: Path) -> LinkOpening | None:
    """That of this system, for this profile; None where there is nothing to turn."""
    command = tuple(word for word in start_command(profile) if word != "--hidden")
    if sys.platform == "win32":
        return LinkKey(command)
    if sys.platform == "darwin":
        return None
    base = os.environ.get("XDG_DATA_HOME", "")
    data = Path(base) if base.startswith("/") else Path.home() / ".local" / "share"
    return LinkEntry(command, data / "applications")

"""Find out whether Qt can start here, and if not, what to install.

Nothing of Qt is imported at module level: this runs when Qt may not load. Nor
is what only the rare cases need: this runs at each start.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from microblog_desktop.domain.values import dataclass

# Shared libraries that PySide6's wheel expects of a Linux system, by the Debian package that brings each.
_DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_MISSING = re.compile(r"(lib[\w.+-]+?\.so(?:\.\d+)*): cannot open shared object file")


@dataclass(frozen=True, slots=True)
class MissingLibrary:
    """A system library that Qt needs and that is not here."""

    name: str
    package: str | None

    def sentence(self) -> str:
        """What to tell a person who started the program in a terminal."""
        if self.package is None:
            return f"Qt needs the system library {self.name}, which is not installed."
        import shutil

        install = f"apt-get install {self.package}" if shutil.which("apt-get") else f"install {self.package}"
        return f"Qt needs the system library {self.name}: {install} (on other systems than Debian the name may differ)."


def has_display() -> bool:
    """Whether windows can be shown; a platform chosen by hand is taken at its word."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def find_missing_library() -> MissingLibrary | None:
    """Load what Qt will load, and name the first library that is missing."""
    try:
        from PySide6 import QtWidgets
    except ImportError as error:
        return _named_in(str(error))
    if not _uses_xcb():
        return None
    plugin = Path(QtWidgets.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if plugin.exists():
        import ctypes

        try:
            ctypes.CDLL(str(plugin))
        except OSError as error:
            return _named_in(str(error))
    return None


def install_with_apt(library: MissingLibrary) -> bool:
    """Install the package; only root on a Debian-like system can. Say whether it is there now."""
    import shutil
    import subprocess

    apt = shutil.which("apt-get")
    if library.package is None or apt is None or os.name != "posix" or os.geteuid() != 0:
        return False
    install = [apt, "-o", "DPkg::Lock::Timeout=200", "install", "-y", "--no-install-recommends", library.package]
    if subprocess.run(install, check=False, stdout=subprocess.DEVNULL).returncode == 0:
        return True
    subprocess.run([apt, "update"], check=False, stdout=subprocess.DEVNULL)
    return subprocess.run(install, check=False, stdout=subprocess.DEVNULL).returncode == 0


def _uses_xcb() -> bool:
    if sys.platform != "linux":
        return False
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return chosen.startswith("xcb") or (not chosen and bool(os.environ.get("DISPLAY")))


def _named_in(error: str) -> MissingLibrary | None:
    found = _MISSING.search(error)
    if found is None:
        return None
    return MissingLibrary(found[1], _DEBIAN_PACKAGES.get(found[1]))

"""Parts of the system that only some tests need: how to find each, and which Debian packages bring it.

As a pytest plug-in: a test marked `needs("xvfb")` is skipped where the part is missing, and the summary names the
packages; with CI=true it fails instead. As a program, `python -m tests.system_parts --install` installs what the tests
in this tree need and this system lacks, where it may (root on a Debian-like system), and says what else is missing.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import pytest

_TESTS = Path(__file__).parent
_NEEDS = re.compile(r"""\bneeds\(\s*["']([\w-]+)["']""")


@dataclass(frozen=True, slots=True)
class Part:
    """Something outside Python that a test uses."""

    packages: tuple[str, ...]
    is_here: Callable[[], bool]


def _has_libraries(*names: str) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
    return True


def _has_programs(*names: str) -> bool:
    path = os.environ.get("PATH", "") + ":/usr/sbin:/usr/libexec"
    return all(shutil.which(name, path=path) for name in names)


def _has_font(*patterns: str) -> bool:
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    return any(next(folder.rglob(pattern), None) for folder in folders for pattern in patterns)


def _has_file(pattern: str) -> bool:
    return next(Path("/").glob(pattern), None) is not None


def _has_pyatspi() -> bool:
    # Debian's own Python has the bindings; a virtual environment never sees them.
    python = Path("/usr/bin/python3")
    check = [str(python), "-c", "import pyatspi"]
    return python.exists() and subprocess.run(check, check=False, capture_output=True).returncode == 0


_QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_XCB_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}

PARTS = {
    # Without these PySide6 cannot even be imported; every run needs them. A Latin font keeps Qt from complaining.
    "qt": Part(tuple(_QT_LIBRARIES.values()), partial(_has_libraries, *_QT_LIBRARIES)),
    "fonts-latin": Part(("fonts-dejavu-core",), partial(_has_font, "DejaVuSans.ttf", "NotoSans-Regular.ttf")),
    "xcb": Part(tuple(_XCB_LIBRARIES.values()), partial(_has_libraries, *_XCB_LIBRARIES)),
    "xvfb": Part(("xvfb", "xauth"), partial(_has_programs, "Xvfb", "xauth")),
    "xdotool": Part(("xdotool",), partial(_has_programs, "xdotool")),
    "openbox": Part(("openbox",), partial(_has_programs, "openbox")),
    # The compositor of Wayland that takes a window of X for its screen and knows `xdg_activation`; weston 10 does not.
    "sway": Part(("sway",), partial(_has_programs, "sway", "swaymsg", "setpriv")),
    "dbus": Part(("dbus", "dbus-x11"), partial(_has_programs, "dbus-daemon", "dbus-run-session")),
    "gnome-keyring": Part(
        ("gnome-keyring", "dbus", "dbus-x11"),
        partial(_has_programs, "gnome-keyring-daemon", "dbus-run-session"),
    ),
    "at-spi": Part(
        ("at-spi2-core", "python3-pyatspi", "gir1.2-atspi-2.0", "dbus"),
        lambda: _has_programs("at-spi-bus-launcher", "dbus-run-session") and _has_pyatspi(),
    ),
    "fonts-korean": Part(("fonts-nanum",), partial(_has_font, "NanumGothic*.ttf", "NotoSansCJK*")),
    "fonts-emoji": Part(("fonts-noto-color-emoji",), partial(_has_font, "NotoColorEmoji*.ttf")),
    "ibus-hangul": Part(("ibus", "ibus-hangul"), partial(_has_programs, "ibus-daemon", "ibus-engine-hangul")),
    "ibus-anthy": Part(("ibus", "ibus-anthy", "anthy"), partial(_has_programs, "ibus-daemon", "ibus-engine-anthy")),
    "postgresql": Part(("postgresql",), partial(_has_file, "usr/lib/postgresql/*/bin/postgres")),
    "redis": Part(("redis-server",), partial(_has_programs, "redis-server")),
    "apertium": Part(
        ("apertium-apy", "apertium-eng-spa"),
        lambda: _has_programs("apertium-apy") and _has_file("usr/share/apertium/modes/eng-spa.mode"),
    ),
    "nginx": Part(("nginx-light",), partial(_has_programs, "nginx")),
    "systemd": Part(("systemd",), partial(_has_programs, "systemd-analyze")),
    "wrk": Part(("wrk",), partial(_has_programs, "wrk")),
    "desktop-files": Part(
        ("desktop-file-utils", "appstream"), partial(_has_programs, "desktop-file-validate", "appstreamcli")
    ),
    "dpkg": Part(("dpkg",), partial(_has_programs, "dpkg-deb")),
    # What PyInstaller and the tests of the bundle look into programs with.
    "binutils": Part(("binutils",), partial(_has_programs, "objdump", "ld", "as")),
    "git": Part(("git",), partial(_has_programs, "git")),
}
_ALWAYS = ("qt", "fonts-latin")


@cache
def is_here(name: str) -> bool:
    """Look for the part once in a run."""
    return PARTS[name].is_here()


def parts_in_use() -> list[str]:
    """Return the names of the parts that the tests in this tree ask for, after those that all of them need."""
    named = {
        name
        for file in _TESTS.rglob("*.py")
        if file != Path(__file__)
        for name in _NEEDS.findall(file.read_text(encoding="utf-8"))
        if name in PARTS
    }
    return [*_ALWAYS, *sorted(named.difference(_ALWAYS))]


def packages_of(names: Iterable[str]) -> list[str]:
    """Return the Debian packages of the parts, each once."""
    return list(dict.fromkeys(package for name in names for package in PARTS[name].packages))


_missing_parts: pytest.StashKey[set[str]] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_missing_parts] = set()


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs"):
        name = str(marker.args[0])
        if name not in PARTS:
            pytest.fail(f"tests/system_parts.py does not know the part {name!r}", pytrace=False)
        if is_here(name):
            continue
        item.config.stash[_missing_parts].add(name)
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is missing, and CI must have everything", pytrace=False)
        pytest.skip(f"needs {name}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    missing: set[str] = config.stash[_missing_parts]
    if missing:
        names = sorted(missing)
        terminalreporter.section("Missing parts of the system")
        terminalreporter.write_line(f"Tests were left out for want of: {', '.join(names)}.")
        terminalreporter.write_line(f"On Debian: apt-get install {' '.join(packages_of(names))}")


def main() -> int:
    """Install or list; a part that cannot be installed here is no error outside of CI."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--install", action="store_true", help="install what is missing, as root on Debian")
    install = arguments.parse_args().install
    missing = [name for name in parts_in_use() if not is_here(name)]
    if missing and install and _may_install():
        _install(packages_of(missing))
        is_here.cache_clear()
        missing = [name for name in missing if not is_here(name)]
    if missing:
        print(
            f"Missing for some tests: {', '.join(missing)}. On Debian: apt-get install {' '.join(packages_of(missing))}"
        )
    return 1 if missing and os.environ.get("CI") == "true" else 0


def _may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(packages: list[str]) -> None:
    print(f"Installing {' '.join(packages)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # Another apt may be at work on the machine: wait for it instead of failing.
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=200"]
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    for attempt in (command, [*apt, "update"], command):
        done = subprocess.run(attempt, check=False, env=environment, stdout=subprocess.DEVNULL)
        if attempt is command and done.returncode == 0:
            return


if __name__ == "__main__":
    sys.exit(main())

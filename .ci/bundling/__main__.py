"""`make build`: the bundle for the system that this runs on, and what a person downloads, in dist/."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bundling import archives, deb, icons, licences, search_paths, sizes
from microblog_desktop import __version__

_BUILD, _DIST = Path("build"), Path("dist")
_ART = _BUILD / "art"
_BUNDLE = _DIST / "microblog-desktop"
_NAME = f"microblog-desktop-{__version__}"


def main() -> int:
    os.environ.setdefault("SOURCE_DATE_EPOCH", _last_change())
    shutil.rmtree(_DIST, ignore_errors=True)
    icons.make(_ART)
    # Without a seed of its own each build would have its sets in another order.
    # Python's modules are left as they are, to be packed with all else: that is smaller, and they load faster.
    quiet = os.environ | {"PYTHONHASHSEED": "0", "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"}
    freeze = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    subprocess.run([*freeze, "--distpath", str(_DIST), "--workpath", str(_BUILD), "build.spec"], check=True, env=quiet)
    if sys.platform == "linux":
        search_paths.keep_only_own(_BUNDLE)
    licences.write(_BUNDLE / "THIRD-PARTY-LICENCES.txt")
    shutil.copyfile("LICENSE", _BUNDLE / "LICENSE")
    packed = _PACK[sys.platform]()
    archives.write_checksums(_DIST)
    print(sizes.table(_BUNDLE, packed))
    return 0


def _linux() -> list[Path]:
    package = _DIST / f"microblog-desktop_{__version__}_amd64.deb"
    archive = _DIST / f"{_NAME}-linux-{platform.machine()}.tar"
    tree = _tree_of_the_archives()
    # Packing is half of the time, and leaves other threads alone.
    with ThreadPoolExecutor() as threads:
        made = (
            threads.submit(deb.make, _BUNDLE, _ART, __version__, package),
            threads.submit(archives.tar_xz, tree, _NAME, archive.with_suffix(".tar.xz")),
            threads.submit(archives.tar_gz, tree, _NAME, archive.with_suffix(".tar.gz")),
        )
        return [one.result() for one in made]


def _tree_of_the_archives() -> Path:
    # In them, what a desktop wants to know lies beside the programs.
    tree = _BUILD / "archive"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(_BUNDLE, tree, symlinks=True)
    deb.place_on_the_desktop(_ART, tree / "share")
    return tree


def _windows() -> list[Path]:
    from bundling import windows

    portable = archives.zip_of(_BUNDLE, _NAME, _DIST / f"{_NAME}-windows-x86_64-portable.zip")
    return [portable, *windows.installer(__version__, _DIST)]


def _macos() -> list[Path]:
    from bundling import macos

    papers = [_BUNDLE / "LICENSE", _BUNDLE / "THIRD-PARTY-LICENCES.txt"]
    made = _DIST / f"{_NAME}-macos-{platform.machine()}.dmg"
    return [macos.image(_DIST / "Microblog.app", papers, made)]


_PACK = {"linux": _linux, "win32": _windows, "darwin": _macos}


def _last_change() -> str:
    """When the last commit was made; without git, when the list of changes was written."""
    asked = ["git", "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return str(int(Path("CHANGELOG.md").stat().st_mtime))


if __name__ == "__main__":
    sys.exit(main())

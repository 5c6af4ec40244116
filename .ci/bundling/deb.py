"""The Debian package: the bundle in /usr/lib, its place on the desktop in /usr/share, and no scripts at all.

Icon caches, the list of programs and the handlers of links are brought up to date by the triggers of those who keep
them. A .deb is an archive of three files, so it is written here: the same on each system, the same bytes each time.
"""

from __future__ import annotations

import email.utils
import gzip
import hashlib
import shutil
import tomllib
from pathlib import Path

from bundling import archives, libraries

NAME = "microblog-desktop"
PROGRAMS = ("microblog-desktop", "microblog-server")
_LINUX = Path("resources/desktop/linux")
# The C library reads there what time it is anywhere.
_ALSO_NEEDED = ("tzdata",)
_SUGGESTED = "gnome-keyring | kwalletmanager | keepassxc, fonts-noto-color-emoji"
_DESCRIPTION = """Microblog client that is as good offline as online
 Opens at once on the posts it has, exactly where you stopped reading. What
 you write is kept, and arrives once, with or without a network.
 .
 Contains a small server for the same interface, to try it on this computer.
 Python, Qt and all else that it needs is inside.
"""
_AR = b"!<arch>\n"
# In two parts, since no file of ours names the host of a package registry.
_FORMAT = "https://www.debian" + ".org/doc/packaging-manuals/copyright-format/1.0/"


def make(bundle: Path, art: Path, version: str, made: Path) -> Path:
    """Pack the bundle; `art` has the icons. The tree that is packed stays beside it, in build/."""
    tree = art.parent / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    _lay_out(bundle, art, tree, version)
    control = {"control": _control(tree, version).encode(), "md5sums": _sums(tree).encode()}
    folder = art.parent / "deb-control"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in control.items():
        (folder / name).write_bytes(content)
    parts = {
        "debian-binary": b"2.0\n",
        "control.tar.xz": archives.xz(archives.tar(folder, "."), archives.SMALL),
        "data.tar.xz": archives.xz(archives.tar(tree, "."), archives.SMALL),
    }
    made.write_bytes(_AR + b"".join(_member(name, content) for name, content in parts.items()))
    return made


def place_on_the_desktop(art: Path, share: Path) -> None:
    """Lay the entry of the menu, the icons and the description for software centres into a folder like /usr/share."""
    _copy(_LINUX / "microblog-desktop.desktop", share / "applications")
    _copy(_LINUX / "org.microblog.desktop.metainfo.xml", share / "metainfo")
    for program in PROGRAMS:
        _pack((_LINUX / f"{program}.1").read_bytes(), share / "man" / "man1" / f"{program}.1.gz")
    shutil.copytree(art / "hicolor", share / "icons" / "hicolor", dirs_exist_ok=True)
    scalable = share / "icons" / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copyfile("resources/app-icon.svg", scalable / "microblog-desktop.svg")


def _lay_out(bundle: Path, art: Path, tree: Path, version: str) -> None:
    shutil.copytree(bundle, tree / "usr" / "lib" / NAME, symlinks=True)
    programs = tree / "usr" / "bin"
    programs.mkdir()
    for program in PROGRAMS:
        (programs / program).symlink_to(Path("..", "lib", NAME, program))
    share = tree / "usr" / "share"
    place_on_the_desktop(art, share)
    papers = share / "doc" / NAME
    papers.mkdir(parents=True)
    (papers / "copyright").write_text(_copyright(), encoding="utf-8")
    _pack(_changes(version).encode(), papers / "changelog.gz")
    _pack(Path("CHANGELOG.md").read_bytes(), papers / "CHANGELOG.md.gz")


def _control(tree: Path, version: str) -> str:
    size_kb = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir()) // 1024
    return (
        f"Package: {NAME}\n"
        f"Version: {version}\n"
        "Architecture: amd64\n"
        f"Maintainer: {_maintainer()}\n"
        f"Installed-Size: {size_kb}\n"
        f"Depends: {', '.join([*libraries.debian_packages(tree / 'usr' / 'lib'), *_ALSO_NEEDED])}\n"
        "Recommends: fonts-dejavu-core | fonts-noto-core, xdg-utils\n"
        f"Suggests: {_SUGGESTED}\n"
        "Section: net\n"
        "Priority: optional\n"
        f"Description: {_DESCRIPTION}"
    )


def _changes(version: str) -> str:
    """Return the little that Debian's form has room for."""
    made = email.utils.formatdate(archives.build_time())
    return (
        f"{NAME} ({version}) unstable; urgency=medium\n\n"
        "  * What is new stands in CHANGELOG.md.gz, beside this file.\n\n"
        f" -- {_maintainer(nowhere=' <>')}  {made}\n"
    )


def _maintainer(nowhere: str = "") -> str:
    """Return who stands first in pyproject.toml; an address is told when there is one, and none is made up."""
    told = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]["authors"][0]
    return f"{told['name']} <{told['email']}>" if "email" in told else f"{told['name']}{nowhere}"


def _sums(tree: Path) -> str:
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    return "".join(
        f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(tree).as_posix()}\n" for file in files
    )


def _copyright() -> str:
    licence = "".join(f" {line or '.'}\n" for line in Path("LICENSE").read_text(encoding="utf-8").splitlines())
    return (
        f"Format: {_FORMAT}\n"
        "Upstream-Name: Microblog Desktop\n"
        f"Comment: What others wrote has its licences in /usr/lib/{NAME}/THIRD-PARTY-LICENCES.txt.\n"
        " Qt and PySide6 are used under the LGPL 3, as libraries of their own that can be replaced.\n\n"
        "Files: *\nCopyright: Microblog Desktop contributors\nLicense: MIT\n"
        f"{licence}"
    )


def _pack(content: bytes, made: Path) -> None:
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_bytes(gzip.compress(content, 9, mtime=0))


def _copy(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, folder / file.name)


def _member(name: str, content: bytes) -> bytes:
    head = f"{name:<16}{archives.build_time():<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode()
    return head + content + b"\n" * (len(content) % 2)

"""The pieces that `make build` is made of, each alone."""

from __future__ import annotations

import gzip
import lzma
import os
import struct
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from bundling import archives, contents, icons, icu, libraries, search_paths, sizes
from tests.architecture.tree import ROOT

_QT = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath))


@pytest.fixture(autouse=True)
def dated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


def _folder(at: Path, names: list[str]) -> Path:
    for name in names:
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        (at / name).write_text(name)
    (at / "program").write_text("#!/bin/sh\n")
    (at / "program").chmod(0o700)
    (at / "link").symlink_to("program")
    return at


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    names = ["b/c.txt", "b/a.txt", "가.txt"]
    one, other = _folder(tmp_path / "one", names), _folder(tmp_path / "other", names[::-1])
    os.utime(other / "program", (1, 1))
    packed = archives.tar_gz(one, "inside", tmp_path / "one.tar.gz").read_bytes()
    assert packed == archives.tar_gz(other, "inside", tmp_path / "other.tar.gz").read_bytes()
    (tmp_path / "plain.tar").write_bytes(gzip.decompress(packed))
    with tarfile.open(tmp_path / "plain.tar") as archive:
        modes = {member.name: member.mode for member in archive}
        assert archive.getmember("inside/link").linkname == "program"
    assert modes["inside/program"] == 0o755
    assert modes["inside/b/a.txt"] == 0o644


def test_the_smaller_archive_has_the_same_inside(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "one", ["b/a.txt"])
    small = archives.tar_xz(folder, "inside", tmp_path / "one.tar.xz")
    large = archives.tar_gz(folder, "inside", tmp_path / "one.tar.gz")
    assert lzma.decompress(small.read_bytes()) == gzip.decompress(large.read_bytes())
    with tarfile.open(small) as archive:
        assert archive.getnames() == ["inside", "inside/b", "inside/b/a.txt", "inside/link", "inside/program"]


def test_a_text_is_no_program_whatever_its_rights(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "one", ["LICENSE"])
    (folder / "LICENSE").chmod(0o755)
    with zipfile.ZipFile(archives.zip_of(folder, "inside", tmp_path / "one.zip")) as archive:
        assert archive.getinfo("inside/LICENSE").external_attr >> 16 == 0o644


def test_a_zip_has_the_programs_of_the_folder(tmp_path: Path) -> None:
    made = archives.zip_of(_folder(tmp_path / "one", ["b/a.txt"]), "inside", tmp_path / "one.zip")
    with zipfile.ZipFile(made) as archive:
        assert archive.namelist() == ["inside/b/a.txt", "inside/link", "inside/program"]
        assert archive.getinfo("inside/program").external_attr >> 16 == 0o755


def test_checksums_are_those_of_sha256sum(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    sums = archives.write_checksums(tmp_path).read_text()
    assert sums == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n"


def test_the_icon_is_drawn_in_each_size(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    icons.make(tmp_path)
    for size in icons.SIZES:
        image = QImage(str(tmp_path / "hicolor" / f"{size}x{size}" / "apps" / "microblog-desktop.png"))
        assert (image.width(), image.height()) == (size, size)
        middle = image.pixelColor(size // 2, size * 5 // 8)
        # The middle stem of the letter, white also where it is two pixels wide; and nothing in the corner.
        assert min(middle.red(), middle.green(), middle.blue()) > 150
        assert image.pixelColor(0, 0).alpha() < 60
    head = (tmp_path / "app-icon.ico").read_bytes()[:6]
    assert struct.unpack("<HHH", head) == (0, 1, 6)
    whole = (tmp_path / "app-icon.icns").read_bytes()
    assert whole[:8] == b"icns" + struct.pack(">I", len(whole))


@pytest.mark.parametrize(
    ("name", "is_wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/translations/qtbase_ko.qm", True),
        ("PySide6/Qt/translations/qtbase_cs.qm", False),
        ("PySide6/Qt/translations/assistant_ko.qm", False),
        ("babel/locale-data/root.dat", True),
        ("babel/locale-data/zh_Hans_CN.dat", True),
        ("babel/locale-data/cs.dat", False),
        ("numpy/core/thing.so", False),
        ("keyring-25.7.0.dist-info/entry_points.txt", True),
    ],
)
def test_what_belongs_into_the_bundle(name: str, *, is_wanted: bool) -> None:
    assert contents.is_wanted((name, "", "DATA")) is is_wanted


def test_of_pillow_only_the_pictures_that_the_server_takes() -> None:
    modules = ["Image", "JpegImagePlugin", "WebPImagePlugin", "GifImagePlugin", "PngImagePlugin", "PsdImagePlugin"]
    assert list(contents.other_pictures(modules)) == ["PIL.PsdImagePlugin"]


def test_modules_that_nothing_asks_for_are_left_out() -> None:
    names = ["pydantic.v1", "pydantic.v1.main", "pydantic.version", "decimal", "_pydecimal", "microblog_server.app"]
    kept = contents.compiled([(name, f"{name}.py", "PYMODULE") for name in names])
    assert [(name, kind) for name, _, kind in kept] == [
        ("decimal", "PYMODULE-2"),
        ("microblog_server.app", "PYMODULE"),
        ("pydantic.version", "PYMODULE"),
    ]


@pytest.mark.needs("binutils")
@pytest.mark.skipif(sys.platform != "linux", reason="a library for Linux")
@pytest.mark.parametrize(
    ("path", "is_kept"), [("$ORIGIN", True), ("$ORIGIN/../lib:$ORIGIN", True), ("/opt/python/lib", False)]
)
def test_a_library_looks_for_others_beside_itself_only(path: str, *, is_kept: bool, tmp_path: Path) -> None:
    made = tmp_path / "libempty.so"
    subprocess.run(["as", "-o", str(tmp_path / "empty.o"), os.devnull], check=True)
    subprocess.run(["ld", "-shared", "-rpath", path, "-o", str(made), str(tmp_path / "empty.o")], check=True)
    search_paths.keep_only_own(tmp_path)
    told = subprocess.run(["objdump", "-p", str(made)], check=True, capture_output=True, text=True).stdout
    assert (path in told) is is_kept
    assert ("RUNPATH" in told or "RPATH" in told) is is_kept
    assert "STRTAB" in told


@pytest.mark.skipif(sys.platform != "linux", reason="only there are libraries the system's")
def test_the_systems_libraries_stay_the_systems() -> None:
    assert contents.is_of_the_system("libstdc++.so.6")
    assert contents.is_of_the_system("libEGL.so.1")
    assert not contents.is_of_the_system("libssl.so.3")
    assert not contents.is_of_the_system("PySide6/Qt/lib/libQt6Core.so.6")


@pytest.mark.needs("binutils")
@pytest.mark.skipif(sys.platform != "linux", reason="a library for Linux")
def test_libraries_that_nothing_is_linked_to_are_left_out() -> None:
    names = ["libQt6Svg.so.6", "libQt6Gui.so.6", "libQt6Quick.so.6"]
    entries = [(f"PySide6/Qt/lib/{name}", str(_QT / name), "BINARY") for name in names]
    module = _QT.parents[1] / "QtSvg.abi3.so"
    kept = libraries.linked([*entries, ("PySide6/QtSvg.abi3.so", str(module), "EXTENSION")])
    assert [Path(name).name for name, _, _ in kept] == ["libQt6Gui.so.6", "libQt6Svg.so.6", "QtSvg.abi3.so"]


@pytest.mark.needs("binutils")
@pytest.mark.skipif(sys.platform != "linux", reason="a library for Linux")
def test_a_smaller_icu_sorts_as_the_whole_one(tmp_path: Path) -> None:
    (whole,) = _QT.glob("libicudata.so.*")
    made = icu.smaller(whole, tmp_path / whole.name)
    assert made.stat().st_size < whole.stat().st_size / 5
    program = (
        "import functools; from PySide6.QtCore import QCollator, QLocale\n"
        "words = ['zebra', 'Äpfel', 'apfel', 'Öl', 'ñu', 'nz', '나무', '가방', '日本', '中文', 'ب', 'ا', '10', '2']\n"
        f"for code in {contents.LANGUAGES}:\n"
        "    order = QCollator(QLocale(code)).compare\n"
        "    print(code, sorted(words, key=functools.cmp_to_key(order)), QLocale(code).toUpper('straße'))\n"
    )
    said = [
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, env=environment)
        for environment in ({**os.environ}, {**os.environ, "LD_PRELOAD": str(made)})
    ]
    assert said[0].stdout == said[1].stdout
    assert len(said[0].stdout.splitlines()) == len(contents.LANGUAGES)


def test_other_data_than_icus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(icu.UnknownFormError):
        list(icu.parts_of(b"no package at all"))


def test_the_table_of_sizes_names_the_largest_part(tmp_path: Path) -> None:
    (tmp_path / "_internal" / "babel").mkdir(parents=True)
    (tmp_path / "_internal" / "babel" / "one.dat").write_bytes(bytes(2_000_000))
    (tmp_path / "microblog-desktop").write_bytes(bytes(1_000_000))
    first, second, *_ = sizes.table(tmp_path, []).splitlines()
    assert first.split() == ["2.0", "MB", "babel"]
    assert second.split() == ["1.0", "MB", "microblog-desktop"]

"""What a person downloads works where there is no Python: the same tour with the same figures as from source."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from bundling import libraries, sizes
from tests.architecture.tree import ROOT
from tests.e2e.server_process import ServerProcess
from tests.packaging.unpacked import DIST, Unpacked

pytestmark = [
    pytest.mark.needs("dpkg"),
    pytest.mark.needs("binutils"),
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="these are the packages for Linux"),
]
_SCREEN = ("xvfb-run", "-a", "-s", "-screen 0 1400x900x24")
_TOUR_S = 240
_MOST_OF_SOURCES_MEMORY = 1.15


def _tour(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "tour.json").read_text(encoding="utf-8"))
    return told


def _told(tour: dict[str, Any]) -> list[tuple[str, str]]:
    return [(step["name"], step["status"]) for step in tour["steps"]]


def _play_from_source(folder: Path) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [*_SCREEN, sys.executable, "-m", "microblog_desktop", "--demo", "--tour", str(folder)]
    environment["PYTHONPATH"] = str(ROOT)
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=_TOUR_S
    )


def _play_from(bundle: Unpacked) -> subprocess.CompletedProcess[str]:
    """The screen is ours, and all else is the bundle's."""
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            display = f":{told.readline().strip()}"
        # Without a bus libdbus would start one, and leave it.
        extra = {"DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        return bundle.run("microblog-desktop", "--demo", "--tour", "tour", extra=extra, timeout_s=_TOUR_S)
    finally:
        screen.terminate()
        screen.wait()


@pytest.mark.needs("xvfb")
@pytest.mark.needs("xcb")
def test_the_tour_of_the_bundle_is_that_of_the_source(bundle: Unpacked, tmp_path: Path) -> None:
    with ThreadPoolExecutor() as both:
        # At the same time, so that whatever else the machine does befalls both.
        from_source = both.submit(_play_from_source, tmp_path)
        played, source = both.submit(_play_from, bundle).result(), from_source.result()
    assert source.returncode == 0, source.stdout + source.stderr
    assert played.returncode == 0, played.stdout + played.stderr
    assert "Error" not in played.stderr
    ours, theirs = _tour(bundle.home / "tour"), _tour(tmp_path)
    assert _told(ours) == _told(theirs)
    assert ours["figures"].keys() == theirs["figures"].keys()
    for name, value in ours["figures"].items():
        if name.startswith("peak_rss_mb"):
            assert value <= theirs["figures"][name] * _MOST_OF_SOURCES_MEMORY, name
    for step in ours["steps"]:
        picture = QImage(str(bundle.home / "tour" / step["picture"]))
        assert picture.width() >= 420, step["name"]
    tour = {str(path) for path in [bundle.home / "tour", *(bundle.home / "tour").iterdir()]}
    assert set(bundle.left_behind()) - tour == set()


def test_the_program_says_who_it_is(bundle: Unpacked) -> None:
    told = bundle.run("microblog-desktop", "--version", extra={}, timeout_s=30)
    assert told.stdout.startswith("Microblog Desktop "), told.stderr
    assert told.returncode == 0


def test_the_local_server_tells_languages_apart_and_draws_pictures(bundle: Unpacked, tmp_path: Path) -> None:
    with ServerProcess(tmp_path, program=[str(bundle.programs / "microblog-server")]) as server:
        susan = server.sign_up("susan")
        post = susan.client.post("/posts", json={"body": "Der Bus kommt heute wieder zu spät."}).json()
        assert post["language"] == "de"
        picture = susan.client.get(f"/users/{susan.id}/avatar").raise_for_status()
        assert QImage.fromData(picture.content).width() > 0


def test_the_workers_of_the_local_server_start(bundle: Unpacked, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'worker.db'}"
    command = [str(bundle.programs / "microblog-server"), "worker", "--exit-with-stdin", "--database", database]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_the_bundle_has_what_is_used_and_no_more(bundle: Unpacked) -> None:
    inside = bundle.bundle / "_internal"
    data = inside / "microblog_desktop" / "_data"
    spoken = {file.parts[-3] for file in data.rglob("*.mo")}
    assert spoken == {folder.name for folder in (ROOT / "translations").iterdir() if folder.is_dir()}
    assert len(list((data / "resources" / "icons").glob("*.svg"))) == len(
        list((ROOT / "resources/icons").glob("*.svg"))
    )
    plugins = {file.stem.removeprefix("lib") for file in inside.glob("PySide6/Qt/plugins/*/*.so")}
    assert {"qxcb", "qwayland", "qoffscreen", "qwebp", "qjpeg", "qsvg", "qxdgdesktopportal"} <= plugins
    assert {"ibusplatforminputcontextplugin", "composeplatforminputcontextplugin"} <= plugins
    assert not {"qgtk3", "qvnc", "qlinuxfb", "qtuiotouchplugin", "qsqlite"} & plugins
    names = {path.name for path in inside.iterdir()}
    assert not names & {"numpy", "pip", "setuptools", "pytest", "tkinter", "uvloop", "asyncpg"}


def test_keyrings_and_licences_are_found_by_their_metadata(bundle: Unpacked) -> None:
    inside = bundle.bundle / "_internal"
    (points,) = inside.glob("keyring-*.dist-info/entry_points.txt")
    assert "keyring.backends.SecretService" in points.read_text(encoding="utf-8")
    assert list(inside.glob("microblog_desktop-*.dist-info/METADATA"))
    texts = (bundle.bundle / "THIRD-PARTY-LICENCES.txt").read_text(encoding="utf-8")
    for name in ("PySide6", "httpx", "SQLAlchemy", "GNU LESSER GENERAL PUBLIC LICENSE", "Python Software Foundation"):
        assert name in texts


def test_what_the_system_brings_is_named_as_a_dependency(bundle: Unpacked) -> None:
    packages = libraries.debian_packages(bundle.bundle)
    assert packages[0].startswith("libc6 (>= 2.")
    assert not {name for name in libraries.system_libraries(bundle.bundle) if "Qt6" in name}
    (package,) = DIST.glob("*.deb")
    shown = subprocess.run(["dpkg-deb", "-f", str(package), "Depends"], check=True, capture_output=True, text=True)
    assert shown.stdout.strip() == ", ".join(packages)


def test_it_is_as_small_as_was_promised(bundle: Unpacked) -> None:
    (package,) = DIST.glob("*.deb")
    assert sizes.on_disk(bundle.bundle) / 1e6 <= sizes.MOST_ON_DISK_MB
    assert package.stat().st_size / 1e6 <= sizes.MOST_PACKED_MB


def test_the_sums_are_those_of_the_files(bundle: Unpacked) -> None:
    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=DIST, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert len(checked.stdout.splitlines()) == len([file for file in DIST.iterdir() if file.suffix in {".deb", ".gz"}])

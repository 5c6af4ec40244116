"""What a person downloads works where there is no Python: the same tour with the same figures as from source."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms
from PySide6.QtGui import QImage

from bundling import libraries, search_paths, sizes
from tests.architecture.tree import ROOT
from tests.e2e.server_process import ServerProcess
from tests.packaging.installed import DIST, Installed
from tests.server.jobs.post_office import SENDER, PostOffice
from tests.sessions import bare_screen
from tests.waiting import wait_until

pytestmark = [
    pytest.mark.needs("dpkg"),
    pytest.mark.needs("binutils"),
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="these are the packages for Linux"),
]
_SCREEN = ("xvfb-run", "-a", "-s", "-screen 0 1400x900x24")
_ARCHIVES = {".deb", ".gz", ".xz"}
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


def _play_from(bundle: Installed) -> subprocess.CompletedProcess[str]:
    """The screen is ours, and all else is the bundle's."""
    with bare_screen() as display:
        # Without a bus libdbus would start one, and leave it.
        extra = {"DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        return bundle.run("microblog-desktop", "--demo", "--tour", "tour", extra=extra, timeout_s=_TOUR_S)


@pytest.mark.needs("xvfb")
@pytest.mark.needs("xcb")
def test_the_tour_of_the_bundle_is_that_of_the_source(bundle: Installed, tmp_path: Path) -> None:
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


def test_the_program_says_who_it_is(bundle: Installed) -> None:
    told = bundle.run("microblog-desktop", "--version", extra={}, timeout_s=30)
    assert told.stdout.startswith("Microblog Desktop "), told.stderr
    assert told.returncode == 0


@pytest.fixture
def local_server(bundle: Installed, tmp_path: Path) -> Iterator[tuple[ServerProcess, PostOffice]]:
    office = PostOffice(tmp_path)
    mail = {"HOST": "127.0.0.1", "PORT": str(office.port), "SECURITY": "plain", "FROM": SENDER}
    settings = {f"MICROBLOG_MAIL_{name}": value for name, value in mail.items()}
    settings["MICROBLOG_PUBLIC_URL"] = "http://127.0.0.1"
    office.open()
    try:
        with ServerProcess(tmp_path, settings, program=[str(bundle.programs / "microblog-server")]) as server:
            yield server, office
    finally:
        office.close()


def test_the_local_server_does_all_that_it_does_from_source(local_server: tuple[ServerProcess, PostOffice]) -> None:
    server, office = local_server
    susan = server.sign_up("susan")
    post = susan.client.post("/posts", json={"body": "Der Bus am 한강에 kommt heute wieder zu spät."}).json()
    assert post["language"] == "de"
    found = susan.client.get("/search", params={"q": "한강", "type": "posts"}).json()
    assert [one["id"] for one in found["items"]] == [post["id"]]
    drawn = susan.client.get(f"/users/{susan.id}/avatar").raise_for_status()
    assert QImage.fromData(drawn.content).width() > 0

    export = susan.client.post("/exports").raise_for_status().json()
    wait_until("the export", lambda: susan.client.get(f"/exports/{export['id']}").json()["state"] == "done")
    file = susan.client.get(f"/exports/{export['id']}/file").raise_for_status()
    assert zipfile.ZipFile(io.BytesIO(file.content)).testzip() is None

    susan.client.post("/password-resets", json={"email": "susan@example.com"}).raise_for_status()
    # The export was mailed too.
    wait_until("the mail", lambda: _tokens(office))
    susan.client.put(f"/password-resets/{_tokens(office)[0]}", json={"password": "a new long one"}).raise_for_status()
    server.sign_in("susan", "a new long one")


def _tokens(office: PostOffice) -> list[str]:
    """Return the ways to a new password that were mailed."""
    return [token for letter in office.letters for token in re.findall(r"password-reset\S*token=(\S+)", letter.text)]


def _pictures() -> Iterator[tuple[str, bytes]]:
    """One of each kind, with what makes Pillow call on more: a way up, colours of its own, a second picture."""
    picture = Image.new("RGB", (64, 48), (200, 30, 30))
    upside_down = Image.Exif()
    upside_down[0x0112] = 3
    colours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("PNG", "JPEG", "WEBP"):
        yield kind, _saved(picture, kind, exif=upside_down, icc_profile=colours)
    yield "two pictures in a JPEG", _saved(picture, "MPO", save_all=True, append_images=[picture])
    yield "GIF", _saved(picture.convert("P"), "GIF", save_all=True, append_images=[picture.convert("P")])


def _saved(picture: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def test_the_local_server_takes_pictures_of_each_kind(local_server: tuple[ServerProcess, PostOffice]) -> None:
    susan = local_server[0].sign_up("susan")
    for kind, content in _pictures():
        susan.client.put("/me/avatar", content=content).raise_for_status()
        kept = QImage.fromData(susan.client.get(f"/users/{susan.id}/avatar", params={"s": 64}).content)
        red = kept.pixelColor(32, 32)
        assert (kept.width(), red.red() > 180, red.green() < 60) == (64, True, True), kind


def test_the_workers_of_the_local_server_start(bundle: Installed, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'worker.db'}"
    command = [str(bundle.programs / "microblog-server"), "worker", "--exit-with-stdin", "--database", database]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_the_bundle_has_what_is_used_and_no_more(bundle: Installed) -> None:
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


def test_keyrings_and_licences_are_found_by_their_metadata(bundle: Installed) -> None:
    inside = bundle.bundle / "_internal"
    (points,) = inside.glob("keyring-*.dist-info/entry_points.txt")
    assert "keyring.backends.SecretService" in points.read_text(encoding="utf-8")
    assert list(inside.glob("microblog_desktop-*.dist-info/METADATA"))
    texts = (bundle.bundle / "THIRD-PARTY-LICENCES.txt").read_text(encoding="utf-8")
    for name in ("PySide6", "httpx", "SQLAlchemy", "GNU LESSER GENERAL PUBLIC LICENSE", "Python Software Foundation"):
        assert name in texts


def test_what_the_system_brings_is_named_as_a_dependency(bundle: Installed) -> None:
    packages = libraries.debian_packages(bundle.bundle)
    assert packages[0].startswith("libc6 (>= 2.")
    assert not {name for name in libraries.system_libraries(bundle.bundle) if "Qt6" in name}
    (package,) = DIST.glob("*.deb")
    shown = subprocess.run(["dpkg-deb", "-f", str(package), "Depends"], check=True, capture_output=True, text=True)
    assert shown.stdout.strip() == ", ".join([*packages, "tzdata"])


def test_no_library_looks_where_only_the_machine_that_built_it_had_something(bundle: Installed) -> None:
    for file in bundle.bundle.rglob("*.so*"):
        content = file.read_bytes()
        assert search_paths.without_foreign(content) == content, file.name


def test_it_is_as_small_as_was_promised(bundle: Installed) -> None:
    (package,) = DIST.glob("*.deb")
    assert sizes.on_disk(bundle.bundle) / 1e6 <= sizes.MOST_ON_DISK_MB
    (archive,) = DIST.glob("*.tar.xz")
    assert max(package.stat().st_size, archive.stat().st_size) / 1e6 <= sizes.MOST_PACKED_MB


def test_the_sums_are_those_of_the_files(bundle: Installed) -> None:
    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=DIST, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert len(checked.stdout.splitlines()) == len([file for file in DIST.iterdir() if file.suffix in _ARCHIVES])

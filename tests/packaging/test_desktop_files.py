"""What the desktops read of the program is valid, and says what the program says."""

from __future__ import annotations

import configparser
import gettext
import plistlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bundling import contents, macos, windows_version
from microblog_desktop import __version__
from microblog_desktop.app.options import parse
from tests.architecture.tree import ROOT

_DESKTOP = ROOT / "resources" / "desktop"
_ENTRY = _DESKTOP / "linux" / "microblog-desktop.desktop"
_METAINFO = _DESKTOP / "linux" / "org.microblog.desktop.metainfo.xml"
_LANGUAGES = sorted(folder.name for folder in (ROOT / "translations").iterdir() if folder.is_dir())


def _entry() -> configparser.RawConfigParser:
    read = configparser.RawConfigParser(interpolation=None, strict=True)
    read.optionxform = str  # type: ignore[assignment,method-assign] # keys here have capitals
    read.read(_ENTRY, encoding="utf-8")
    return read


@pytest.mark.needs("desktop-files")
@pytest.mark.parametrize(
    "command",
    [
        ("desktop-file-validate", "--warn-kde", str(_ENTRY)),
        ("appstreamcli", "validate", "--no-net", "--pedantic", str(_METAINFO)),
    ],
    ids=["entry", "description"],
)
def test_the_judges_of_the_desktops_have_no_objection(command: tuple[str, ...]) -> None:
    judged = subprocess.run(command, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout + judged.stderr


@pytest.mark.parametrize("language", _LANGUAGES)
def test_the_entry_speaks_as_the_windows_do(language: str) -> None:
    entry = _entry()
    with (ROOT / "translations" / language / "LC_MESSAGES" / "microblog_desktop.mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    for action, english in (("new-post", "New post"), ("messages", "Messages"), ("notifications", "Notifications")):
        assert entry[f"Desktop Action {action}"][f"Name[{language}]"] == words.gettext(english)
    for key in ("GenericName", "Comment", "Keywords"):
        assert entry["Desktop Entry"][f"{key}[{language}]"]


def test_the_description_speaks_all_languages() -> None:
    told = _METAINFO.read_text(encoding="utf-8")
    assert re.findall(r'<summary xml:lang="([\w-]+)">', told) == [name.replace("_", "-") for name in _LANGUAGES]
    assert f'<release version="{__version__}"' in told


def test_the_program_understands_what_the_menu_of_the_desktop_gives_it() -> None:
    commands = [group["Exec"] for group in _entry().values() if "Exec" in group]
    assert len(commands) == 4
    for command in commands:
        parse(command.replace("%u", "microblog://example.net/users/susan").split()[1:])


def test_the_window_belongs_to_the_entry() -> None:
    from microblog_desktop.app.startup import APP_ID

    assert _ENTRY.stem == _entry()["Desktop Entry"]["StartupWMClass"] == _entry()["Desktop Entry"]["Icon"] == APP_ID
    assert _entry()["Desktop Entry"]["MimeType"] == "x-scheme-handler/microblog;"


def test_macos_knows_the_program_and_its_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    told = macos.info_plist(__version__)
    assert told["CFBundleIdentifier"] == contents.BUNDLE_ID
    assert told["CFBundleURLTypes"] == [
        {"CFBundleURLName": "Microblog link", "CFBundleTypeRole": "Viewer", "CFBundleURLSchemes": ["microblog"]}
    ]
    assert told["LSMinimumSystemVersion"]
    # Else it would be what PyInstaller takes from the other program: one without a window.
    assert told["CFBundleExecutable"] == "microblog-desktop"
    assert told["LSBackgroundOnly"] is False
    entitlements = plistlib.loads((_DESKTOP / "macos" / "entitlements.plist").read_bytes())
    assert set(entitlements.values()) == {True}


def test_windows_knows_the_program_and_its_links(tmp_path: Path) -> None:
    script = (_DESKTOP / "windows" / "microblog-desktop.iss").read_text(encoding="utf-8")
    for name in re.findall(r"\{#Root\}\\([\w\\.-]+)", script):
        path = ROOT / name.replace("\\", "/")
        assert path.exists() or path.relative_to(ROOT).parts[0] in {"build", "dist"}, name
    assert r'Subkey: "Software\Classes\microblog\shell\open\command"' in script
    sections = re.findall(r"^\[(\w+)\]$", script, re.M)
    assert {"Setup", "Languages", "Files", "Icons", "Registry", "Run"} <= set(sections)
    told = windows_version.write("1.2.3", "microblog-server", tmp_path / "server.txt").read_text(encoding="utf-8")
    assert "filevers=(1, 2, 3, 0)" in told
    assert "microblog-server.exe" in told


@pytest.mark.parametrize("program", ["microblog-desktop", "microblog-server"])
def test_the_pages_of_the_manual_name_all_that_one_can_ask_for(program: str) -> None:
    page = (_DESKTOP / "linux" / f"{program}.1").read_text(encoding="utf-8").replace("\\-", "-")
    module = program.replace("-", "_")
    asked = subprocess.run([sys.executable, "-m", module, "--help"], check=True, capture_output=True, text=True).stdout
    words = {word for word in re.findall(r"--[\w-]+", asked) if program == "microblog-desktop"}
    commands = re.search(r"^  \{([\w,-]+)\}$", asked, re.M)
    words |= set(commands[1].split(",")) if commands else set()
    assert len(words) >= 9
    assert {word for word in words if not re.search(rf"^\.B[RI]* {word}\b|\b{word}$| {word}$", page, re.M)} == set()

"""The .app: its Info.plist, and the .dmg that it comes in."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from bundling.contents import BUNDLE_ID

_FILES = Path("resources/desktop/macos")
_TRIES, _PAUSE_S = 5, 10


def info_plist(version: str) -> dict[str, object]:
    """Return what resources/desktop/macos/Info.plist says, with what changes from version to version."""
    told: dict[str, object] = plistlib.loads((_FILES / "Info.plist").read_bytes())
    return told | {
        "CFBundleIdentifier": BUNDLE_ID,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
    }


def image(app: Path, papers: Iterable[Path], made: Path) -> Path:
    """Sign and notarise the .app as far as there is an identity for it, and lay it into a .dmg beside /Applications."""
    for paper in papers:
        # Before it is signed: what is added afterwards breaks the signature.
        shutil.copyfile(paper, app / "Contents" / "Resources" / paper.name)
    identity = os.environ.get("CODESIGN_IDENTITY")
    if identity:
        entitlements = str(_FILES / "entitlements.plist")
        sign = ["codesign", "--force", "--deep", "--options", "runtime", "--timestamp", "--entitlements", entitlements]
        subprocess.run([*sign, "--sign", identity, str(app)], check=True)
    else:
        # Without any signature a Mac with Apple's processor would not start it at all.
        subprocess.run(["codesign", "--force", "--deep", "--sign", "-", str(app)], check=True)
    subprocess.run(["codesign", "--verify", "--deep", "--strict", str(app)], check=True)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(app, Path(folder) / app.name, symlinks=True)
        (Path(folder) / "Applications").symlink_to("/Applications")
        lay = ["hdiutil", "create", "-volname", "Microblog", "-srcfolder", folder, "-format", "ULFO", "-ov", str(made)]
        _insist(lay)
    profile = os.environ.get("NOTARY_PROFILE")
    if identity and profile:
        subprocess.run(
            ["xcrun", "notarytool", "submit", str(made), "--keychain-profile", profile, "--wait"], check=True
        )
        subprocess.run(["xcrun", "stapler", "staple", str(made)], check=True)
    return made


def _insist(command: list[str]) -> None:
    # What is new on the disk is looked through for malware, and until then hdiutil finds it "busy".
    for _ in range(_TRIES - 1):
        if subprocess.run(command, check=False).returncode == 0:
            return
        time.sleep(_PAUSE_S)
    subprocess.run(command, check=True)

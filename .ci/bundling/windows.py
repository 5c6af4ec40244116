"""The installer for Windows, made by Inno Setup from resources/desktop/windows/microblog-desktop.iss."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

_SCRIPT = Path("resources/desktop/windows/microblog-desktop.iss")
_WHERE_PROGRAMS_ARE = Path("C:/")


def installer(version: str, folder: Path) -> list[Path]:
    """Return the installer; nothing where there is no Inno Setup, and a failure where CI must have it."""
    compiler = shutil.which("iscc") or next(map(str, _installed()), None)
    if compiler is None:
        if os.environ.get("CI") == "true":
            raise FileNotFoundError("Inno Setup (iscc) is missing")
        print("No installer: Inno Setup (iscc) is not installed.")
        return []
    subprocess.run([compiler, "/Qp", f"/DVersion={version}", str(_SCRIPT)], check=True)
    return [folder / f"microblog-desktop-{version}-windows-x86_64-setup.exe"]


def _installed() -> list[Path]:
    """Return the compilers that its installer left where programs are, the newest first."""
    return sorted(_WHERE_PROGRAMS_ARE.glob("Program Files*/Inno Setup */ISCC.exe"), reverse=True)

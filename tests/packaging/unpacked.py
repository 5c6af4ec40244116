"""The bundle as somebody has it who never heard of Python: unpacked where it cannot write, and nothing else around."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from tests.architecture.tree import ROOT

DIST = ROOT / "dist"
# Whoever runs the tests as root may write everywhere; so somebody else runs the bundle.
_NOBODY = 65534
_IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@dataclass(frozen=True, slots=True)
class Unpacked:
    """`usr` is what the package brings; `home` and `scratch` are all that its person may write."""

    usr: Path
    home: Path
    scratch: Path

    @property
    def programs(self) -> Path:
        return self.usr / "bin"

    @property
    def bundle(self) -> Path:
        return self.usr / "lib" / "microblog-desktop"

    def environment(self, extra: Mapping[str, str]) -> dict[str, str]:
        """Nothing of who runs the tests: no Python on the PATH, no settings, an own home."""
        own = {"PATH": str(self.programs), "HOME": str(self.home), "TMPDIR": str(self.scratch), "LC_ALL": "C.UTF-8"}
        return {**own, **extra}

    def run(self, *command: str, extra: Mapping[str, str], timeout_s: float) -> subprocess.CompletedProcess[str]:
        """Run one of its programs to its end, in the home."""
        return subprocess.run(
            [str(self.programs / command[0]), *command[1:]],
            cwd=self.home,
            env=self.environment(extra),
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
            user=_NOBODY if _IS_ROOT else None,
            group=_NOBODY if _IS_ROOT else None,
            extra_groups=[] if _IS_ROOT else None,
        )

    def left_behind(self) -> list[str]:
        """What is in the home and in the folder for passing things, but for caches of the system's libraries."""
        found = [*self.home.rglob("*"), *self.scratch.rglob("*")]
        caches = [self.home / ".cache" / name for name in ("fontconfig", "mesa_shader_cache", "mesa_shader_cache_db")]
        ours = [
            path
            for path in found
            if not any(path.is_relative_to(cache) or path == self.home / ".cache" for cache in caches)
        ]
        return sorted(str(path) for path in ours)


@contextmanager
def unpacked(package: Path) -> Iterator[Unpacked]:
    """Unpack the .deb into an empty root with a name that people give to folders."""
    whole = Path(mkdtemp(prefix="microblog 묶음 "))
    try:
        root = whole / "빈 뿌리"
        subprocess.run(["dpkg-deb", "-x", str(package), str(root)], check=True, timeout=120)
        one = Unpacked(root / "usr", whole / "집", whole / "scratch")
        for folder in (one.home, one.scratch):
            folder.mkdir()
            if _IS_ROOT:
                os.chown(folder, _NOBODY, _NOBODY)
        whole.chmod(0o755)
        _set_modes(root, forbidden=0o222)
        yield one
    finally:
        _set_modes(whole, forbidden=0)
        shutil.rmtree(whole)


def _set_modes(root: Path, *, forbidden: int) -> None:
    for folder in [root, *(path for path in root.rglob("*") if path.is_dir() and not path.is_symlink())]:
        folder.chmod(0o755 & ~forbidden)


def the_package() -> Path | None:
    """Return the .deb that `make build` left, if it did."""
    return next(DIST.glob("*.deb"), None)

"""The package as somebody has it who never heard of Python: installed where it cannot write, and alone there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

from tests.architecture.tree import ROOT

DIST = ROOT / "dist"
# Whoever runs the tests as root may write everywhere; so somebody else runs the bundle.
NOBODY = 65534
_IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_USER = NOBODY if _IS_ROOT else None
_NO_GROUPS: list[int] | None = [] if _IS_ROOT else None
_DATABASE = Path("var", "lib", "dpkg")


@dataclass(frozen=True, slots=True)
class Installed:
    """`root` is what dpkg has filled; `home` and `scratch` are all that its person may write."""

    root: Path
    home: Path
    scratch: Path

    @property
    def programs(self) -> Path:
        return self.root / "usr" / "bin"

    @property
    def bundle(self) -> Path:
        return self.root / "usr" / "lib" / "microblog-desktop"

    def dpkg(self, *words: str) -> str:
        """Run dpkg on this root; nothing of what the package depends on is in it."""
        # It asks for programs that a person's PATH need not have.
        path = os.environ.get("PATH", "") + os.pathsep + os.pathsep.join(("/usr/sbin", "/sbin"))
        forced = ("--force-depends", *(() if _IS_ROOT else ("--force-not-root",)))
        command = ["dpkg", f"--root={self.root}", "--log=/dev/null", *forced, *words]
        done = subprocess.run(
            command, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def install(self, package: Path) -> None:
        _set_modes(self.root, forbidden=0)
        self.dpkg("--install", str(package))
        _set_modes(self.root, forbidden=0o222)

    def remove(self) -> None:
        _set_modes(self.root, forbidden=0)
        self.dpkg("--remove", "microblog-desktop")

    def at_home(self, name: str) -> Installed:
        """The same for somebody else, whose home is empty."""
        own = replace(self, home=self.home.parent / name, scratch=self.scratch.parent / f"{name} scratch")
        for folder in (own.home, own.scratch):
            folder.mkdir(mode=0o700)
            if _IS_ROOT:
                os.chown(folder, NOBODY, NOBODY)
        return own

    def environment(self, extra: Mapping[str, str]) -> dict[str, str]:
        """Nothing of who runs the tests: no Python on the PATH, no settings, an own home."""
        own = {"PATH": str(self.programs), "HOME": str(self.home), "TMPDIR": str(self.scratch), "LC_ALL": "C.UTF-8"}
        return {**own, **extra}

    def run(self, *command: str, extra: Mapping[str, str], timeout_s: float) -> subprocess.CompletedProcess[str]:
        """Run one of its programs to its end, in the home."""
        started = self.start(str(self.programs / command[0]), *command[1:], extra=extra)
        with started:
            try:
                said, complaint = started.communicate(timeout=timeout_s)
            except subprocess.TimeoutExpired:
                started.kill()
                raise
        return subprocess.CompletedProcess(command, started.returncode, said, complaint)

    def start(self, *command: str, extra: Mapping[str, str]) -> subprocess.Popen[str]:
        """Start a program, one of its own or of the system, as its person would, in the home."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command,
            cwd=self.home,
            env=self.environment(extra),
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            text=True,
            user=_USER,
            group=_USER,
            extra_groups=_NO_GROUPS,
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
def installed(package: Path) -> Iterator[Installed]:
    """Install the .deb into an empty root with a name that people give to folders."""
    whole = Path(mkdtemp(prefix="microblog 묶음 "))
    try:
        one = Installed(whole / "빈 뿌리", whole / "nobody", whole / "nobody").at_home("집")
        for folder in ("info", "updates", "triggers"):
            (one.root / _DATABASE / folder).mkdir(parents=True)
        (one.root / _DATABASE / "status").touch()
        whole.chmod(0o755)
        one.install(package)
        yield one
    finally:
        _set_modes(whole, forbidden=0)
        shutil.rmtree(whole)


def newer(package: Path, folder: Path) -> Path:
    """Return the same package with a higher version."""
    made = folder / "newer.deb"
    shutil.copyfile(package, made)
    control = folder / "control"
    control.mkdir()
    subprocess.run(["dpkg-deb", "--control", str(package), str(control)], check=True)
    lines = (control / "control").read_text(encoding="utf-8").splitlines()
    told = [f"{line}+later" if line.startswith("Version:") else line for line in lines]
    (control / "control").write_text("\n".join([*told, ""]), encoding="utf-8")
    with tarfile.open(folder / "control.tar.xz", "w:xz") as packed:
        packed.add(control, ".")
    subprocess.run(["ar", "r", str(made), str(folder / "control.tar.xz")], check=True, stderr=subprocess.DEVNULL)
    return made


def the_package() -> Path | None:
    """Return the .deb that `make build` left, if it did."""
    return next(DIST.glob("*.deb"), None)


def _set_modes(root: Path, *, forbidden: int) -> None:
    for folder in [root, *(path for path in root.rglob("*") if path.is_dir() and not path.is_symlink())]:
        folder.chmod(0o755 & ~forbidden)

"""What makes a release asks for what is there."""

from __future__ import annotations

import re

from microblog_desktop import __version__
from tests.architecture.tree import ROOT

_WORKFLOW = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
_FLATPAK = (ROOT / "resources" / "desktop" / "flatpak" / "org.microblog.desktop.yml").read_text(encoding="utf-8")


def test_it_is_tested_and_built_on_three_systems() -> None:
    jobs = re.findall(r"^  (\w+):\n(?:    #.*\n)*    (?:runs-on|needs): (.+)$", _WORKFLOW, re.M)
    assert jobs == [
        ("linux", "ubuntu-22.04"),
        ("windows", "windows-2022"),
        ("macos", "macos-15"),
        ("draft", "[linux, windows, macos]"),
    ]
    for job in re.split(r"^  \w+:$", _WORKFLOW, flags=re.M)[-4:-1]:
        assert re.search(r"pytest|make test|\.ci/run", job)
        assert "if-no-files-found: error" in job


def test_all_that_is_made_is_laid_into_the_draft_with_its_sum() -> None:
    for kind in ("deb", "tar.gz", "tar.xz", "exe", "zip", "dmg"):
        assert f"dist/*.{kind}" in _WORKFLOW
    assert _WORKFLOW.index("merge-multiple: true") < _WORKFLOW.index("sha256sum -- * > SHA256SUMS")
    assert "release/*" in _WORKFLOW


def test_the_targets_that_it_makes_are_there() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"run: make (\w+)", _WORKFLOW)) <= targets
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert run.index("make build") < run.index("make test")


def test_the_flatpak_is_made_of_the_archive() -> None:
    assert f"dist/microblog-desktop-{__version__}-linux-x86_64.tar.gz" in _FLATPAK
    assert "rename-desktop-file: microblog-desktop.desktop" in _FLATPAK
    assert "--talk-name=org.freedesktop.secrets" in _FLATPAK

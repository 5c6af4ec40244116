"""The ears of the test suite hear what they should: each kind of leftover fails the test that left it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.system_parts import PARTS, packages_of, parts_in_use

_CASES = """
import asyncio, logging, os
import pytest
from PySide6.QtCore import qWarning

async def test_leaves_a_task():
    asyncio.get_running_loop().create_task(asyncio.sleep(60))

async def test_forgets_to_await():
    asyncio.sleep(0)

def test_logs_a_warning():
    logging.getLogger("somebody").warning("what is this")

@pytest.mark.expects_log("what is this")
def test_announced_warning_is_fine():
    logging.getLogger("somebody").warning("what is this")

@pytest.mark.expects_log("never said")
def test_announced_warning_does_not_come():
    pass

def test_qt_complains():
    qWarning("something is wrong")

class Bomb:
    def __del__(self):
        raise RuntimeError("too late")

def test_raises_where_nobody_hears():
    Bomb()

async def test_plain_loop_is_fine():
    assert type(asyncio.get_running_loop()).__module__.startswith("asyncio")

@pytest.mark.qt_loop
async def test_clients_loop_is_fine():
    assert type(asyncio.get_running_loop()).__name__ == "ClientEventLoop"

def test_home_of_its_own_is_fine():
    assert "microblog-tests-" in os.environ["HOME"]

@pytest.mark.needs("nothing-known")
def test_needs_an_unknown_part():
    pass
"""


def _outcomes(tmp_path: Path) -> dict[str, set[str]]:
    (tmp_path / "test_cases.py").write_text(_CASES, encoding="utf-8")
    arguments = ["-p", "tests.conftest", "-c", str(ROOT / "pyproject.toml"), "-rA", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments, str(tmp_path / "test_cases.py")],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
    )
    found: dict[str, set[str]] = {}
    for outcome, name in re.findall(r"^(PASSED|FAILED|ERROR) \S*::(\w+)", done.stdout, re.MULTILINE):
        found.setdefault(name, set()).add(outcome)
    return found


def test_leftovers_fail_the_test_that_left_them(tmp_path: Path) -> None:
    outcomes = _outcomes(tmp_path)
    assert len(outcomes) == _CASES.count("def test_")
    clean = {name for name, said in outcomes.items() if said == {"PASSED"}}
    assert clean == {name for name in outcomes if name.endswith("_is_fine")}


def test_the_parts_that_tests_ask_for_are_known_with_their_packages() -> None:
    assert "qt" in parts_in_use()
    assert all(PARTS[name].packages for name in PARTS)


def test_a_package_is_named_once() -> None:
    names = packages_of(["gnome-keyring", "dbus"])
    assert len(names) == len(set(names))


@pytest.mark.needs("git")
def test_ci_runs_what_a_person_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make check" in script
    assert script.rstrip().endswith("make test")

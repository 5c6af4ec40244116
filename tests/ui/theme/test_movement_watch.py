"""The desktop's portal is asked and followed, on a bus of the test's own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.sessions import session_bus

# Qt keeps its bus as long as the process lives, so this is one of its own.
_WATCH = """
from PySide6.QtCore import QCoreApplication
from microblog_desktop.ui.theme.movement_watch import MovementWatch
app = QCoreApplication([])
watch = MovementWatch()
print(watch.moves, flush=True)
watch.changed.connect(lambda: print(watch.moves, flush=True))
app.exec()
"""


@pytest.mark.needs("dbus")
def test_the_portal_is_asked_and_followed() -> None:
    with session_bus() as address:
        here = os.environ | {"DBUS_SESSION_BUS_ADDRESS": address}
        portal = _begin(here, "-m", "tests.fakes.portal")
        assert _line(portal) == "ready"
        watch = _begin(here, "-c", _WATCH)
        try:
            assert [_line(watch), _line(watch)] == ["None", "True"]
            for orders, moves in (("other nonsense still", "False"), ("reduced moving free", "True")):
                for order in orders.split():
                    assert portal.stdin is not None
                    portal.stdin.write(f"{order}\n")
                    portal.stdin.flush()
                assert _line(watch) == moves
        finally:
            for process in (watch, portal):
                process.kill()
                process.communicate()


def _begin(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *arguments], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()

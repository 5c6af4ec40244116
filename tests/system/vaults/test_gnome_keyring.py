"""The Secret Service as GNOME has it, for real: programs that come and go, a lock, and its window."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sessions import bare_screen
from tests.system.vaults.gnome_session import GnomeSession, gnome_session
from tests.waiting import wait_until

pytestmark = pytest.mark.needs("gnome-keyring")
_PATIENCE_S = 20.0


@pytest.fixture
def session(tmp_path: Path) -> Iterator[GnomeSession]:
    with gnome_session(tmp_path) as session:
        yield session


def test_each_account_has_its_token_after_a_restart_and_keeps_it_when_another_signs_out(session: GnomeSession) -> None:
    assert session.run("backend") == "keyring.backends.SecretService"
    names = ("susan-here", "john-here", "susan-elsewhere")
    session.run("set", "susan-here", "t0", "susan-here", "t1", "john-here", "t2", "susan-elsewhere", "t3-한")
    assert session.run("get", *names) == "t1 t2 t3-한"
    assert session.run("delete", "susan-here", "susan-here") == "gone"
    assert session.run("get", *names) == "nothing t2 t3-한"


def test_a_locked_keyring_is_known_to_be_so_without_asking_anybody(session: GnomeSession) -> None:
    session.run("set", "susan", "t1")
    assert session.run("open") == "True"
    session.run("lock")
    assert session.run("open") == "False"
    # There is no screen, so its window cannot open: as good as closed.
    assert session.run("get", "susan") == "keyring_locked"
    assert session.run("set", "susan", "t2") == "keyring_locked"
    assert session.run("delete", "susan") == "keyring_locked"


@pytest.mark.needs("xvfb")
@pytest.mark.needs("xdotool")
def test_it_waits_while_its_window_is_open_and_is_locked_when_that_is_gone(tmp_path: Path) -> None:
    with bare_screen() as display, gnome_session(tmp_path, display) as session:
        session.run("set", "susan", "t1")
        session.run("lock")
        asking = session.start("get", "susan")
        try:
            wait_until("the window", session.window)
            with pytest.raises(subprocess.TimeoutExpired):
                asking.wait(1)
            assert session.run("open") == "False"
            window = session.window()
            assert window is not None
            os.kill(window, signal.SIGTERM)
            said, _ = asking.communicate(timeout=_PATIENCE_S)
        finally:
            asking.kill()
            asking.communicate()
        assert said.strip() == "keyring_locked"
